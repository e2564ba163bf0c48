package dev.perigee.studies;

import java.util.Locale;

/** Kinds of studies. */
public enum StudyKind {
  /** What a rule set would change. */
  IMPACT,
  /** What tells two runs apart. */
  COMPARISON,
  /** How results answer to parameters. */
  SWEEP,
  /** What each fact did to a run. */
  ATTRIBUTION;

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
