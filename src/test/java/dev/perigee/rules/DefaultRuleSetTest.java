package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.rules.vetting.DryRun;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefaultRuleSetTest {
  @Test
  void theShippedRuleSetCompilesAndItsCasesPass() {
    Bundle bundle = Bundle.of(DefaultRules.files());
    assertEquals(bundle.digest().toString(), DryRun.inspect(bundle).digest());
  }

  @Test
  void everyRuleOfTheModelIsPresent() {
    List<String> expected = IntStream.rangeClosed(1, 28).mapToObj("R%02d"::formatted).toList();
    List<String> present =
        DefaultRules.ruleSet().ruleNames().stream()
            .map(name -> name.substring(0, 3))
            .distinct()
            .sorted()
            .toList();
    assertEquals(expected, present);
  }

  @Test
  void everyRuleIsCoveredByACase() {
    TreeSet<String> uncovered = new TreeSet<>(DefaultRules.ruleSet().ruleNames());
    RuleCase.read(DefaultRules.files()).forEach(each -> uncovered.removeAll(each.rules()));
    assertEquals(List.of(), List.copyOf(uncovered));
  }

  @Test
  void everyRuleNamesItsSource() {
    List<String> unsourced =
        DefaultRules.files().entrySet().stream()
            .filter(file -> file.getKey().endsWith(".drl"))
            .flatMap(file -> List.of(file.getValue().split("\nrule \"", -1)).stream().skip(1))
            .filter(rule -> !rule.lines().skip(1).findFirst().orElse("").contains("@source(\""))
            .map(rule -> rule.lines().findFirst().orElse(""))
            .toList();
    assertEquals(List.of(), unsourced);
  }

  @Test
  void theSourceOfARuleStandsInTheTraceAsWritten() {
    List<Emission> emissions = DefaultRules.ruleSet().fire(List.of(), LocalDate.of(2027, 7, 1));
    assertEquals("Judgement", emissions.getFirst().source());
  }
}
