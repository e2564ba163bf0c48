package dev.perigee.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perigee.milestones.Evidence;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import dev.perigee.rules.Bundle;
import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.Emission;
import dev.perigee.rules.Emissions;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDifference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SwitchesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final String REUSE = ".scale(\"launch.cost.initial\", 0.80, 0.7)";
  private static final String DISCOUNT = ".discount(0.5)";

  /** A switched rule emits what it would emit if the mixed rule set were compiled. */
  @Test
  void aSwitchedRuleActsAsInAMixedRuleSet() {
    RuleSet reference = DefaultRules.ruleSet();
    Map<String, String> changed = changed("launch.drl", REUSE, REUSE.replace("0.80", "0.60"));
    changed.compute("demonstrations.drl", (f, text) -> text.replace(DISCOUNT, ".discount(0.25)"));
    try (RuleSet candidate = RuleSet.of(Bundle.of(changed))) {
      List<Milestone> facts =
          List.of(
              fact("reuse", FactType.REUSE_DEMONSTRATED, Milestone.PROGRAMME, 30),
              fact("heat", FactType.DEMO_THERMAL, "Another operator", 1300));
      List<Emission> before = reference.emit(facts, DAY);
      List<Emission> after = candidate.emit(facts, DAY);
      List<Switches.Switch> switches =
          Switches.of(RuleSetDifference.between(reference, candidate), reference, candidate);
      assertEquals(
          List.of(
              "R07 ship and booster reflown within 60 days",
              "R28 demonstration by another operator"),
          switches.stream().map(Switches.Switch::name).toList());
      List<Map<String, String>> mixed =
          List.of(
              changed("launch.drl", REUSE, REUSE.replace("0.80", "0.60")),
              changed("demonstrations.drl", DISCOUNT, ".discount(0.25)"));
      for (int i = 0; i < mixed.size(); i++) {
        try (RuleSet compiled = RuleSet.of(Bundle.of(mixed.get(i)))) {
          List<Emission> switched = Emissions.settle(switches.get(i).emissions(before, after));
          assertEquals(compiled.fire(facts, DAY), switched);
          assertNotEquals(reference.fire(facts, DAY), switched);
        }
      }
    }
  }

  @Test
  void rulesAreToldByTheirTextWhereverItStands() {
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    String launch = files.get("launch.drl");
    int first = launch.indexOf("rule \"R01");
    int second = launch.indexOf("// The twelve months");
    files.put("launch.drl", launch.substring(0, first) + launch.substring(second));
    files.compute(
        "market.drl", (f, text) -> text + "\n// moved\n" + launch.substring(first, second));
    files.compute("claims.drl", (f, text) -> text.replace("R26 claim", "R26 mere claim"));
    files.compute("priors/house.yaml", (f, text) -> text.replace("reuse: 0.85", "reuse: 0.86"));
    files.compute("cases/claims.yaml", (f, text) -> "");
    try (RuleSet candidate = RuleSet.of(Bundle.of(files))) {
      assertEquals(
          List.of(
              "R26 claim, not evidence REMOVED",
              "R26 mere claim, not evidence ADDED",
              "priors/house.yaml CHANGED"),
          RuleSetDifference.between(DefaultRules.ruleSet(), candidate).parts().stream()
              .map(part -> part.name() + " " + part.kind())
              .toList());
    }
  }

  @Test
  void priorPacksThatOnlyGoTogetherAreSwitchedTogether() {
    Map<String, String> files = changed("priors/house.yaml", "weight: 0.50", "weight: 0.40");
    files.compute("priors/sceptic.yaml", (f, text) -> text.replace("weight: 0.35", "weight: 0.45"));
    assertEquals(List.of("priors"), names(files));
  }

  @Test
  void priorPacksThatStandAloneAreSwitchedAlone() {
    Map<String, String> files = changed("priors/house.yaml", "reuse: 0.85", "reuse: 0.95");
    files.compute("priors/sceptic.yaml", (f, text) -> text.replace("reuse: 0.75", "reuse: 0.85"));
    assertEquals(List.of("priors/house.yaml", "priors/sceptic.yaml"), names(files));
  }

  private static List<String> names(Map<String, String> files) {
    RuleSet reference = DefaultRules.ruleSet();
    try (RuleSet candidate = RuleSet.of(Bundle.of(files))) {
      return Switches.of(RuleSetDifference.between(reference, candidate), reference, candidate)
          .stream()
          .map(Switches.Switch::name)
          .toList();
    }
  }

  private static Map<String, String> changed(String file, String from, String to) {
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    String text = files.get(file);
    assertNotEquals(text, text.replace(from, to));
    files.put(file, text.replace(from, to));
    return files;
  }

  private static Milestone fact(String id, FactType type, String actor, double value) {
    return new Milestone(
        id,
        type,
        LocalDate.of(2026, 11, 1),
        LocalDate.of(2026, 11, 1),
        actor,
        "subject",
        "",
        Optional.of(value),
        Optional.empty(),
        Optional.of(Grade.MET),
        Evidence.COMPANY_DATA,
        0.7,
        "",
        "",
        Map.of(),
        Optional.empty(),
        false,
        false);
  }
}
