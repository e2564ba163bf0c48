package dev.perigee.rules;

import static dev.perigee.simulation.Parameter.CAPITAL_BUDGET_INITIAL;
import static dev.perigee.simulation.Parameter.COMPUTE_ORBITAL_PERFORMANCE;
import static dev.perigee.simulation.Parameter.DEPLOYMENT_START;
import static dev.perigee.simulation.Parameter.LAUNCH_COST_INITIAL;
import static dev.perigee.simulation.Parameter.LAUNCH_FAILURE_INITIAL;
import static dev.perigee.simulation.Parameter.LAUNCH_PAYLOAD_INITIAL;
import static dev.perigee.simulation.Parameter.LAUNCH_RATE_INITIAL;
import static dev.perigee.simulation.Parameter.ORBITAL_OPEX;
import static dev.perigee.simulation.Parameter.REGULATORY_AUTHORISED_SATELLITES;
import static dev.perigee.simulation.Parameter.RELIABILITY_AVAILABILITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.PathConditions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The arithmetic of effects (model section 2.2). House priors used: launch cost LN(1500, 0.3),
 * orbital opex Tri(100, 250, 400), payload 40 t and satellites authorised 1,000,000, both fixed.
 */
class OutlookBuilderTest {
  private static final double EXACT = 1e-12;
  private static final PriorPacks PRIORS = DefaultRules.priors();

  // Scale

  @Test
  void aScaleActsByItsMultiplierToThePowerOfTheStrength() {
    Emission emission = rule("R", 0.5, new Effect.Scale(LAUNCH_COST_INITIAL, 0.64, 1));
    assertEquals(1500 * 0.8, median(LAUNCH_COST_INITIAL, emission), 1500 * EXACT);
  }

  @Test
  void aScaleNarrowsTheSpreadByOneLessStrengthTimesItsReduction() {
    Emission emission = rule("R", 0.5, new Effect.Scale(LAUNCH_COST_INITIAL, 0.8, 0.7));
    assertEquals(0.3 * 0.85, logSpread(LAUNCH_COST_INITIAL, emission), EXACT);
  }

