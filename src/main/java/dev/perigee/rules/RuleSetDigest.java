package dev.perigee.rules;

import dev.perigee.platform.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Content address of a rule set: SHA-256 over its files in the order of their names, each as the
 * length and bytes of its name and of its text, with line ends as LF.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record RuleSetDigest(String hex) {
  /** How a digest is written, as a pattern of JSON Schema. */
  public static final String PATTERN = "^" + Sha256.PREFIX + "[0-9a-f]{64}$";

  public RuleSetDigest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("expected 64 hexadecimal digits, got " + hex);
    }
  }

  /** Digest of files, text by path. */
  public static RuleSetDigest of(Map<String, String> files) {
    MessageDigest digest = Sha256.start();
    new TreeMap<>(files)
        .forEach(
            (name, text) -> {
              update(digest, name);
              update(digest, text.replace("\r\n", "\n"));
            });
    return new RuleSetDigest(Sha256.hex(digest));
  }

  /** Digest written as {@code sha256:...}. */
  public static RuleSetDigest parse(String text) {
    if (!text.startsWith(Sha256.PREFIX)) {
      throw new IllegalArgumentException("expected sha256: and 64 hexadecimal digits, got " + text);
    }
    return new RuleSetDigest(text.substring(Sha256.PREFIX.length()));
  }

  /** The digest of a text, when it is one. */
  public static Optional<RuleSetDigest> read(String text) {
    return text.matches(PATTERN) ? Optional.of(parse(text)) : Optional.empty();
  }

  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  @Override
  public String toString() {
    return Sha256.PREFIX + hex;
  }
}
