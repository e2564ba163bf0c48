package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a rule set; small ones with the shipped priors, and the shipped one. */
class VerificationTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final String HEADER =
      """
      package dev.perigee.ruleset;

      import dev.perigee.milestones.FactType;
      import dev.perigee.rules.Cadence;
      import dev.perigee.rules.Fact;

      global dev.perigee.rules.Effects effects;
      """;
  private static final int FIRST_LINE = 8;

  @Test
  void theShippedRulesHaveNoWarningsButThese() {
    RuleSetReport report = Verification.of(DefaultRules.ruleSet());
    assertEquals(
        List.of(
            "demonstrations.drl:222: R18: OPTICAL_LINK value: no rule for [0, 1)",
            "demonstrations.drl:235: R18: OPTICAL_LINK value: no rule for [0, 0.1)",
            "demonstrations.drl:257: R28: COMPETITOR_CAPACITY value: no rule for [0, 100000)",
            "production.drl:162: the rule \"R25 correlated loss of 2 % of the fleet\" brings the"
                + " scale of orbital.insurance to 3.375, which is cut to 2.5, in the case \"the"
                + " product of scales is held at 2.5\"",
            "production.drl:162: the rule \"R25 correlated loss of 2 % of the fleet\" brings the"
                + " scale of reliability.bus-loss to 3.375, which is cut to 2.5, in the case \"the"
                + " product of scales is held at 2.5\""),
        report.warnings().stream().map(Finding::toString).toList());
    assertEquals(List.of(), report.failures());
  }

  @Test
  void everyBandOfTheShippedRulesIsMissedWhenItsRuleIsTakenAway() {
    Map<String, String> gaps =
        Map.of(
            "R08 launch cost above 200 and up to 500 USD/kg",
                "R08: LAUNCH_COST value: no rule for (200, 500]",
            "R08 launch cost of 1,500 USD/kg or more after 2029",
                "R08: LAUNCH_COST value: no rule for [1500, 1000000]",
            "R07 reflown, but not within 60 days",
                "R07: REUSE_DEMONSTRATED value: no rule for (60, 3650]",
            "R04 cadence of 5 to 24 a year", "R02: Cadence flights: no rule for [5, 25)",
            "R09 heat flux of 640 to 1,200 W/m2",
                "R09: DEMO_THERMAL value: no rule for [640, 1200)",
            "R11 uptime below 0.80", "R11: DEMO_COMPUTE_UPTIME value: no rule for [0, 0.8)",
            "R13 cost up to half above the forecast",
                "R13: COST_PER_FLOP ratioToExpected: no rule for (1, 1.5]",
            "R22 price at or below the cost on the ground",
                "R22: PRICE_OBSERVATION premiumOf(priceUsdPerKwYear): no rule for [-1, 0]",
            "R23 grid wait of 24 to 60 months",
                "R23: TERRESTRIAL_SUPPLY value: no rule for [24, 60]",
            "R27 latency above 150 ms", "R27: LATENCY value: no rule for (150, 1000000]");
    Map<String, RuleSource> sources = RuleSource.of(DefaultRules.ruleSet().bundle());
    Map<String, String> files = DefaultRules.files();
    files.keySet().removeIf(name -> name.startsWith("cases/"));
    gaps.keySet()
        .forEach(
            rule ->
                files.compute(
                    sources.get(rule).file(),
                    (file, text) -> text.replace(sources.get(rule).text(), "")));
    List<String> warnings = messages(files);
    gaps.values().forEach(gap -> assertTrue(warnings.contains(gap), gap + " in " + warnings));
  }

  @Test
  void aGapBetweenTwoBandsIsNamedWithTheFileAndLineOfTheFirst() {
    assertEquals(
        List.of(
            Finding.at("theme.drl", FIRST_LINE, "no case covers the rule \"B1 low\""),
            Finding.at("theme.drl", FIRST_LINE, "B1: LATENCY value: no rule for [50, 100)"),
            Finding.at("theme.drl", FIRST_LINE + 6, "no case covers the rule \"B1 high\"")),
        warnings(rule("B1 low", "value < 50") + rule("B1 high", "value >= 100")));
  }

  @Test
  void aNumberThatFallsBetweenTwoBandsIsAGap() {
    assertEquals(
        List.of("B1: LATENCY value: no rule for 50"),
        bands(rule("B1 low", "value < 50") + rule("B1 high", "value > 50")));
  }

  @Test
  void whatLiesBeyondTheLastBandIsAGap() {
    assertEquals(
        List.of("B1: LATENCY value: no rule for [0, 50)"),
        bands(rule("B1 middle", "value >= 50, value < 100") + rule("B1 high", "value >= 100")));
  }

  @Test
  void bandsThatShareNumbersOverlap() {
    assertEquals(
        List.of("B1: LATENCY value: several rules for [50, 60]: \"B1 high\", \"B1 low\""),
        bands(rule("B1 low", "value <= 60") + rule("B1 high", "value >= 50")));
  }

  @Test
  void bandsThatShareASingleNumberOverlap() {
    assertEquals(
        List.of("B1: LATENCY value: several rules for 50: \"B1 high\", \"B1 low\""),
        bands(rule("B1 low", "value <= 50") + rule("B1 high", "value >= 50")));
  }

  @Test
  void bandsThatOverlapOnlySinceADayAreFound() {
    assertEquals(
        List.of("B1: LATENCY value: several rules for [50, 60): \"B1 late\", \"B1 low\""),
        bands(
            rule("B1 low", "( value < 50 || ( value < 60 && since(\"2028-01-01\") ) )")
                + rule("B1 late", "value >= 50, since(\"2028-01-01\")")
                + rule("B1 early", "value >= 50, earlierThan(\"2028-01-01\")")));
  }

  @Test
  void twoRulesOfOneBandAreNoOverlap() {
    assertEquals(
        List.of(),
        bands(
            rule("B1 low", "value < 50")
                + rule("B1 low again", "value < 50")
                + rule("B1 high", "value >= 50")));
  }

  @Test
  void aRuleThatAsksForMoreIsNoOverlap() {
    assertEquals(
        List.of(),
        bands(
            rule("B1 low", "value < 50")
                + rule("B1 high", "value >= 50")
                + rule("B1 high and met", "value >= 70, met")));
  }

  @Test
  void bandsOfAMeasureAreBandsToo() {
    assertEquals(
        List.of("B1: LATENCY measure(\"hops\",1): no rule for [2, 4)"),
        bands(
            rule("B1 few", "measure(\"hops\", 1) < 2")
                + rule("B1 many", "measure(\"hops\", 1) >= 4")));
  }

  @Test
  void aRuleThatFailsForSomeNumberIsTold() {
    assertEquals(
        List.of(
            "B1: LATENCY value: the rules fail for 25: scale needs a multiplier above 0 and a"
                + " spread of at least 0, got -5.0, 1.0"),
        bands(
                rule("B1 low", "value < 50")
                        .replace("note()", "scale(\"launch.cost.initial\", 20 - $f.getValue())")
                    + rule("B1 high", "value >= 50"))
            .stream()
            .filter(message -> message.contains("fail for 25"))
            .toList());
  }

  @Test
  void bandsByMoreDaysThanCanBeTriedAreTold() {
    String days =
        IntStream.rangeClosed(2001, 2100)
            .mapToObj("since(\"%d-01-01\")"::formatted)
            .collect(Collectors.joining(" || "));
    String numbers =
        IntStream.rangeClosed(1, 20)
            .mapToObj("value != %d"::formatted)
            .collect(Collectors.joining(", "));
    assertEquals(
        List.of(
            "B1: LATENCY value: the bands are too many to be tried, 41 facts on each of 200 days"),
        bands(rule("B1 many", numbers + ", ( " + days + " )")));
  }

  @Test
  void aRuleThatACaseCoversIsNotUncovered() {
    Map<String, String> files =
        files(rule("B1 low", "value < 50") + rule("B1 high", "value >= 50"));
    files.put("cases/theme.yaml", latencyCase(20, "B1 low", ""));
    assertEquals(List.of("no case covers the rule \"B1 high\""), messages(files));
  }

  @Test
  void aScaleThatIsCutOnACaseIsToldAtItsRule() {
    Map<String, String> files =
        files(
            rule("B1 low", "value < 50").replace("note()", "scale(\"launch.cost.initial\", 0.2)")
                + rule("B1 high", "value >= 50"));
    files.put("cases/theme.yaml", latencyCase(20, "B1 low", "") + latencyCase(70, "B1 high", ""));
    assertEquals(
        List.of(
            Finding.at(
                "theme.drl",
                FIRST_LINE,
                "the rule \"B1 low\" brings the scale of launch.cost.initial to 0.2000, which is"
                    + " cut to 0.4, in the case \"latency 20\"")),
        report(files).warnings());
  }

  @Test
  void aScaleThatIsCutOnALedgerIsTold() {
    Map<String, String> files =
        files(
            rule("B1 low", "value < 50").replace("note()", "scale(\"launch.cost.initial\", 0.5)")
                + rule("B1 high", "value >= 50"));
    try (RuleSet ruleSet = RuleSet.of(Bundle.of(files))) {
      GivenFact fact = GivenFact.of(FactType.LATENCY, "2026-11-01").grade(Grade.MET).value(20);
      List<String> warnings =
          Verification.of(
                  ruleSet, List.of(fact.id("one").milestone(), fact.id("two").milestone()), DAY)
              .warnings()
              .stream()
              .map(Finding::message)
              .toList();
      assertTrue(
          warnings.contains(
              "the rule \"B1 low\" brings the scale of launch.cost.initial to 0.2500, which is"
                  + " cut to 0.4, on the ledger of 2026-11-23"),
          warnings::toString);
    }
  }

  @Test
  void aFailedCaseHasWhatWasExpectedAndWhatCame() {
    Map<String, String> files =
        files(
            rule("B1 low", "value < 50").replace("note()", "scale(\"launch.cost.initial\", 0.5)"));
    files.put(
        "cases/theme.yaml",
        "# first line\n"
            + latencyCase(
                20, "B1 high", "  expect: { launch.cost.initial: { house: 750, company: 1 } }\n"));
    RuleSetReport.CaseResult result = report(files).cases().getFirst();
    assertFalse(result.passed());
    assertEquals(2, result.line());
    assertEquals(List.of("B1 high"), result.expectedRules());
    assertEquals(List.of("B1 low"), result.firedRules());
    assertEquals(
        List.of(
            new RuleSetReport.ExpectedValue("launch.cost.initial", "house", 750, 750.0),
            new RuleSetReport.ExpectedValue("launch.cost.initial", "company", 1, 300.0)),
        result.values());
    assertEquals(
        List.of(
            "cases/theme.yaml:2: latency 20: expected the rules [B1 high], fired [B1 low]",
            "cases/theme.yaml:2: latency 20: launch.cost.initial of company: expected 1.0, got"
                + " 300.0"),
        result.failures().stream().map(Finding::toString).toList());
  }

  @Test
  void whatRulesTouchIsToldForEach() {
    String rules =
        rule("B1 low", "value < 50")
                .replace(
                    "note()",
                    "gate(\"reuse\", 1).scale(\"launch.cost.initial\", 0.9).bayes(1, 1, 2)")
            + rule("B1 high", "value >= 50");
    assertEquals(
        List.of(
            new RuleSetReport.Touch("B1 high", List.of()),
            new RuleSetReport.Touch(
                "B1 low", List.of("launch.cost.initial", "packWeights", "reuse"))),
        report(files(rules)).touches());
  }

  @Test
  void theReportIsTheSameAfterAWayThroughJson() throws JsonProcessingException {
    RuleSetReport report = Verification.of(DefaultRules.ruleSet());
    ObjectMapper json = new ObjectMapper();
    assertEquals(report, json.readValue(json.writeValueAsString(report), RuleSetReport.class));
  }

  private static String rule(String name, String conditions) {
    return """
        rule "%s" when
            $f : Fact( type == FactType.LATENCY, measured, %s )
        then
            effects.using($f).because("a latency").note();
        end

        """
        .formatted(name, conditions);
  }

  private static String latencyCase(int value, String rule, String expect) {
    return """
        - case: latency %d
          asOf: 2026-11-23
          facts:
            - { type: LATENCY, occurredOn: 2026-11-01, value: %d, unit: ms }
          rules: [ %s ]
        """
            .formatted(value, value, rule)
        + expect;
  }

  private static Map<String, String> files(String rules) {
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    files.keySet().removeIf(name -> name.endsWith(".drl") || name.startsWith("cases/"));
    files.put("theme.drl", HEADER + rules);
    return files;
  }

  private static RuleSetReport report(Map<String, String> files) {
    try (RuleSet ruleSet = RuleSet.of(Bundle.of(files))) {
      return Verification.of(ruleSet);
    }
  }

  private static List<Finding> warnings(String rules) {
    return report(files(rules)).warnings();
  }

  private static List<String> messages(Map<String, String> files) {
    return report(files).warnings().stream().map(Finding::message).toList();
  }

  /** The warnings about bands. */
  private static List<String> bands(String rules) {
    return messages(files(rules)).stream()
        .filter(message -> !message.startsWith("no case covers"))
        .toList();
  }
}
