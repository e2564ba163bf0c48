package dev.perigee.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The header Prefer (RFC 7240). */
class PreferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "wait=10|10|wait=10",
        "WAIT = 10|10|wait=10",
        "wait=\"10\"|10|wait=10",
        "wait=3600|60|wait=60",
        "wait=0|0|wait=0",
        "respond-async|0|respond-async",
        "respond-async, wait=5|5|respond-async, wait=5",
        "wait=5;x=1, handling=lenient|5|wait=5",
        "wait=5, wait=6|5|wait=5"
      })
  void whatIsUnderstoodIsHonoured(String header, int seconds, String applied) {
    assertEquals(
        new Preference(Optional.of(Duration.ofSeconds(seconds)), applied),
        Preference.of(List.of(header)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"return=minimal", "wait", "wait=soon", "wait=-1", "wait=99999999999", "`,,`", "=5"})
  void whatIsNotUnderstoodIsIgnored(String header) {
    assertEquals(new Preference(Optional.empty(), ""), Preference.of(List.of(header)));
  }

  @Test
  void severalLinesAreOne() {
    assertEquals(
        new Preference(Optional.of(Duration.ofSeconds(7)), "respond-async, wait=7"),
        Preference.of(List.of("respond-async", "wait=7")));
    assertEquals(new Preference(Optional.empty(), ""), Preference.of(List.of()));
  }
}
