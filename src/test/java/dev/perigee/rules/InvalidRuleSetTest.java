package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Milestone;
import dev.perigee.rules.vetting.DryRun;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidRuleSetTest {
  private static final String HEADER =
      """
      package dev.perigee.ruleset;

      import dev.perigee.milestones.FactType;
      import dev.perigee.rules.Cadence;
      import dev.perigee.rules.Fact;

      global dev.perigee.rules.Effects effects;

      """;

  private static final String WAIT_RULE =
      """
      rule "wait"
          @source("Judgement")
      when
          $f : Fact( type == FactType.TERRESTRIAL_SUPPLY, measured, value > 60 )
      then
          effects.using($f).because("long").CONSEQUENCE;
      end
      """;

  private static final String WAIT_CASE =
      """
      - case: a long wait
        asOf: 2026-11-23
        facts:
          - { type: TERRESTRIAL_SUPPLY, occurredOn: 2026-11-01, value: 70, unit: months }
        rules: [ wait ]
        expect: { launch.cost.initial: 1200 }
      """;

  @Test
  void aSyntaxErrorIsReportedWithItsFileAndLine() {
    List<Finding> findings = findings(HEADER + wait("note()").replace("when", "whem"), "");
    assertEquals("theme.drl", findings.getFirst().file());
    assertEquals(11, findings.getFirst().line());
  }

  @Test
  void aRuleWithoutAnEndIsReportedWithItsLine() {
    List<Finding> findings = findings(HEADER + wait("note()").replace("end\n", ""), "");
    assertEquals("theme.drl", findings.getFirst().file());
    assertEquals(15, findings.getFirst().line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meassured",
        "surely(value)",
        "value > surely(60)",
        "eval( surely($f) )",
        "value > Math.surely(60)",
        "measure(\"durationDays\") > 3",
        "within(24, $other)",
        "type == FactType.NOTHING",
        "value > \"sixty\"",
        "value >"
      })
  void aMistakeInAPatternIsReportedWithItsFile(String constraint) {
    List<Finding> findings =
        findings(HEADER + wait("note()").replace("value > 60", constraint), "");
    assertEquals("theme.drl", findings.getFirst().file());
  }

  @Test
  void anUnknownTypeInAPatternIsReportedWithItsFile() {
    assertEquals(
        "theme.drl:12:10: a pattern of Rumour; allowed: Fact, Cadence; Number of an accumulate",
        findings(HEADER + wait("note()").replace("Fact(", "Rumour("), "").getFirst().toString());
  }

  @Test
  void aMistakeInAConsequenceIsReportedWithItsFile() {
    assertEquals(
        "theme.drl:13: there is no word or variable $g; allowed: $f. Maybe $f",
        findings(HEADER + wait("note()").replace("using($f)", "using($g)"), "")
            .getFirst()
            .toString());
  }

  @Test
  void anUnknownWordOfEffectsIsReported() {
    List<Finding> findings = findings(HEADER + wait("multiply(2)"), "");
    assertEquals("theme.drl", findings.getFirst().file());
    assertTrue(findings.toString().contains("multiply"), findings::toString);
  }

  @Test
  void anUnknownParameterInARuleIsReportedWithWhatItMayBe() {
    Finding finding =
        findings(HEADER + wait("scale(\"launch.cost.inital\", 2)"), WAIT_CASE).getFirst();
    assertEquals("theme.drl", finding.file());
    assertEquals("\"launch.cost.initial\"", finding.maybe());
  }

  @Test
  void aFailingCaseIsReportedWithExpectedAndActual() {
    assertEquals(
        List.of(
            Finding.at(
                "cases/theme.yaml",
                1,
                "a long wait: launch.cost.initial of house: expected 1200.0, got 750.0")),
        findings(HEADER + wait("scale(\"launch.cost.initial\", 0.5)"), WAIT_CASE));
  }

  @Test
  void aCaseWhoseTargetIsNotTouchedIsReported() {
    assertEquals(
        "cases/theme.yaml:1: a long wait: launch.cost.initial of house: expected 1200.0, got null",
        findings(HEADER + wait("note()"), WAIT_CASE).getFirst().toString());
  }

  @Test
  void aCaseThatFiresOtherRulesIsReportedWithBoth() {
    assertEquals(
        "cases/theme.yaml:1: a long wait: expected the rules [queue], fired [wait]",
        findings(
                HEADER + wait("scale(\"launch.cost.initial\", 0.8)"),
                WAIT_CASE.replace("[ wait ]", "[ queue ]"))
            .getFirst()
            .toString());
  }

  @Test
  void aCaseThatExpectsSomethingOfAnUnknownPackIsReported() {
    assertEquals(
        "cases/theme.yaml:1: a long wait: expect takes a number, or numbers by pack (sceptic, house,"
            + " company), got {\"bear\":1200}",
        findings(HEADER + wait("note()"), WAIT_CASE.replace("1200", "{ bear: 1200 }"))
            .getFirst()
            .toString());
  }

  @Test
  void aCaseWithAnUnknownTypeOfFactIsReported() {
    assertTrue(
        findings(HEADER + wait("note()"), WAIT_CASE.replace("TERRESTRIAL_SUPPLY", "WEATHER"))
            .getFirst()
            .toString()
            .startsWith("cases/theme.yaml:1: a long wait: No enum constant"));
  }

  @Test
  void effectsThatCannotBeAppliedAreReportedByTheirCase() {
    Finding finding =
        findings(
                HEADER + wait("shift(\"valuation.terminal-growth\", 0.2)"),
                WAIT_CASE.replace("launch.cost.initial: 1200", "valuation.terminal-growth: 0.23"))
            .getFirst();
    assertTrue(
        finding.message().startsWith("a long wait: the effects cannot be applied: "),
        finding::toString);
  }

  @Test
  void malformedCasesAreReportedWithTheirLine() {
    Finding finding = findings(HEADER + wait("note()"), "- case: a\n- case: [\n").getFirst();
    assertEquals("cases/theme.yaml", finding.file());
    assertTrue(finding.line() >= 2, finding::toString);
  }

  @Test
  void aMissingValuationIsReported() {
    Map<String, String> files = files(HEADER + wait("note()"), "");
    files.remove("valuation.yaml");
    assertEquals(
        "valuation.yaml: the file is missing",
        assertThrows(InvalidRuleSet.class, () -> DryRun.inspect(Bundle.of(files))).getMessage());
  }

  @Test
  void rulesThatNeverComeToRestAreStopped() {
    String triples =
        """
        rule "triples"
        when
            $a : Fact()
            $b : Fact()
            $c : Fact()
        then
            effects.using($a, $b, $c).because("three").note();
        end
        """;
    LocalDate asOf = LocalDate.of(2026, 11, 23);
    List<Milestone> facts =
        IntStream.range(0, 20)
            .mapToObj(
                each ->
                    GivenFact.of(FactType.SPECIFIC_MASS, "2026-11-20").id("m" + each).milestone())
            .toList();
    try (RuleSet ruleSet = RuleSet.of(Bundle.of(files(HEADER + triples, "")))) {
      assertEquals(
          "the rules did not come to rest after 2100 firings",
          assertThrows(IllegalStateException.class, () -> ruleSet.fire(facts, asOf)).getMessage());
    }
  }

  private static String wait(String consequence) {
    return WAIT_RULE.replace("CONSEQUENCE", consequence);
  }

  private static Map<String, String> files(String rules, String cases) {
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    files.keySet().removeIf(name -> name.endsWith(".drl") || name.startsWith("cases/"));
    files.put("theme.drl", rules);
    files.put("other.drl", HEADER);
    files.put("cases/theme.yaml", cases);
    return files;
  }

  private static List<Finding> findings(String rules, String cases) {
    Map<String, String> files = files(rules, cases);
    return assertThrows(InvalidRuleSet.class, () -> DryRun.inspect(Bundle.of(files))).findings();
  }
}
