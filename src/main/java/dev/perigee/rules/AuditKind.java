package dev.perigee.rules;

import java.util.Locale;

/** What is done to rule sets. */
public enum AuditKind {
  UPLOAD,
  APPROVAL,
  ACTIVATION;

  /** As it is stored and answered. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