  @Test
  void theProductOfScalesIsHeldAtTwoAndAHalf() {
    Emission emission = rule("R", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 3, 1));
    assertEquals(1500 * 2.5, median(LAUNCH_COST_INITIAL, emission), 1500 * EXACT);
    assertTrue(build(emission).trace().getFirst().clamped());
  }

  @Test
  void theProductOfScalesIsHeldAtTwoFifths() {
    Emission emission = rule("R", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 0.3, 1));
    assertEquals(1500 * 0.4, median(LAUNCH_COST_INITIAL, emission), 1500 * EXACT);
  }

  @Test
  void theProductIsHeldAndNotItsParts() {
    assertEquals(
        1500 * 0.3 * 0.5 * 4,
        median(
            LAUNCH_COST_INITIAL,
            rule("R1", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 0.3, 1)),
            rule("R2", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 0.5, 1)),
            rule("R3", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 4, 1))),
        1500 * EXACT);
  }

  @Test
  void aProductWithinItsLimitsIsNotMarkedAsClamped() {
    assertFalse(
        build(rule("R", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 2.5, 1)))
            .trace()
            .getFirst()
            .clamped());
  }

  // Shift and cap

  @Test
  void aShiftAddsItsAmountTimesTheStrength() {
    Emission emission = rule("R", 0.4, new Effect.Shift(ORBITAL_OPEX, 150));
    assertEquals(250 + 60, median(ORBITAL_OPEX, emission), 250 * EXACT);
  }

  @Test
  void aShiftedDrawStaysWithinTheRangeOfItsParameter() {
    Emission emission = rule("R", 1, new Effect.Shift(RELIABILITY_AVAILABILITY, 0.5));
    assertEquals(1, median(RELIABILITY_AVAILABILITY, emission));
  }

  @Test
  void aCapOfFullStrengthHoldsTheDraws() {
    Emission emission = rule("R", 1, new Effect.Cap(LAUNCH_COST_INITIAL, 1000));
    assertEquals(1000, median(LAUNCH_COST_INITIAL, emission));
  }

  @Test
  void aCapOfHalfStrengthPullsTheDrawsHalfwayInLogarithms() {
    Emission emission = rule("R", 0.5, new Effect.Cap(LAUNCH_COST_INITIAL, 1000));
    assertEquals(Math.sqrt(1500 * 1000.0), median(LAUNCH_COST_INITIAL, emission), 1500 * EXACT);
  }

  @Test
  void aCapLeavesLowerDrawsAlone() {
    Emission emission = rule("R", 1, new Effect.Cap(LAUNCH_COST_INITIAL, 2000));
    assertEquals(1500, median(LAUNCH_COST_INITIAL, emission), 1500 * EXACT);
  }

  // Data

  @Test
  void countsAccumulateOnOnePrior() {
    assertEquals(
        7 / 1.55, // V28
        median(
            LAUNCH_RATE_INITIAL,
            rule("R01", 1, new Effect.Counts(LAUNCH_RATE_INITIAL, 4, 0.8, 1, 0.25)),
            rule("R01", 1, new Effect.Counts(LAUNCH_RATE_INITIAL, 4, 0.8, 2, 0.5))),
        EXACT);
  }

  @Test
  void countsAreWeightedByTheirStrength() {
    Emission emission = rule("R01", 0.5, new Effect.Counts(LAUNCH_RATE_INITIAL, 4, 0.8, 6, 1));
    assertEquals(7 / 1.3, median(LAUNCH_RATE_INITIAL, emission), EXACT);
  }

  @Test
  void trialsAccumulateOnOnePrior() {
    List<Emission> flights = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      flights.add(
          rule("R05", 1, new Effect.Trials(LAUNCH_FAILURE_INITIAL, 1, 1, i < 5 ? 1 : 0, 1, true)));
    }
    assertEquals(
        0.40, median(LAUNCH_FAILURE_INITIAL, flights.toArray(Emission[]::new)), EXACT); // V28
  }

  @Test
  void trialsOfSuccessGiveThePosteriorMeanItself() {
    Emission emission =
        rule("R", 1, new Effect.Trials(RELIABILITY_AVAILABILITY, 1, 1, 5, 8, false));
    assertEquals(0.6, median(RELIABILITY_AVAILABILITY, emission), EXACT);
  }

  @Test
  void ownTrialsMoveTheMedianOfTheParameterTowardsTheirShare() {
    // Tri(.93,.97,.99): median .9646410, percentiles 15.87 and 84.13 give sd .0133419, Beta of
    // 190.615; (190.615 x .9646410 + 8) / 200.615
    Emission emission = rule("R11", 1, new Effect.OwnTrials(RELIABILITY_AVAILABILITY, 8, 10));
    assertEquals(0.9564342, median(RELIABILITY_AVAILABILITY, emission), 1e-6);
  }

  @Test
  void ownTrialsSayNothingOfANumberKnownForCertain() {
    Emission emission = rule("R", 1, new Effect.OwnTrials(COMPUTE_ORBITAL_PERFORMANCE, 1, 10));
    assertEquals(0.95, median(COMPUTE_ORBITAL_PERFORMANCE, emission));
  }

  @Test
  void anObservationMovesTheLogMedianByItsPrecision() {
    // weight 1 / (1 + .04/.09) = 9/13
    Emission emission = rule("R08", 1, new Effect.Observation(LAUNCH_COST_INITIAL, 500, 0.04));
    assertEquals(
        Math.pow(1500, 4 / 13.0) * Math.pow(500, 9 / 13.0),
        median(LAUNCH_COST_INITIAL, emission),
        1500 * EXACT);
  }

  @Test
  void anObservationShrinksTheSpreadByTheRootOfOneLessItsWeight() {
    Emission emission = rule("R08", 1, new Effect.Observation(LAUNCH_COST_INITIAL, 500, 0.04));
    assertEquals(0.3 * Math.sqrt(4 / 13.0), logSpread(LAUNCH_COST_INITIAL, emission), EXACT);
  }

  @Test
  void anObservationOfHalfStrengthHasHalfThePrecision() {
    Emission emission = rule("R08", 0.5, new Effect.Observation(LAUNCH_COST_INITIAL, 500, 0.04));
    Emission twiceAsNoisy = rule("R08", 1, new Effect.Observation(LAUNCH_COST_INITIAL, 500, 0.08));
    assertEquals(
        median(LAUNCH_COST_INITIAL, twiceAsNoisy),
        median(LAUNCH_COST_INITIAL, emission),
        1500 * EXACT);
  }

  @Test
  void anObservationSaysNothingOfANumberKnownForCertain() {
    Emission emission = rule("R", 1, new Effect.Observation(LAUNCH_PAYLOAD_INITIAL, 100, 0.04));
    assertEquals(40, median(LAUNCH_PAYLOAD_INITIAL, emission));
  }

  @Test
  void aValueAdoptedAtFullStrengthIsTheMedian() {
    Emission emission = rule("R", 1, new Effect.Adoption(LAUNCH_COST_INITIAL, 900, 1, 1));
    assertEquals(900, median(LAUNCH_COST_INITIAL, emission), 900 * EXACT);
    assertEquals(0.3, logSpread(LAUNCH_COST_INITIAL, emission), EXACT);
  }

  @Test
  void aValueAdoptedAtHalfStrengthGivesTheGeometricMean() {
    Emission emission = rule("R", 0.5, new Effect.Adoption(LAUNCH_PAYLOAD_INITIAL, 90, 1, 1));
    assertEquals(60, median(LAUNCH_PAYLOAD_INITIAL, emission), 60 * EXACT);
  }

  @Test
  void anAdoptionNarrowsTheSpreadWithItsStrength() {
    Emission emission = rule("R16", 0.5, new Effect.Adoption(LAUNCH_COST_INITIAL, 900, 0.5, 0.6));
    assertEquals(0.3 * 0.8, logSpread(LAUNCH_COST_INITIAL, emission), EXACT);
  }

  @Test
  void twoValuesAdoptedAtFullStrengthGiveTheirGeometricMean() {
    assertEquals(
        20,
        median(
            LAUNCH_PAYLOAD_INITIAL,
            rule("R", 1, new Effect.Adoption(LAUNCH_PAYLOAD_INITIAL, 10, 1, 1)),
            rule("R", 1, new Effect.Adoption(LAUNCH_PAYLOAD_INITIAL, 40, 1, 1))),
        20 * EXACT);
  }

  @Test
  void zeroIsAdoptedArithmeticallyInWhateverOrder() {
    Emission none = rule("R", 0.25, new Effect.Adoption(REGULATORY_AUTHORISED_SATELLITES, 0, 1, 1));
    Emission some =
        rule("R", 0.25, new Effect.Adoption(REGULATORY_AUTHORISED_SATELLITES, 2e6, 1, 1));
    assertEquals(750_000, median(REGULATORY_AUTHORISED_SATELLITES, none), 1e-6);
    assertEquals(1e6, median(REGULATORY_AUTHORISED_SATELLITES, none, some), 1e-6);
    assertEquals(1e6, median(REGULATORY_AUTHORISED_SATELLITES, some, none), 1e-6);
  }

  // Gates

  @Test
  void aGateIsSetByAShareOfTheWay() {
    assertEquals(0.925, gate(rule("R07", 0.5, new Effect.GateSet(Gate.REUSE, 1))), EXACT);
  }

  @Test
  void aGateIsScaledByThePowerOfTheStrength() {
    assertEquals(0.85 * 0.8, gate(rule("R15", 0.5, new Effect.GateScale(Gate.REUSE, 0.64))), EXACT);
  }

  @Test
  void aGateIsNeverScaledAboveOne() {
    assertEquals(1, gate(rule("R", 1, new Effect.GateScale(Gate.REUSE, 3))));
  }

  @Test
  void aShareOfTheGapOfAGateIsClosed() {
    assertEquals(
        0.85 + 0.5 * 0.4 * 0.15,
        gate(rule("R10", 0.5, new Effect.GateGap(Gate.REUSE, 0.4))),
        EXACT);
  }

  // Weights

  @Test
  void likelihoodsActByThePowerOfTheStrength() {
    Outlook outlook = build(rule("R", 0.5, likelihoods(0.25, 1, 4))).outlook();
    double sum = 0.35 * 0.5 + 0.50 + 0.15 * 2;
    assertEquals(0.35 * 0.5 / sum, outlook.weights().get(Pack.SCEPTIC), EXACT);
    assertEquals(0.50 / sum, outlook.weights().get(Pack.HOUSE), EXACT);
    assertEquals(0.15 * 2 / sum, outlook.weights().get(Pack.COMPANY), EXACT);
  }

  @Test
  void aGatePassedIsAsLikelyAsThePacksOwnPriorsSay() {
    Outlook outlook = build(rule("R", 1, new Effect.GateLikelihood(Gate.REUSE, true))).outlook();
    // model section 2.3, effects E1
    assertEquals(0.316, outlook.weights().get(Pack.SCEPTIC), 0.0005);
    assertEquals(0.512, outlook.weights().get(Pack.HOUSE), 0.0005);
    assertEquals(0.172, outlook.weights().get(Pack.COMPANY), 0.0005);
  }

  @Test
  void aGateFailedIsAsLikelyAsOneLessThePacksOwnPriors() {
    Outlook outlook =
        build(rule("R", 1, new Effect.GateLikelihood(Gate.DEMONSTRATION, false))).outlook();
    double sum = 0.35 * 0.40 + 0.50 * 0.25 + 0.15 * 0.05;
    assertEquals(0.15 * 0.05 / sum, outlook.weights().get(Pack.COMPANY), EXACT);
  }

  @Test
  void theLikelihoodOfAGateRestsOnThePriorWhateverWasDoneToTheGate() {
    Emission passed = rule("R1", 1, new Effect.GateLikelihood(Gate.REUSE, true));
    Emission set = rule("R2", 1, new Effect.GateSet(Gate.REUSE, 1));
    assertEquals(build(passed).outlook().weights(), build(set, passed).outlook().weights());
  }

  @Test
  void capacityIsAsLikelyAsThePacksOwnSimulationsSay() {
    // model section 3, V36 and V37: P(K > 1 MW, 2035) = .1482, .3563, .7714; 20,000 paths, 4 SE
    Effect effect = new Effect.CapacityLikelihood(1000, LocalDate.of(2035, 12, 31));
    Map<Pack, Double> weights = build(rule("R20", 1, effect)).outlook().weights();
    double sceptic = weights.get(Pack.SCEPTIC) / 0.35;
    double house = weights.get(Pack.HOUSE) / 0.50;
    double company = weights.get(Pack.COMPANY) / 0.15;
    assertEquals(0.3563 / 0.7714, house / company, 4 * 0.0053);
    assertEquals(0.1482 / 0.7714, sceptic / company, 4 * 0.0037);
  }

  @Test
  void weightsSumToOneAfterManyLikelihoods() {
    Emission[] emissions = new Emission[200];
    Random random = new Random(20260215);
    for (int i = 0; i < emissions.length; i++) {
      emissions[i] =
          rule(
              "R",
              random.nextDouble(),
              likelihoods(
                  0.2 + random.nextDouble(), 0.2 + random.nextDouble(), 0.2 + random.nextDouble()));
    }
    double sum = build(emissions).outlook().weights().values().stream().mapToDouble(w -> w).sum();
    assertEquals(1, sum, 1e-12); // invariant (i)
  }

  @Test
  void likelihoodsThatLeaveNoPackAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> build(rule("R", 1, likelihoods(0, 0, 0))));
    assertTrue(refusal.getMessage().startsWith("no pack keeps any weight"), refusal.getMessage());
  }

  @Test
  void weightsGivenInsteadOfThePriorsAreUpdated() {
    Map<Pack, Double> given = Map.of(Pack.SCEPTIC, 0.0, Pack.HOUSE, 0.5, Pack.COMPANY, 0.5);
    Outlook outlook =
        OutlookBuilder.build(
                PRIORS,
                given,
                Map.of(),
                List.of(rule("R", 1, likelihoods(9, 1, 3))),
                Horizon.DEFAULT)
            .outlook();
    assertEquals(0, outlook.weights().get(Pack.SCEPTIC));
    assertEquals(0.75, outlook.weights().get(Pack.COMPANY), EXACT);
  }

  // Conditions

  @Test
  void aFreezeBindsEveryPathForItsQuarters() {
    Emission emission = rule("R25", 0.3, new Effect.Freeze(LocalDate.of(2027, 1, 1), 4));
    assertEquals(
        List.of(new PathConditions.AuthorisationFreeze(2027, 2028)),
        build(emission).outlook().conditions().freezes());
  }

  @Test
  void aDeadlineBindsEveryPath() {
    Emission emission = rule("R14", 1, new Effect.Deadline(LocalDate.of(2032, 1, 1), 500));
    assertEquals(
        List.of(new PathConditions.DeploymentDeadline(2032, 500)),
        build(emission).outlook().conditions().deadlines());
  }

  @Test
  void capacityKnownToBeLaunchedBindsEveryPath() {
    Emission emission = rule("R20", 1, new Effect.Launched(LocalDate.of(2028, 1, 1), 1200));
    assertEquals(
        List.of(new PathConditions.ObservedCapacity(2028, 1200)),
        build(emission).outlook().conditions().observations());
  }

  // Order, hand and pins

  @Test
  void stagesAreAppliedInTheirOrderWhateverTheOrderOfEmissions() {
    List<Emission> emissions = new ArrayList<>(oneOfEachStage());
    List<Effect.Stage> stages = Arrays.asList(Effect.Stage.values());
    Random random = new Random(20260215);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(emissions, random);
      assertEquals(
          stages,
          build(emissions.toArray(Emission[]::new)).trace().stream()
              .map(row -> row.emission().effect().stage())
              .toList());
    }
  }

  @Test
  void dataComeBeforeScalesAndScalesBeforeShifts() {
    assertEquals(
        10 * 2 + 1,
        median(
            LAUNCH_PAYLOAD_INITIAL,
            rule("R1", 1, new Effect.Shift(LAUNCH_PAYLOAD_INITIAL, 1)),
            rule("R2", 1, new Effect.Scale(LAUNCH_PAYLOAD_INITIAL, 2, 1)),
            rule("R3", 1, new Effect.Adoption(LAUNCH_PAYLOAD_INITIAL, 10, 1, 1))),
        EXACT * 10);
  }

  @Test
  void effectsByHandComeAfterThoseOfRulesWithinAStage() {
    Emission hand = Emission.byHand(new Effect.GateScale(Gate.REUSE, 0.5));
    Emission rule = rule("zzz", 1, new Effect.GateSet(Gate.REUSE, 1));
    assertEquals(0.5, gate(hand, rule), EXACT);
  }

  @Test
  void effectsByHandKeepToTheOrderOfStages() {
    Emission hand = Emission.byHand(new Effect.Scale(ORBITAL_OPEX, 2, 1));
    Emission rule = rule("R", 1, new Effect.Shift(ORBITAL_OPEX, 100));
    assertEquals(600, median(ORBITAL_OPEX, hand, rule), 600 * EXACT);
  }

  @Test
  void aPinnedParameterKeepsItsPin() {
    Marginal pin = Marginal.fixed(777);
    TracedOutlook built =
        OutlookBuilder.build(
            PRIORS,
            PRIORS.weights(),
            Map.of(LAUNCH_COST_INITIAL, pin),
            List.of(rule("R", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 0.5, 1))),
            Horizon.DEFAULT);
    for (Pack pack : Pack.values()) {
      assertEquals(pin, built.outlook().packs().get(pack).marginal(LAUNCH_COST_INITIAL));
    }
  }

  @Test
  void whatRulesSayOfAPinnedParameterStaysInTheTrace() {
    TracedOutlook built =
        OutlookBuilder.build(
            PRIORS,
            PRIORS.weights(),
            Map.of(LAUNCH_COST_INITIAL, Marginal.fixed(777)),
            List.of(rule("R", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 0.5, 1))),
            Horizon.DEFAULT);
    TraceRow row = built.trace().getFirst();
    assertEquals(LAUNCH_COST_INITIAL.key(), row.target());
    assertEquals(row.before(), row.after());
  }

  @Test
  void notesAndDiscountsChangeNothing() {
    Outlook outlook =
        build(rule("R26", 0.1, new Effect.Note()), rule("R28", 1, new Effect.Discount(0.5)))
            .outlook();
    assertEquals(build().outlook(), outlook);
  }

  @Test
  void anEffectOfNoStrengthChangesNothing() {
    Emission[] emissions =
        oneOfEachStage().stream()
            .filter(each -> each.effect().stage() != Effect.Stage.CONDITION)
            .map(each -> each.withStrength(0))
            .toArray(Emission[]::new);
    Outlook outlook = build(emissions).outlook();
    for (Parameter parameter : Parameter.values()) {
      assertEquals(
          PRIORS.packs().get(Pack.HOUSE).marginal(parameter).median(parameter),
          outlook.packs().get(Pack.HOUSE).marginal(parameter).median(parameter),
          EXACT * 10_000,
          parameter.key());
    }
    assertEquals(PRIORS.packs().get(Pack.HOUSE).gates(), outlook.packs().get(Pack.HOUSE).gates());
  }

  @Test
  void theTraceShowsEveryPackBeforeAndAfter() {
    TraceRow row =
        build(rule("R", 1, new Effect.Scale(CAPITAL_BUDGET_INITIAL, 1.5, 1))).trace().getFirst();
    assertEquals(Map.of(Pack.SCEPTIC, 8e9, Pack.HOUSE, 8e9, Pack.COMPANY, 30e9), row.before());
    assertEquals(Map.of(Pack.SCEPTIC, 12e9, Pack.HOUSE, 12e9, Pack.COMPANY, 45e9), row.after());
  }

  private static List<Emission> oneOfEachStage() {
    return List.of(
        rule("R1", 1, new Effect.Observation(LAUNCH_COST_INITIAL, 500, 0.04)),
        rule("R2", 1, new Effect.Scale(LAUNCH_COST_INITIAL, 0.8, 1)),
        rule("R3", 1, new Effect.Shift(DEPLOYMENT_START, 1)),
        rule("R4", 1, new Effect.GateSet(Gate.REUSE, 1)),
        rule("R5", 1, new Effect.Cap(ORBITAL_OPEX, 100)),
        rule("R6", 1, new Effect.Freeze(LocalDate.of(2027, 1, 1), 4)),
        rule("R7", 1, likelihoods(0.5, 1, 2)),
        rule("R8", 1, new Effect.Note()));
  }

  private static Emission rule(String name, double strength, Effect effect) {
    return new Emission(name, "", List.of("fact"), strength, "", false, effect);
  }

  private static Effect likelihoods(double sceptic, double house, double company) {
    return new Effect.BayesFactor(
        Map.of(Pack.SCEPTIC, sceptic, Pack.HOUSE, house, Pack.COMPANY, company));
  }

  private static TracedOutlook build(Emission... emissions) {
    return OutlookBuilder.build(
        PRIORS, PRIORS.weights(), Map.of(), List.of(emissions), Horizon.DEFAULT);
  }

  private static Marginal house(Parameter parameter, Emission... emissions) {
    return build(emissions).outlook().packs().get(Pack.HOUSE).marginal(parameter);
  }

  private static double median(Parameter parameter, Emission... emissions) {
    return house(parameter, emissions).median(parameter);
  }

  private static double logSpread(Parameter parameter, Emission... emissions) {
    Distribution distribution = house(parameter, emissions).distribution();
    return distribution.logSpread();
  }

  private static double gate(Emission... emissions) {
    return build(emissions).outlook().packs().get(Pack.HOUSE).gates().get(Gate.REUSE);
  }
}
