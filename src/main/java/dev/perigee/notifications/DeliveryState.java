package dev.perigee.notifications;

import java.util.Locale;

/** How a delivery stands. */
enum DeliveryState {
  /** It is still to be sent, for the first time or again. */
  PENDING,
  /** The receiver took it. */
  DELIVERED,
  /** It is not sent any more. */
  GIVEN_UP;

  /** As it is stored and answered. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
