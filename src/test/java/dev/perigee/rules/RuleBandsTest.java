package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The bands of a quantity exclude each other and leave nothing out (model section 2.2): whatever
 * its value, exactly one rule of its theme fires.
 */
class RuleBandsTest {
  private static final String DAY = "2026-11-01";
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 23);

  @Test
  void launchCostFallsIntoOneBandByValueAndDate() {
    List<String> days = List.of("2026-06-30", "2029-12-31", "2030-01-01", "2033-05-05");
    List<Double> costs = around(0.01, 1e6, 200, 500, 1500);
    for (String day : days) {
      sweep(
          costs,
          cost -> met(FactType.LAUNCH_COST, day).value(cost),
          LocalDate.of(2033, 6, 1),
          "R08");
    }
  }

  @Test
  void cadenceFallsIntoOneBandByFlightsAndDate() {
    List<String> days =
        List.of("2026-11-23", "2027-06-30", "2027-07-01", "2028-12-30", "2028-12-31", "2031-01-01");
    for (String day : days) {
      LocalDate asOf = LocalDate.parse(day);
      String recently = asOf.minusMonths(1).toString();
      sweep(
          around(0, 300, 5, 25, 100),
          flights -> met(FactType.LAUNCH_CADENCE, recently).value(flights),
          asOf,
          "R02",
          "R03",
          "R04");
    }
  }

  @Test
  void payloadFallsIntoOneBand() {
    sweep(
        around(0.1, 1000, 100),
        payload -> met(FactType.PAYLOAD_DEMONSTRATED, DAY).value(payload),
        AS_OF,
        "R06");
  }

  @Test
  void daysBetweenFlightsFallIntoOneBand() {
    sweep(
        around(0, 3650, 60),
        days -> met(FactType.REUSE_DEMONSTRATED, DAY).value(days),
        AS_OF,
        "R07");
  }

  @Test
  void heatFluxFallsIntoOneBandByFluxDutyAndDuration() {
    for (double duty : List.of(0.0, 0.49, 0.5, 0.79, 0.8, 1.0)) {
      for (double days : List.of(0.0, 29.0, 30.0, 400.0)) {
        sweep(
            around(0, 1e5, 640, 1200),
            flux ->
                met(FactType.DEMO_THERMAL, DAY)
                    .value(flux)
                    .measure("dutyShare", duty)
                    .measure("durationDays", days),
            AS_OF,
            "R09");
      }
    }
  }

  @Test
  void uptimeFallsIntoOneBandWhateverItsDuration() {
    for (double days : List.of(0.0, 179.0, 180.0, 3000.0)) {
      sweep(
          around(0, 1, 0.80, 0.97),
          uptime ->
              met(FactType.DEMO_COMPUTE_UPTIME, DAY).value(uptime).measure("durationDays", days),
          AS_OF,
          "R11");
    }
  }

  @Test
  void costRatioFallsIntoOneBand() {
    double forecast = new Expectations().of(FactType.COST_PER_FLOP, LocalDate.parse(DAY));
    sweep(
        around(0.001, 1000, 0.7, 1, 1.5),
        ratio -> met(FactType.COST_PER_FLOP, DAY).value(ratio * forecast),
        AS_OF,
        "R13");
  }

  @Test
  void factoryRatioFallsIntoOneBand() {
    double plan = new Expectations().of(FactType.FACTORY_RATE, LocalDate.parse(DAY));
    sweep(
        around(0.001, 1000, 0.5, 1),
        ratio -> met(FactType.FACTORY_RATE, DAY).value(ratio * plan),
        AS_OF,
        "R19");
  }

  @Test
  void capacityFallsIntoOneBand() {
    sweep(
        around(0, 1e9, 1e3, 1e5, 1e6),
        capacity -> met(FactType.CAPACITY_ON_ORBIT, DAY).value(capacity),
        AS_OF,
        "R20");
  }

  @Test
  void aContractCountsOrIsNoted() {
    for (double binding : List.of(0.0, 0.5, 1.0)) {
      sweep(
          around(0, 1e7, 1e5),
          capacity ->
              met(FactType.CONTRACT_SIGNED, DAY).value(capacity).measure("binding", binding),
          AS_OF,
          "R21");
    }
  }

  @Test
  void pricePremiumFallsIntoOneBand() {
    double ground = new Expectations().terrestrialCost(LocalDate.parse(DAY));
    sweep(
        around(0.001, 100, 1),
        ratio -> met(FactType.PRICE_OBSERVATION, DAY).value(ratio * ground).unit("USD/kW-yr"),
        AS_OF,
        "R22");
  }

  @Test
  void gridWaitFallsIntoOneBand() {
    sweep(
        around(0, 600, 24, 60),
        months -> GivenFact.of(FactType.TERRESTRIAL_SUPPLY, DAY).value(months),
        AS_OF,
        "R23");
  }

  @Test
  void fleetLossFallsIntoOneBand() {
    sweep(
        around(0, 1, 0.02),
        share -> GivenFact.of(FactType.ANOMALY_FLEET, DAY).value(share),
        AS_OF,
        "R25");
  }

  @Test
  void latencyFallsIntoOneBand() {
    sweep(
        around(0, 1e6, 50, 150),
        latency -> GivenFact.of(FactType.LATENCY, DAY).value(latency),
        AS_OF,
        "R27");
  }

  private static GivenFact met(FactType type, String day) {
    return GivenFact.of(type, day).grade(Grade.MET);
  }

  /** The ends, each threshold and the numbers next to it, and what lies between. */
  private static List<Double> around(double least, double greatest, double... thresholds) {
    List<Double> values = new ArrayList<>(List.of(least, greatest));
    double previous = least;
    for (double threshold : thresholds) {
      values.add((previous + threshold) / 2);
      values.add(Math.nextDown(threshold));
      values.add(threshold);
      values.add(Math.nextUp(threshold));
      previous = threshold;
    }
    values.add((previous + greatest) / 2);
    return values;
  }

  private static void sweep(
      List<Double> values, DoubleFunction<GivenFact> given, LocalDate asOf, String... themes) {
    for (double value : values) {
      GivenFact fact = given.apply(value);
      List<String> fired =
          DefaultRules.ruleSet().fire(List.of(fact.milestone()), asOf).stream()
              .map(Emission::rule)
              .distinct()
              .filter(rule -> List.of(themes).contains(rule.substring(0, 3)))
              .toList();
      assertEquals(1, fired.size(), () -> "value " + value + " as of " + asOf + ": " + fired);
    }
  }
}
