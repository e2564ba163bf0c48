package dev.perigee.rules;

import dev.perigee.rules.vetting.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Collects the files of a bundle as they come in, from wherever. Reads no more than a bundle may
 * hold, whatever sizes were announced, and notes every file that cannot belong to one.
 */
final class BundleFiles {
  private static final String RULES_FOLDER = "rules/";

  private final TreeMap<String, String> files = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private int count;
  private long bytes;
  private boolean full;

  /** Takes a file of bytes; they are read up to the limit, whether or not it is wanted. */
  void add(String name, InputStream content) throws IOException {
    byte[] read = content.readNBytes(Limits.MOST_BYTES_PER_FILE + 1);
    if (!fits(shown(name), read.length) || !admits(name)) {
      return;
    }
    try {
      keep(name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString());
    } catch (CharacterCodingException e) {
      findings.add(Finding.of(name, "the file is not UTF-8 text").allowing("text in UTF-8"));
    }
  }

  /** Passes over a folder, which holds no bytes of its own. */
  void addFolder(String name, InputStream content) throws IOException {
    if (content.read() >= 0) {
      refuse(shown(name), "a folder that holds text of its own");
    }
  }

  /** Takes a file of text. */
  void add(String name, String text) {
    if (fits(shown(name), text.getBytes(StandardCharsets.UTF_8).length) && admits(name)) {
      keep(name, text);
    }
  }

  /** Whether anything is beyond its limit, so that the rest need not be read. */
  boolean isFull() {
    return full;
  }

  /**
   * The bundle.
   *
   * @throws InvalidRuleSet with every finding
   */
  Bundle bundle() {
    if (count == 0) {
      findings.add(Finding.of("", "there are no files").allowing(Limits.NAMES));
    }
    if (!findings.isEmpty()) {
      throw new InvalidRuleSet(findings);
    }
    return Bundle.of(files);
  }

  private boolean admits(String name) {
    count++;
    if (count > Limits.MOST_FILES) {
      return refuse("", "there are more than %d files".formatted(Limits.MOST_FILES));
    }
    if (!Limits.allowsName(name)) {
      Finding finding =
          Finding.of(shown(name), "no file of a rule set has this name").allowing(Limits.NAMES);
      String inner = name.startsWith(RULES_FOLDER) ? name.substring(RULES_FOLDER.length()) : name;
      findings.add(
          inner.length() < name.length() && Limits.allowsName(inner)
              ? finding.suggesting(inner)
              : finding);
      return false;
    }
    if (files.containsKey(name)) {
      findings.add(Finding.of(name, "the file is there twice"));
      return false;
    }
    return true;
  }

  private boolean fits(String name, int length) {
    bytes += length;
    if (length > Limits.MOST_BYTES_PER_FILE) {
      return refuse(name, "the file is longer than %d bytes".formatted(Limits.MOST_BYTES_PER_FILE));
    }
    return bytes <= Limits.MOST_BYTES
        || refuse("", "the files hold more than %d bytes together".formatted(Limits.MOST_BYTES));
  }

  private boolean refuse(String name, String why) {
    if (!full) {
      findings.add(Finding.of(name, why));
    }
    full = true;
    return false;
  }

  private void keep(String name, String text) {
    int nul = text.indexOf(0);
    if (nul >= 0) {
      int line = 1 + (int) text.chars().limit(nul).filter(each -> each == '\n').count();
      findings.add(Finding.at(name, line, "a NUL character"));
    } else {
      files.put(name, text);
    }
  }

  /** A name that may be anything, fit to be shown and stored. */
  private static String shown(String name) {
    String plain = name.replaceAll("\\p{C}", "?");
    return plain.length() > Limits.MOST_NAME_CHARACTERS
        ? plain.substring(0, Limits.MOST_NAME_CHARACTERS) + "..."
        : plain;
  }
}
