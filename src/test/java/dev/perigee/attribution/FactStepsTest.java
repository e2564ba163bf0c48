package dev.perigee.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.milestones.Evidence;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import dev.perigee.rules.DefaultRules;
import dev.perigee.scenarios.EquityBridgeRequest;
import dev.perigee.scenarios.Mode;
import dev.perigee.scenarios.Outlooks;
import dev.perigee.scenarios.RunInputs;
import dev.perigee.scenarios.Scenario;
import dev.perigee.scenarios.ScenarioRequest;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.Horizon;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The way from the outlook without facts to that of a run. */
class FactStepsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @Test
  void factsAreAddedInTheOrderInWhichTheyWereReportedAndAssumedOnesLast() {
    Milestone early = reuse("z", "2026-03-01", false);
    Milestone late = context("a", "2026-04-01");
    Milestone thermal = fact("b", FactType.DEMO_THERMAL, "2026-02-01", 30, false);
    FactSteps way = way(List.of(late, thermal, early), List.of(reuse("c", "2025-01-01", true)));
    List<String> added =
        way.steps().stream().flatMap(step -> step.facts().stream()).map(Milestone::id).toList();
    assertEquals("c", added.getLast());
    assertEquals(added.indexOf("z"), added.size() - 2);
    assertEquals(List.of(late), way.idle());
    assertTrue(way.steps().getLast().rules().toString().contains("R07"));
  }

  @Test
  void theWayEndsInTheOutlookOfTheRun() {
    List<Milestone> facts =
        List.of(
            context("a", "2026-04-01"),
            fact("b", FactType.DEMO_THERMAL, "2026-02-01", 30, false),
            reuse("z", "2026-03-01", false));
    StochasticPlan plan = plan(facts, List.of());
    FactSteps way = FactSteps.of(plan, () -> {});
    assertEquals(
        Outlooks.of(
                plan.ruleSet().priors(),
                plan.ruleSet().fire(facts, DAY),
                plan.scenario(),
                ScenarioRequest.NONE)
            .outlook(),
        way.steps().getLast().outlook().outlook());
    assertEquals(
        Outlooks.of(
                plan.ruleSet().priors(),
                plan.ruleSet().fire(List.of(), DAY),
                plan.scenario(),
                ScenarioRequest.NONE)
            .outlook(),
        way.prior().outlook());
  }

  @Test
  void withoutFactsThereIsNoStep() {
    FactSteps way = way(List.of(), List.of());
    assertEquals(List.of(), way.steps());
    assertEquals(List.of(), way.idle());
  }

  @Test
  void itMayBeEndedBetweenTwoFacts() {
    StochasticPlan plan = plan(List.of(context("a", "2026-04-01")), List.of());
    assertThrows(
        CancellationException.class,
        () ->
            FactSteps.of(
                plan,
                () -> {
                  throw new CancellationException("enough");
                }));
  }

  @Test
  void neighboursOfTheSameRulesAreJoinedFirstThenThoseNearestInTime() {
    List<FactSteps.Step> steps =
        List.of(
            step("a", "2026-01-01", "R1"),
            step("b", "2026-01-02", "R2"),
            step("c", "2026-03-01", "R2"),
            step("d", "2026-09-01", "R3"),
            step("e", "2026-09-09", "R4"));
    assertEquals(steps, FactSteps.joined(steps, 5));
    assertEquals(List.of("a", "b c", "d", "e"), facts(FactSteps.joined(steps, 4)));
    assertEquals(List.of("a b c", "d", "e"), facts(FactSteps.joined(steps, 3)));
    assertEquals(List.of("a b c", "d e"), facts(FactSteps.joined(steps, 2)));
    assertEquals(
        List.of("[R1, R2]", "[R3, R4]"),
        FactSteps.joined(steps, 2).stream().map(step -> step.rules().toString()).toList());
  }

  @Test
  void whatIsAssumedIsNotJoinedWithTheLedgerWhileOthersCanBe() {
    List<FactSteps.Step> steps = new ArrayList<>();
    steps.add(step("a", "2020-01-01", "R1"));
    steps.add(step("b", "2026-01-01", "R2"));
    steps.add(
        new FactSteps.Step(
            List.of(reuse("c", "2026-01-01", true)),
            new TreeSet<>(List.of("R2")),
            way(List.of(), List.of()).prior()));
    assertEquals(List.of("a b", "c"), facts(FactSteps.joined(steps, 2)));
  }

  @Test
  void thereAreNeverMoreStepsThanTheMost() {
    List<Milestone> facts =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    fact(
                        "flight-%02d".formatted(i),
                        FactType.FLIGHT_RESULT,
                        DAY.minusDays(400 - 5L * i).toString(),
                        50 + i,
                        false))
            .toList();
    FactSteps way = way(facts, List.of());
    assertTrue(way.steps().size() <= FactSteps.MOST, way.steps().size() + " steps");
    assertTrue(
        way.steps().stream().mapToInt(step -> step.facts().size()).sum() > FactSteps.MOST,
        "nothing had to be joined");
  }

  private static List<String> facts(List<FactSteps.Step> steps) {
    return steps.stream()
        .map(step -> String.join(" ", step.facts().stream().map(Milestone::id).toList()))
        .toList();
  }

  private static FactSteps.Step step(String fact, String reportedOn, String rule) {
    return new FactSteps.Step(
        List.of(context(fact, reportedOn)),
        new TreeSet<>(List.of(rule)),
        way(List.of(), List.of()).prior());
  }

  private static FactSteps way(List<Milestone> facts, List<Milestone> assumed) {
    return FactSteps.of(plan(facts, assumed), () -> {});
  }

  private static StochasticPlan plan(List<Milestone> facts, List<Milestone> assumed) {
    return new StochasticPlan(
        new RunInputs(
            Mode.STOCHASTIC, ScenarioRequest.NONE, "none", DAY, "none", 8000, 1L, null, null, "2"),
        new Scenario(
            Map.of(),
            List.of(),
            assumed,
            Optional.empty(),
            Horizon.DEFAULT,
            new EquityBridgeRequest(null, null, null, null, null, null, null)),
        DefaultRules.ruleSet(),
        facts,
        0);
  }

  private static Milestone context(String id, String reportedOn) {
    return fact(id, FactType.CONTEXT, reportedOn, 1, false);
  }

  private static Milestone reuse(String id, String reportedOn, boolean hypothetical) {
    return fact(id, FactType.REUSE_DEMONSTRATED, reportedOn, 30, hypothetical);
  }

  private static Milestone fact(
      String id, FactType type, String reportedOn, double value, boolean hypothetical) {
    return new Milestone(
        id,
        type,
        LocalDate.parse(reportedOn),
        LocalDate.parse(reportedOn),
        Milestone.PROGRAMME,
        "Starship",
        "a fact of a test",
        Optional.of(value),
        Optional.empty(),
        Optional.of(Grade.MET),
        Evidence.COMPANY_DATA,
        hypothetical ? 1 : 0.9,
        "https://example.com",
        "",
        Map.of(),
        Optional.empty(),
        false,
        hypothetical);
  }
}
