package dev.perigee.rules;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a rule set in canonical form: in the order of their names, with line ends as LF.
 *
 * @param files text by path within the bundle
 * @param digest content address
 */
public record Bundle(SortedMap<String, String> files, RuleSetDigest digest) {
  public Bundle {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The bundle of these files. */
  public static Bundle of(Map<String, String> files) {
    TreeMap<String, String> canonical = new TreeMap<>();
    files.forEach((name, text) -> canonical.put(name, text.replace("\r\n", "\n")));
    return new Bundle(canonical, RuleSetDigest.of(canonical));
  }
}
