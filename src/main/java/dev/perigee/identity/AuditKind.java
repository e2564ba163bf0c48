package dev.perigee.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the audit trail tells of. */
public enum AuditKind {
  /** A rule set was uploaded. */
  UPLOAD,
  /** A rule set was approved. */
  APPROVAL,
  /** A rule set became the active one. */
  ACTIVATION,
  /** A fact was recorded. */
  FACT,
  /** An API key was created. */
  API_KEY_CREATION,
  /** An API key was created in the place of another. */
  API_KEY_ROTATION,
  /** An API key was revoked. */
  API_KEY_REVOCATION,
  /** A scenario was saved under a new name. */
  SCENARIO_CREATION,
  /** A copy of a scenario was saved under a new name. */
  SCENARIO_COPY,
  /** Another version of a scenario was saved. */
  SCENARIO_CHANGE,
  /** A scenario was deleted. */
  SCENARIO_DELETION,
  /** A comparison of rule sets was begun. */
  IMPACT,
  /** A comparison of runs was begun. */
  COMPARISON,
  /** A sweep was begun. */
  SWEEP,
  /** The attribution of a run was begun. */
  ATTRIBUTION,
  /** The distribution of a number of a run was begun. */
  DISTRIBUTION,
  /** A back-test was begun. */
  BACKTEST,
  /** A run or a study was cancelled. */
  CANCELLATION;

  /** Those that tell of rule sets. */
  public static final List<AuditKind> OF_RULE_SETS = List.of(UPLOAD, APPROVAL, ACTIVATION);

  /** As it is stored and answered. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of this key. */
  public static Optional<AuditKind> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }
}
