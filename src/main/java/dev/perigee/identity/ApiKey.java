package dev.perigee.identity;

import dev.perigee.platform.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as it is sent: {@code pgk_<id>_<secret><checksum>}, all of it hexadecimal. The id, 64
 * bits, names the key; the secret, 256 bits, proves it; the checksum, CRC-32 of what stands before
 * it, tells a key that was cut or mistyped from one that is not valid, and lets scanners for leaked
 * secrets know one when they see it.
 *
 * @param id names the key
 * @param secret known to its holder alone
 */
record ApiKey(String id, String secret) {
  /** The header for keys, beside {@code Authorization: Bearer}. */
  static final String HEADER = "Perigee-Api-Key";

  /** What every key starts with. */
  static final String PREFIX = "pgk_";

  /** Form of an id. */
  static final String ID_PATTERN = "[0-9a-f]{16}";

  private static final Pattern FORM =
      Pattern.compile(PREFIX + "(" + ID_PATTERN + ")_([0-9a-f]{64})([0-9a-f]{8})");
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A key that was never before. */
  static ApiKey generate() {
    return new ApiKey(random(ID_BYTES), random(SECRET_BYTES));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** The key in a text; empty when it is none. */
  static Optional<ApiKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    ApiKey key = new ApiKey(form.group(1), form.group(2));
    return key.checksum().equals(form.group(3)) ? Optional.of(key) : Optional.empty();
  }

  /** As it is sent. */
  String text() {
    return body() + checksum();
  }

  private String body() {
    return PREFIX + id + "_" + secret;
  }

  private String checksum() {
    CRC32 crc = new CRC32();
    crc.update(body().getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** What is stored of the secret. It is random, so that one round of SHA-256 is enough. */
  String hash() {
    MessageDigest digest = Sha256.start();
    digest.update(secret.getBytes(StandardCharsets.US_ASCII));
    return Sha256.hex(digest);
  }

  /** Whether this is the secret of a hash; takes as long wherever they differ. */
  boolean matches(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return PREFIX + id + "_...";
  }
}
