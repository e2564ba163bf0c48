package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Published numbers and closed forms of model section 3, by case. Exact values hold to 1e-6
 * relative, or to half a unit of their last printed digit where that is more; published ones to the
 * tolerance of the table. V34 and V35 are in {@link GoldenTrajectoryTest}, V36 and V37 in {@link
 * MixtureReferenceTest}.
 */
class ValidationCasesTest {
  private static final double RELATIVE = 1e-6;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"V01, 370000, 199.6352, 200", "V02, 104000, 300.1152, 300"}) // S1
  void launchCostFallsByWrightsLaw(
      String id, double furtherTonnes, double exact, double published) {
    double cost = LearningCurve.cost(1800, 400 + furtherTonnes, 400, 0.20, 0);

    assertExact(exact, 0.00005, cost);
    assertEquals(published, cost, 0.01 * published);
  }

  @ParameterizedTest(name = "V04 {0} at {4} USD/kg")
  @CsvSource({ // S1, table of launched power
    "Starlink v2 mini, 575, 28, 5, 3600, 14786, 14700",
    "Starlink v1, 260, 7, 5, 3600, 26743, 26600",
    "OneWeb, 150, .8, 5, 3600, 135000, 135800",
    "Iridium NEXT, 860, 2, 12.5, 3600, 123840, 124600",
    "Starlink v2 mini, 575, 28, 5, 200, 821, 810",
    "Starlink v1, 260, 7, 5, 200, 1486, 1470",
    "OneWeb, 150, .8, 5, 200, 7500, 7500",
    "Iridium NEXT, 860, 2, 12.5, 200, 6880, 6900"
  })
  void launchedPowerIsPricedAsInTheTable(
      String satellite,
      double kg,
      double kw,
      double years,
      double usdPerKg,
      double exact,
      double published) {
    double price = UnitCost.launchedPower(kg, kw, usdPerKg, years);

    assertExact(exact, 0.5, price);
    assertEquals(published, price, 0.015 * published);
  }

  @ParameterizedTest(name = "V05 {0} USD/kWh")
  @CsvSource({".06, 1.09, 572.904, 570", ".25, 1.4, 3066, 3000"}) // S1
  void electricityCostsItsHoursTimesItsOverhead(
      double usdPerKwh, double effectiveness, double exact, double published) {
    double cost = UnitCost.electricity(usdPerKwh, effectiveness);

    assertExact(exact, 0, cost);
    assertEquals(published, cost, 0.025 * published);
  }

  @Test
  void v06ASolarArrayGivesItsAreaTimesItsYield() {
    double kw = ThermalPhysics.solarPower(105, 0.22, 0.9) / 1000;

    assertExact(28.29519, 0.000005, kw);
    assertEquals(28, kw, 0.015 * 28); // S1
  }

  @Test
  void v11aAPanelAtTwentyDegreesLosesHeatFromBothSides() {
    double flux = 2 * ThermalPhysics.radiatedFlux(293.15, 0, 1);

    assertExact(837.532, 0.0005, flux);
    assertEquals(838, flux, 0.002 * 838); // S5
  }

  @Test
  void v11bAKilowattAt370KelvinNeedsThisSurface() {
    double surface = ThermalPhysics.radiatorPanelArea(1000, 370, 0, 1, 1);

    assertExact(0.940982, 0.0000005, surface);
    assertEquals(0.95, surface, 0.015 * 0.95); // S8: 38 m2 for 40 kW
  }

  @Test
  void v11eFortyMegawattsNeedThisPanelAtTheFluxOfTheWhitePaper() {
    double temperature = ThermalPhysics.equilibriumTemperature(633.08, 2, 0);

    double area = ThermalPhysics.radiatorPanelArea(40e6, temperature, 0, 1, 2);

    assertExact(63_183.17, 0.005, area); // S5
  }

  @Test
  void v13ACohortServesThisManyFullYears() {
    double life = Reliability.effectiveLife(Reliability.decayRate(0.01, 0.068), 5 - 0.4, 0.013);

    assertEquals(3.795, life, 0.0005);
    assertEquals(3.8, life, 0.015 * 3.8); // S10
  }

  @Test
  void v14AGigawattOnTheGroundCostsThisMuchAYear() {
    double[] values = new double[Parameter.values().length];
    for (Parameter parameter : Parameter.values()) {
      values[parameter.ordinal()] = parameter.central();
    }

    double billions = UnitCost.terrestrial(values, 2026, 2026) * 1e6 / 1e9;

    assertEquals(8.50, billions, 0.005);
    assertEquals(8.5, billions, 0.01 * 8.5); // S12
  }

  @Test
  void v19bStagedSpendingIsWorthItsClosedForm() {
    assertExact(29.994722, 0.0000005, stagedValue());
  }

  /** Equation 18: the mean over Bernoulli gates is the closed form, within four standard errors. */
  @Test
  void v19bAMonteCarloOverTheStagesMeetsTheClosedForm() {
    int paths = 200_000;
    double sum = 0;
    double squares = 0;
    for (int path = 0; path < paths; path++) {
      double value = stagedPath(path);
      sum += value;
      squares += value * value;
    }
    double mean = sum / paths;
    double error = Math.sqrt((squares / paths - mean * mean) / paths);

    assertEquals(stagedValue(), mean, 4 * error);
  }

  private static double stagedValue() {
    return Finance.riskAdjustedValue(
        new double[] {20, 50, 150},
        new double[] {0, 1, 3},
        new double[] {0.6, 0.4, 0.7},
        1000,
        5,
        0.10);
  }

  private static double stagedPath(long path) {
    double value = -20;
    if (PhiloxTest.uniform(19, path, 0) >= 0.6) {
      return value;
    }
    value -= 50 / 1.1;
    if (PhiloxTest.uniform(19, path, 1) >= 0.4) {
      return value;
    }
    value -= 150 / Math.pow(1.1, 3);
    return PhiloxTest.uniform(19, path, 2) < 0.7 ? value + 1000 / Math.pow(1.1, 5) : value;
  }

  @Test
  void v20AnAnnuityIsWorthItsClosedForm() {
    assertExact(614.456711, 0.0000005, Finance.annuity(100, 0.10, 10));
  }

  @Test
  void v20QuartersArePaidInTheirMiddle() {
    double value = 0;
    for (int q = 0; q < 40; q++) {
      value += 25 * Finance.discountFactor(0.10, (q + 0.5) * ModelConstants.QUARTER_YEARS);
    }

    assertExact(644.676336, 0.0000005, value);
  }

  @Test
  void v20APerpetuityGrowsFromNextYearsPayment() {
    assertExact(1471.428571, 0.0000005, Finance.growingPerpetuity(100 * 1.03, 0.10, 0.03));
  }

  @Test
  void v20TheValueDriverReinvestsForItsGrowth() {
    assertExact(1177.142857, 0.0000005, Finance.valueDriver(100, 0.10, 0.03, 0.15));
  }

  @Test
  void v21AdoptionIsFastestAtBassPeak() {
    double peak = Adoption.bassPeakYears(0.03, 0.38);
    double adopted = Adoption.bassShare(0.03, 0.38, peak);

    assertExact(6.192619, 0.0000005, peak);
    assertExact(0.460526, 0.0000005, adopted);
    assertExact(0.110592, 0.0000005, Adoption.bassHazard(0.03, 0.38, adopted) * (1 - adopted));
  }

  @ParameterizedTest(name = "V23 {0} rad a year")
  @CsvSource({"150, 8.8235, .00005", "750, 44.12, .005"}) // S1
  void silentCorruptionsFollowTheDose(double radPerYear, double exact, double halfDigit) {
    assertExact(exact, halfDigit, Reliability.silentCorruptionsPerYear(radPerYear));
  }

  @Test
  void v32AnAcceleratorHourIsAShareOfItsKilowattYear() {
    double usdPerGpuHour = 920e6 / 110_000 / 730;
    double kwPerGpu = 1.275;

    assertExact(11.4570, 0.00005, usdPerGpuHour); // S22
    assertExact(
        11.4570,
        0.00005,
        UnitCost.perGpuHour(UnitCost.fromGpuHour(usdPerGpuHour, kwPerGpu), kwPerGpu));
    assertExact(16_145.9, 0.05, UnitCost.fromGpuHour(2.35, kwPerGpu)); // S27
  }

  @Test
  void v33AKilowattYearOnTheGroundIsThisMuchPerPflopHour() {
    double cost = UnitCost.perPflopHour(8500, 1.4, 0.4);

    assertExact(1.73271, 0.000005, cost);
    assertEquals(1.79, cost, 0.05 * 1.79); // S12, S18
  }

  /** Section 1.5, the central row of 2026: what a gigawatt on the ground costs before scarcity. */
  @Test
  void theTerrestrialCostOfATrajectoryIsTheUnitCostsOwn() {
    double[] values = new double[Parameter.values().length];
    for (Parameter parameter : Parameter.values()) {
      values[parameter.ordinal()] = parameter.central();
    }
    Trajectory trajectory = Simulation.trajectory(Map.of(), Horizon.DEFAULT);

    for (int q = 0; q < Horizon.DEFAULT.quarters(); q++) {
      double expected = UnitCost.terrestrial(values, Horizon.DEFAULT.time(q), 2026);
      assertEquals(expected, trajectory.at(Metric.TERRESTRIAL_COST, q), 1e-12 * expected);
    }
  }

  private static void assertExact(double exact, double halfDigit, double actual) {
    assertEquals(exact, actual, Math.max(RELATIVE * Math.abs(exact), halfDigit));
  }
}
