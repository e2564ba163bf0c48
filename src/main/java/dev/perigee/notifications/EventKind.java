package dev.perigee.notifications;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What events tell of. */
enum EventKind {
  /** Facts were recorded. */
  MILESTONE_RECORDED("milestone.recorded"),
  /** Facts took the place of others. */
  MILESTONE_CORRECTED("milestone.corrected"),
  /** Facts were withdrawn. */
  MILESTONE_RETRACTED("milestone.retracted"),
  /** A rule set became the active one. */
  RULE_SET_ACTIVATED("rule-set.activated"),
  /** The enterprise value of the day is another one. */
  VALUATION_MOVED("valuation.moved"),
  /** Somebody tests a webhook; in no feed. */
  TEST("test");

  /** Those that feeds have and webhooks choose from. */
  static final List<EventKind> PUBLISHED =
      Arrays.stream(values()).filter(each -> each != TEST).toList();

  private final String key;

  EventKind(String key) {
    this.key = key;
  }

  /** As it is stored, sent and answered. */
  String key() {
    return key;
  }

  /** Keys of those that feeds have and webhooks choose from. */
  static List<String> keys() {
    return PUBLISHED.stream().map(EventKind::key).toList();
  }

  /** The published kind of this key. */
  static Optional<EventKind> of(String key) {
    return PUBLISHED.stream().filter(each -> each.key.equals(key)).findFirst();
  }
}
