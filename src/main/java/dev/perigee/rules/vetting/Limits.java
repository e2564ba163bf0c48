package dev.perigee.rules.vetting;

import java.util.regex.Pattern;

/**
 * How large a bundle may be. The first layer of vetting: everything after it works on texts of a
 * known size. The shipped bundle has 16 files and 75 kB.
 */
public final class Limits {
  /** Most files of a bundle. */
  public static final int MOST_FILES = 100;

  /** Most bytes of one file, in UTF-8. */
  public static final int MOST_BYTES_PER_FILE = 256 * 1024;

  /** Most bytes of all files together, in UTF-8. */
  public static final int MOST_BYTES = 1024 * 1024;

  /** Most characters of a path. */
  public static final int MOST_NAME_CHARACTERS = 80;

  /** Most characters of a line. */
  public static final int MOST_LINE_CHARACTERS = 2_000;

  /** Most characters between two quotes. */
  public static final int MOST_LITERAL_CHARACTERS = 1_000;

  /** Deepest nesting of brackets in a file of rules; each level doubles the time of the parser. */
  public static final int DEEPEST_NESTING = 8;

  /** Most characters of one condition. */
  public static final int MOST_CONDITION_CHARACTERS = 2_000;

  /** Most characters between then and end. */
  public static final int MOST_CONSEQUENCE_CHARACTERS = 6_000;

  /** Most rules of a bundle. */
  public static final int MOST_RULES = 500;

  /** Most patterns of one rule; each joins all facts with those before it. */
  public static final int MOST_PATTERNS = 12;

  /** Deepest nesting of a YAML document. */
  public static final int DEEPEST_YAML = 12;

  /** Most nodes of a YAML document. */
  public static final int MOST_YAML_NODES = 50_000;

  /** What the name of a file may be, for people. */
  public static final String NAMES =
      "*.drl, *.csv, priors/<pack>.yaml, cases/*.yaml and valuation.yaml, named with lower-case"
          + " letters, digits, - and _";

  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9][a-z0-9_-]*\\.(drl|csv)|priors/[a-z0-9][a-z0-9_-]*\\.yaml"
              + "|cases/[a-z0-9][a-z0-9_-]*\\.yaml|valuation\\.yaml");

  private Limits() {}

  /** Whether a file of this path may be in a bundle. */
  public static boolean allowsName(String path) {
    return path.length() <= MOST_NAME_CHARACTERS && NAME.matcher(path).matches();
  }
}
