package dev.perigee.forecasts;

import static dev.perigee.forecasts.GivenFacts.question;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Parameter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions as data, and what they are asked of. */
class QuestionsTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final LocalDate END = LocalDate.of(2040, 12, 31);
  private static final String FLIES =
      """
      - key: flies
        title: Does it fly?
        about: quarter
        within: 24
        forecast: { rate: launchFlights }
        resolution: { type: LAUNCH_CADENCE, actors: [ SpaceX ], evidence: 0.3, take: total }
        yes: { atLeast: 1 }
        since: 2023-04-01
      """;

  private static List<Question> read(String yaml) throws IOException {
    return Questions.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> targets(String key, String madeOn) {
    return Target.of(question(key), LocalDate.parse(madeOn), START, END).stream()
        .map(Target::key)
        .toList();
  }

  @Test
  void everyQuestionAsksForSomethingThatARunSays() {
    for (Question question : new Questions().all()) {
      boolean said =
          switch (question.forecast()) {
            case ForecastSource.ForecastOfEvent s ->
                Arrays.stream(Event.values()).anyMatch(e -> e.expression().equals(s.event()));
            case ForecastSource.ForecastOfMetric s ->
                Arrays.stream(Metric.fans()).anyMatch(m -> m.field().equals(s.metric()));
            case ForecastSource.ForecastOfRate s ->
                Arrays.stream(Metric.fans()).anyMatch(m -> m.field().equals(s.rate()));
            case ForecastSource.ForecastOfGate s ->
                Arrays.stream(Gate.values()).anyMatch(g -> g.key().equals(s.gate()));
            case ForecastSource.ForecastOfComplement s ->
                Arrays.stream(Parameter.values()).anyMatch(p -> p.key().equals(s.complementOf()));
          };
      assertTrue(said, question::toString);
      assertTrue(
          question.isYesNo() || question.resolution().type().units().contains(question.unit()),
          question::toString);
    }
  }

  @Test
  void aQuestionIsStoredAndReadAsItWasAsked() {
    for (Question question : new Questions().all()) {
      String stored = CanonicalJson.write(question);
      Question read = CanonicalJson.read(stored, Question.class);
      assertEquals(question, read);
      assertEquals(question.digest(), read.digest());
    }
  }

  @Test
  void onlyPeriodsThatHaveNotBegunAreAsked() {
    assertEquals(
        List.of("2027Q1", "2027Q2", "2027Q3", "2027Q4", "2028Q1", "2028Q2", "2028Q3", "2028Q4"),
        targets("starship-flights-in-quarter", "2026-11-24"));
    assertEquals("2026Q4", targets("starship-flights-in-quarter", "2026-10-01").getFirst());
    assertEquals("2027Q1", targets("starship-flights-in-quarter", "2026-10-02").getFirst());
    assertEquals(
        List.of("2027", "2028", "2029"), targets("starship-flights-in-year", "2026-11-24"));
    assertEquals(List.of(), targets("starship-flights-in-quarter", "2023-06-01"));
    assertEquals(List.of("2040-12-31"), targets("reuse-demonstrated", "2026-11-24"));
    assertEquals(List.of("after 2026-11-24"), targets("next-flight-delivers", "2026-11-24"));
    assertEquals("2026-12-31", targets("capacity", "2026-11-24").getFirst());
    assertEquals("2040-12-31", targets("capacity", "2026-11-24").getLast());
    assertEquals("2027-12-31", targets("capacity", "2026-12-31").getFirst());
  }

  @Test
  void aQuarterEndsWithItsThirdMonth() {
    assertEquals(
        new Target("2027Q1", LocalDate.of(2027, 1, 1), LocalDate.of(2027, 3, 31)),
        Target.quarter(LocalDate.of(2027, 2, 3)));
  }

  @Test
  void aFileOfQuestionsIsRead() throws IOException {
    assertEquals("flies", read(FLIES).getFirst().key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "about: quarter|about: decade|decade",
        "within: 24|within: 24\\n  without: 3|without",
        "yes: { atLeast: 1 }|unit: flights\\n  yes: { atLeast: 1 }|has a unit",
        "yes: { atLeast: 1 }||has a unit",
        "take: total|take: first|first answers what is next",
        "take: total|take: any|any answers what is about the horizon",
        "within: 24|market: x|within is given",
        "rate: launchFlights|gate: reuse|no run says this",
        "rate: launchFlights|event: capacityKw > 1000|no run says this",
        "atLeast: 1|above: 1|no run says this",
        "evidence: 0.3|evidence: 3|evidence lies in",
        "actors: [ SpaceX ]|actors: [ ]|names type, actors and take",
        "- key: flies|- nokey: flies|has key",
      })
  void aQuestionThatDoesNotGoTogetherIsRefused(String what, String by, String message) {
    String broken = FLIES.replace(what.strip(), by == null ? "" : by.strip().replace("\\n", "\n"));
    Exception refused = assertThrows(Exception.class, () -> read(broken));
    assertTrue(refused.getMessage().contains(message), refused::getMessage);
  }

  @Test
  void twoQuestionsOfOneNameAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> read(FLIES + FLIES));
  }
}
