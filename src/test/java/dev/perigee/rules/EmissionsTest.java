package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmissionsTest {
  private static final Effect SCALE = new Effect.Scale(Parameter.LAUNCH_COST_INITIAL, 0.8, 1);
  private static final Effect GATE = new Effect.GateSet(Gate.REUSE, 1);

  @Test
  void ofEmissionsThatCountOnceTheStrongestIsKept() {
    List<Emission> settled =
        Emissions.settle(List.of(once("R07", "a", 0.4, SCALE), once("R07", "b", 0.9, SCALE)));
    assertEquals(List.of(once("R07", "b", 0.9, SCALE)), settled);
  }

  @Test
  void ofEquallyStrongEmissionsThatCountOnceTheFirstFactIsKept() {
    List<Emission> settled =
        Emissions.settle(List.of(once("R07", "b", 0.9, SCALE), once("R07", "a", 0.9, SCALE)));
    assertEquals(List.of(once("R07", "a", 0.9, SCALE)), settled);
  }

  @Test
  void onceHoldsWithinARuleAndNotAcrossRules() {
    List<Emission> emitted = List.of(once("R07", "a", 0.4, SCALE), once("R08", "b", 0.9, SCALE));
    assertEquals(emitted, Emissions.settle(emitted));
  }

  @Test
  void onceHoldsForEachTargetApart() {
    List<Emission> emitted = List.of(once("R07", "a", 0.4, SCALE), once("R07", "a", 0.4, GATE));
    assertEquals(emitted, Emissions.settle(emitted));
  }

  @Test
  void withoutOnceEveryFactActs() {
    List<Emission> emitted = List.of(each("R25", "a", 1, SCALE), each("R25", "b", 1, SCALE));
    assertEquals(emitted, Emissions.settle(emitted));
  }

  @Test
  void aFactActsOnlyOnceForARuleAndAParameter() {
    List<Emission> settled =
        Emissions.settle(
            List.of(
                each("R25", "a", 0.5, SCALE),
                each("R25", "a", 0.7, new Effect.Scale(Parameter.LAUNCH_COST_INITIAL, 0.7, 1))));
    assertEquals(List.of(0.7), settled.stream().map(Emission::strength).toList());
  }

  @Test
  void twoDeadlinesOfOneGrantAreKeptApart() {
    List<Emission> emitted =
        List.of(
            once("R14", "a", 1, new Effect.Deadline(LocalDate.of(2032, 11, 1), 500)),
            once("R14", "a", 1, new Effect.Deadline(LocalDate.of(2035, 11, 1), 1000)));
    assertEquals(emitted, Emissions.settle(emitted));
  }

  @Test
  void aDiscountMultipliesTheStrengthOfWhatRestsOnItsFact() {
    List<Emission> settled =
        Emissions.settle(
            List.of(each("R09", "a", 0.8, SCALE), each("R28", "a", 0.8, discount(0.5))));
    assertEquals(0.4, settled.getFirst().strength());
  }

  @Test
  void aDiscountLeavesOtherFactsAlone() {
    List<Emission> settled =
        Emissions.settle(
            List.of(each("R09", "a", 0.8, SCALE), each("R28", "b", 0.8, discount(0.5))));
    assertEquals(0.8, settled.getFirst().strength());
  }

  @Test
  void ofTwoDiscountsOfAFactTheGreaterReductionCounts() {
    List<Emission> settled =
        Emissions.settle(
            List.of(
                each("R09", "a", 0.8, SCALE),
                each("R28", "a", 1, discount(0.5)),
                each("R29", "a", 1, discount(0.25))));
    assertEquals(0.2, settled.getFirst().strength());
  }

  @Test
  void anEffectOfSeveralFactsTakesTheGreatestReductionOfThem() {
    Emission joint = new Emission("R12", "", List.of("a", "b"), 1, "", true, GATE);
    List<Emission> settled = Emissions.settle(List.of(joint, each("R28", "b", 1, discount(0.5))));
    assertEquals(0.5, settled.getFirst().strength());
  }

  @Test
  void discountsComeBeforeTheChoiceOfTheStrongest() {
    List<Emission> settled =
        Emissions.settle(
            List.of(
                once("R09", "other", 1, SCALE),
                once("R09", "own", 0.7, SCALE),
                each("R28", "other", 1, discount(0.5))));
    assertEquals(List.of("own"), settled.getFirst().facts());
  }

  @Test
  void theOrderOfEmissionsChangesNothing() {
    List<Emission> emitted =
        new ArrayList<>(
            List.of(
                once("R07", "a", 0.4, SCALE),
                once("R07", "b", 0.9, SCALE),
                once("R07", "c", 0.9, GATE),
                each("R08", "a", 1, new Effect.Observation(Parameter.LAUNCH_COST_INITIAL, 400, 1)),
                each("R25", "a", 1, new Effect.Freeze(LocalDate.of(2026, 11, 1), 4)),
                each("R26", "d", 0.1, new Effect.Note()),
                each("R28", "b", 1, discount(0.5)),
                each("R24", "a", 1, bayes(0.5, 1, 2)),
                each("R24", "e", 1, bayes(0.4, 1, 3))));
    List<Emission> expected = Emissions.settle(emitted);
    Random random = new Random(20260215);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(emitted, random);
      assertEquals(expected, Emissions.settle(emitted));
    }
  }

  @Test
  void likelihoodsReadTheSameInEveryRun() {
    assertEquals(
        "BayesFactor[likelihoods={SCEPTIC=0.5, HOUSE=1.0, COMPANY=2.0}]",
        bayes(0.5, 1, 2).toString());
  }

  private static Effect bayes(double sceptic, double house, double company) {
    return new Effect.BayesFactor(
        Map.of(Pack.COMPANY, company, Pack.HOUSE, house, Pack.SCEPTIC, sceptic));
  }

  private static Effect discount(double factor) {
    return new Effect.Discount(factor);
  }

  private static Emission once(String rule, String fact, double strength, Effect effect) {
    return new Emission(rule, "", List.of(fact), strength, "", true, effect);
  }

  private static Emission each(String rule, String fact, double strength, Effect effect) {
    return new Emission(rule, "", List.of(fact), strength, "", false, effect);
  }
}
