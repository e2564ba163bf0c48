package dev.perigee.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
  private static final String PREFIX = "sha256:";

  public RuleSetDigest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("expected 64 hexadecimal digits, got " + hex);
    }
  }

  /** Digest of files, text by path. */
  public static RuleSetDigest of(Map<String, String> files) {
    MessageDigest digest = sha256();
    new TreeMap<>(files)
        .forEach(
            (name, text) -> {
              update(digest, name);
              update(digest, text.replace("\r\n", "\n"));
            });
    return new RuleSetDigest(HexFormat.of().formatHex(digest.digest()));
  }

  /** Digest written as {@code sha256:...}. */
  public static RuleSetDigest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("expected sha256: and 64 hexadecimal digits, got " + text);
    }
    return new RuleSetDigest(text.substring(PREFIX.length()));
  }

  /** The digest of a text, when it is one. */
  public static Optional<RuleSetDigest> read(String text) {
    return text.matches(PREFIX + "[0-9a-f]{64}") ? Optional.of(parse(text)) : Optional.empty();
  }

  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
