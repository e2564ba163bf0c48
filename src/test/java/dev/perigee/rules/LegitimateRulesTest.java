package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import dev.perigee.rules.vetting.Vetting;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules in many styles pass the vetting, compile, and fire when they should. */
class LegitimateRulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String HEADER =
      """
      package dev.perigee.ruleset;

      import dev.perigee.milestones.FactType;
      import dev.perigee.rules.Cadence;
      import dev.perigee.rules.Fact;

      global dev.perigee.rules.Effects effects;

      """;
  private static final String NOTE = "effects.using($f).because(\"seen\").note();";

  private static final String TABLE =
      """
      "RuleSet","dev.perigee.ruleset"
      "Import","dev.perigee.milestones.FactType, dev.perigee.rules.Fact"
      "Variables","dev.perigee.rules.Effects effects"

      "RuleTable Grid wait"
      "CONDITION","CONDITION","ACTION"
      "$f : Fact...","$f : Fact...",""
      "type == FactType.TERRESTRIAL_SUPPLY, measured, value >= $param","value < $param","effects.using($f).because(""wait"").shift(""terrestrial.scarcity.by-2030"", $param);"
      "at least","below","shift"
      0,24,-0.05
      24,60,0
      60,1000,0.1
      """;

  /** Four flights of a year, the first of them failed, a wait and two prices. */
  private static final List<Milestone> FACTS =
      List.of(
          flight("f1", "2026-01-10", Grade.FAILED),
          flight("f2", "2026-05-10", Grade.MET),
          flight("f3", "2026-08-10", Grade.PARTIAL),
          flight("f4", "2025-10-10", Grade.MET),
          GivenFact.of(FactType.TERRESTRIAL_SUPPLY, "2026-11-01")
              .id("wait")
              .value(70)
              .unit("months")
              .by("Grid")
              .milestone(),
          GivenFact.of(FactType.LAUNCH_COST, "2026-10-01")
              .id("cost")
              .value(900)
              .grade(Grade.MET)
              .measure("x", 1)
              .quality(0.7)
              .milestone());

  private static Milestone flight(String id, String day, Grade grade) {
    return GivenFact.of(FactType.FLIGHT_RESULT, day).id(id).grade(grade).milestone();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\0',
      textBlock =
          """
          type                  ^ $f : Fact( type == FactType.LAUNCH_COST ) ^ 1
          another type          ^ $f : Fact( type != FactType.FLIGHT_RESULT ) ^ 2
          list of types         ^ $f : Fact( type in ( FactType.LAUNCH_COST, FactType.TERRESTRIAL_SUPPLY ) ) ^ 2
          not in a list         ^ $f : Fact( type not in ( FactType.LAUNCH_COST, FactType.TERRESTRIAL_SUPPLY ) ) ^ 4
          band, closed below    ^ $f : Fact( type == FactType.LAUNCH_COST, value >= 500, value < 1000 ) ^ 1
          band with and         ^ $f : Fact( type == FactType.LAUNCH_COST && value >= 500 && value < 1000 ) ^ 1
          band in short         ^ $f : Fact( type == FactType.LAUNCH_COST, value >= 500 && < 1000 ) ^ 1
          alternatives          ^ $f : Fact( type == FactType.LAUNCH_COST, ( value < 10 || value > 800 ) ) ^ 1
          negation              ^ $f : Fact( measured, !own ) ^ 1
          negated group         ^ $f : Fact( measured, !( own && met ) ) ^ 1
          arithmetic            ^ $f : Fact( measured, value * 2 - 10 > 1000 / 2.0 ) ^ 1
          function              ^ $f : Fact( measured, Math.log10(value) > 2 ) ^ 1
          function of two       ^ $f : Fact( measured, Math.max(value, 100) > 800 ) ^ 1
          since                 ^ $f : Fact( type == FactType.FLIGHT_RESULT, since("2026-05-10") ) ^ 2
          before                ^ $f : Fact( type == FactType.FLIGHT_RESULT, earlierThan("2026-01-01") ) ^ 1
          year                  ^ $f : Fact( type == FactType.FLIGHT_RESULT, year == 2026 ) ^ 3
          window                ^ $f : Fact( type == FactType.FLIGHT_RESULT, withinMonths(12) ) ^ 3
          age                   ^ $f : Fact( type == FactType.FLIGHT_RESULT, ageMonths < 6 ) ^ 1
          text                  ^ $f : Fact( actor == "Grid" ) ^ 1
          part of a text        ^ $f : Fact( type == FactType.LAUNCH_COST, mentions("SUBJ") ) ^ 1
          quality               ^ $f : Fact( evidenceQuality < 0.8 ) ^ 1
          grades                ^ $f : Fact( met || partial ) ^ 4
          getter in a condition ^ $f : Fact( getValue() > 800 ) ^ 1
          bound value           ^ $f : Fact( measured, $v : value, $v > 800 ) ^ 1
          the latest            ^ $f : Fact( type == FactType.FLIGHT_RESULT ) not Fact( type == FactType.FLIGHT_RESULT, occurredOn > $f.occurredOn ) ^ 1
          another fact          ^ $f : Fact( type == FactType.LAUNCH_COST ) exists Fact( type == FactType.FLIGHT_RESULT, failed ) ^ 1
          any but itself        ^ $f : Fact( type == FactType.LAUNCH_COST ) not Fact( this != $f, type == FactType.LAUNCH_COST ) ^ 1
          join by actor         ^ $f : Fact( type == FactType.LAUNCH_COST ) $g : Fact( type == FactType.FLIGHT_RESULT, actor == $f.actor, failed ) ^ 1
          join in time          ^ $f : Fact( type == FactType.LAUNCH_COST ) Fact( type == FactType.FLIGHT_RESULT, within(3, $f) ) ^ 1
          months after          ^ $f : Fact( type == FactType.FLIGHT_RESULT, failed ) Fact( type == FactType.FLIGHT_RESULT, monthsAfter($f) >= 4 ) ^ 1
          either or             ^ $f : Fact( type == FactType.LAUNCH_COST ) ( Fact( actor == "Grid" ) or Fact( actor == "Nobody" ) ) ^ 1
          for all               ^ $f : Fact( type == FactType.LAUNCH_COST ) forall( Fact( type == FactType.LAUNCH_COST ) Fact( this == $f ) ) ^ 1
          cadence               ^ $f : Fact( type == FactType.LAUNCH_COST ) Cadence( flights < 5 ) ^ 1
          count of a window     ^ $f : Fact( type == FactType.LAUNCH_COST ) accumulate( $o : Fact( type == FactType.FLIGHT_RESULT, withinMonths(12) ); $n : count($o); $n >= 3 ) ^ 1
          too few in a window   ^ $f : Fact( type == FactType.LAUNCH_COST ) accumulate( $o : Fact( type == FactType.FLIGHT_RESULT, failed, withinMonths(12) ); $n : count($o); $n >= 3 ) ^ 0
          sum                   ^ $f : Fact( type == FactType.LAUNCH_COST ) accumulate( Fact( measured, $v : value ); $s : sum($v); $s > 969, $s < 971 ) ^ 1
          mean                  ^ $f : Fact( type == FactType.LAUNCH_COST ) accumulate( Fact( measured, $v : value ); $a : average($v); $a == 485 ) ^ 1
          least and most        ^ $f : Fact( type == FactType.LAUNCH_COST ) accumulate( Fact( measured, $v : value ); $a : min($v), $b : max($v); $a < 100, $b > 800 ) ^ 1
          count as a number     ^ $f : Fact( type == FactType.LAUNCH_COST ) Number( intValue >= 4 ) from accumulate( $o : Fact( type == FactType.FLIGHT_RESULT ), count($o) ) ^ 1
          """)
  void aConditionPassesAndFires(String style, String condition, int firings) {
    assertEquals(firings, fire("style.drl", rule(style, condition, NOTE)).size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\0',
      textBlock =
          """
          values in the reason  ^ effects.using($f).because("%s: %.1f of %d", $f.getActor(), $f.getValue(), $f.getAgeMonths()).note(); ^ 1
          percent               ^ effects.using($f).because("%.0f %% more", 100 * $f.getValue()).note(); ^ 1
          joined reason         ^ effects.using($f).because("one " + "two").note(); ^ 1
          several effects       ^ effects.using($f).because("x").once().scale("launch.cost.initial", 0.8, 0.7).gate("reuse", 1).bayes(0.5, 1, 2); ^ 3
          several statements    ^ effects.using($f).note(); effects.using($f, $f).atMost(0.2).note(); ^ 2
          arithmetic            ^ effects.using($f).scale("launch.cost.initial", Math.max(0.5, Math.min(2, StrictMath.pow(900 / $f.getValue(), 0.25)))); ^ 1
          a comment             ^ effects.using($f).note(); // a remark, with "quotes" and { braces } ^ 1
          """)
  void aConsequencePassesAndFires(String style, String consequence, int emissions) {
    String rule = rule(style, "$f : Fact( type == FactType.LAUNCH_COST )", consequence);
    assertEquals(emissions, fire("style.drl", rule).size());
  }

  @Test
  void allFactsOfAWindowCanBeUsed() {
    String rule =
        rule(
            "window",
            "accumulate( $o : Fact( type == FactType.FLIGHT_RESULT, withinMonths(12) );"
                + " $n : count($o), $all : collectList($o); $n >= 3 )",
            "effects.usingAll($all).because(\"%d flights in twelve months\", $n).note();");
    List<Emission> emissions = fire("style.drl", rule);
    assertEquals(1, emissions.size());
    assertEquals("3 flights in twelve months", emissions.getFirst().because());
    assertEquals(3, emissions.getFirst().facts().size());
  }

  @Test
  void aTableFiresItsRow() {
    List<Emission> emissions = fire("grid-wait.csv", TABLE);
    assertEquals(1, emissions.size());
    assertTrue(emissions.getFirst().rule().endsWith("_12"), emissions::toString);
  }

  private static String rule(String name, String condition, String consequence) {
    return HEADER
        + "rule \"%s\"\nwhen\n    %s\nthen\n    %s\nend\n".formatted(name, condition, consequence);
  }

  private static List<Emission> fire(String file, String rules) {
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    files.keySet().removeIf(name -> name.endsWith(".drl") || name.startsWith("cases/"));
    files.put(file, rules);
    Bundle bundle = Bundle.of(files);
    Vetting.check(bundle);
    try (RuleSet ruleSet = RuleSet.of(bundle)) {
      return ruleSet.fire(FACTS, TODAY);
    }
  }
}
