package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetDigestTest {
  private static final Map<String, String> FILES =
      Map.of("a.drl", "one\ntwo\n", "b.yaml", "x: 1\n");

  @Test
  void isTheSha256OfLengthsAndBytesOfNamesAndTexts() {
    // printf '5:a.drl8:one\ntwo\n6:b.yaml5:x: 1\n' | sha256sum
    assertEquals(
        "sha256:777e87119fc5d855e0c2422ec64d7cad7456611f248216d987a18163e6029aff",
        RuleSetDigest.of(FILES).toString());
  }

  @Test
  void doesNotDependOnLineEnds() {
    assertEquals(
        RuleSetDigest.of(FILES),
        RuleSetDigest.of(Map.of("a.drl", "one\r\ntwo\r\n", "b.yaml", "x: 1\n")));
  }

  @Test
  void doesNotDependOnTheOrderOfFiles() {
    Map<String, String> backwards = new LinkedHashMap<>();
    backwards.put("b.yaml", "x: 1\n");
    backwards.put("a.drl", "one\ntwo\n");
    assertEquals(RuleSetDigest.of(FILES), RuleSetDigest.of(backwards));
  }

  @Test
  void changesWithAText() {
    assertNotEquals(
        RuleSetDigest.of(FILES),
        RuleSetDigest.of(Map.of("a.drl", "one\ntwo\n", "b.yaml", "x: 2\n")));
  }

  @Test
  void changesWithAName() {
    assertNotEquals(
        RuleSetDigest.of(FILES),
        RuleSetDigest.of(Map.of("a.drl", "one\ntwo\n", "c.yaml", "x: 1\n")));
  }

  @Test
  void changesWhenTextMovesFromOneFileToTheNext() {
    assertNotEquals(
        RuleSetDigest.of(Map.of("a", "12", "b", "3")),
        RuleSetDigest.of(Map.of("a", "1", "b", "23")));
  }

  @Test
  void isReadBackFromItsText() {
    RuleSetDigest digest = RuleSetDigest.of(FILES);
    assertEquals(digest, RuleSetDigest.parse(digest.toString()));
  }

  @Test
  void refusesATextWithoutItsPrefix() {
    String hex = RuleSetDigest.of(FILES).hex();
    assertEquals(
        "expected sha256: and 64 hexadecimal digits, got " + hex,
        assertThrows(IllegalArgumentException.class, () -> RuleSetDigest.parse(hex)).getMessage());
  }

  @Test
  void refusesWhatIsNo64Digits() {
    assertEquals(
        "expected 64 hexadecimal digits, got ABC",
        assertThrows(IllegalArgumentException.class, () -> RuleSetDigest.parse("sha256:ABC"))
            .getMessage());
  }
}
