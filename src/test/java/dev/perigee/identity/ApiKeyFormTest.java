package dev.perigee.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The form of API keys and of tokens. */
class ApiKeyFormTest {
  /** CRC-32 of {@code pgk_0123456789abcdef_} and 64 zeros, by Python's zlib. */
  private static final String CHECKSUM = "f59ddc2c";

  @Test
  void aKeyIsReadAsItIsWritten() {
    ApiKey key = ApiKey.generate();
    assertEquals(Optional.of(key), ApiKey.parse(key.text()));
    assertEquals(4 + 16 + 1 + 64 + 8, key.text().length());
    assertNotEquals(key, ApiKey.generate());
  }

  @Test
  void theChecksumIsThatOfOthers() {
    ApiKey key = new ApiKey("0123456789abcdef", "0".repeat(64));
    assertEquals("pgk_0123456789abcdef_" + "0".repeat(64) + CHECKSUM, key.text());
  }

  @Test
  void everyMistypedCharacterIsNoticed() {
    String text = ApiKey.generate().text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == '0' ? '1' : '0';
      assertEquals(
          Optional.empty(), ApiKey.parse(text.substring(0, i) + other + text.substring(i + 1)));
    }
  }

  @Test
  void aSecretIsKnownByItsHashAloneAndNotShown() {
    ApiKey key = ApiKey.generate();
    assertTrue(key.matches(key.hash()));
    assertFalse(key.matches(ApiKey.generate().hash()));
    assertFalse(key.matches(""));
    assertFalse(key.toString().contains(key.secret()));
  }

  @Test
  void whatIsNoTokenIsNotVerified() {
    assertTrue(Tokens.isToken("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"));
    for (String text :
        List.of(
            "", "x", "...", "....", "a.b.c", "e30.e30.c2ln", "eyJhbGciOiJSUzI1NiJ9.e30.", "a.b")) {
      assertFalse(Tokens.isToken(text), text);
    }
  }
}
