package dev.perigee.studies;

import dev.perigee.identity.AuditKind;
import java.util.Locale;

/** Kinds of studies. */
public enum StudyKind {
  /** What a rule set would change. */
  IMPACT(AuditKind.IMPACT),
  /** What tells two runs apart. */
  COMPARISON(AuditKind.COMPARISON),
  /** How results answer to parameters. */
  SWEEP(AuditKind.SWEEP),
  /** What each fact did to a run. */
  ATTRIBUTION(AuditKind.ATTRIBUTION),
  /** How a number of a run is distributed over its paths. */
  DISTRIBUTION(AuditKind.DISTRIBUTION),
  /** What would have been forecast on earlier days. */
  BACKTEST(AuditKind.BACKTEST);

  private final AuditKind audit;

  StudyKind(AuditKind audit) {
    this.audit = audit;
  }

  /** What the audit trail calls the beginning of one. */
  AuditKind audit() {
    return audit;
  }

  /** Name in the database. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StudyKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** A study of this kind in words, such as {@code sweep 3f9c}. */
  public String named(String id) {
    return key() + " " + id;
  }
}
