package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The prior packs, their mixture and the effects of milestones against the numpy oracle (model
 * sections 1.5, 2.3 and 3, V36 and V37). Every bound is four standard errors of both sides. The
 * oracle's numbers are of 80,000 paths a pack, no fewer than ours, so that where it gives no error
 * ours stands for both. Half a unit of the last digit the oracle prints comes on top.
 */
class MixtureReferenceTest {
  private static final int PATHS = 80_000;
  private static final int FEWER_PATHS = 40_000;
  private static final long SEED = 20260215;
  private static final int END_OF_2030 = Horizon.DEFAULT.lastQuarterOf(2030);
  private static final int END_OF_2035 = Horizon.DEFAULT.lastQuarterOf(2035);
  private static final Map<Pack, SimulationResult> ALONE = new EnumMap<>(Pack.class);
  private static final Map<Evidence, SimulationResult> AFTER = new EnumMap<>(Evidence.class);

  private static SimulationResult prior;

  @BeforeAll
  static void runThemAll() {
    prior = Outlooks.run(Outlooks.priors(), PATHS, SEED, 2);
    for (Pack pack : Pack.values()) {
      ALONE.put(pack, run(Outlooks.only(pack)));
    }
    for (Evidence evidence : Evidence.values()) {
      AFTER.put(evidence, run(evidence.outlook()));
    }
  }

  @Test
  void thePriorMixtureIsWorthWhatTheOracleSays() {
    assertMeets(99.73e9, 0.41e9, 0.005e9, prior.enterpriseValue().mean());
  }

  @Test
  void theBandsOfThePriorMixtureAreTheOracles() {
    assertMeets(-7.23e9, 0.005e9, prior.bands().bear());
    assertMeets(0, 0.05e9, prior.bands().base());
    assertMeets(406.1e9, 0.05e9, prior.bands().bull());
  }

  @ParameterizedTest
  @CsvSource({"5, -8.39, .005", "10, -7.15, .005", "90, 134, .5", "95, 807, .5"})
  void theOuterPercentilesOfThePriorMixtureAreTheOracles(
      int percentage, double billions, double halfDigit) {
    assertMeets(billions * 1e9, halfDigit * 1e9, prior.enterpriseValue().percentile(percentage));
  }

  @ParameterizedTest
  @CsvSource({"25", "50", "75"})
  void theMiddleOfThePriorMixtureIsExactlyNothing(int percentage) {
    assertEquals(new Estimate(0, 0), prior.enterpriseValue().percentile(percentage));
  }

  @Test
  void thePriorMixtureHasTheOraclesMeanCapacityIn2035() {
    assertMeets(2.49e6, 0.005e6, capacity(prior));
  }

  @ParameterizedTest
  @CsvSource({
    "CAPACITY_ABOVE_1_MW, .3457, .00005",
    "CAPACITY_ABOVE_1_GW, .142, .0005",
    "COST_PARITY, .2218, .00005"
  })
  void thePriorMixtureHasTheOraclesProbabilitiesIn2035(
      Event event, double probability, double halfDigit) {
    assertMeets(probability, halfDigit, in2035(prior, event));
  }

  /**
   * Closed form: a gate is failed, or all are passed and the gamma number of shape 2 puts the
   * rounded date beyond the last quarter; the company's does with less than 1e-15.
   */
  @Test
  void productionNeverComesAsOftenAsGatesAndDatesSay() {
    double sceptic = 0.75 * 0.6 * 0.5 * 0.7 * (1 - laterThan((2040.875 - 2028.5) / 1.5));
    double house = 0.85 * 0.75 * 0.70 * 0.80 * (1 - laterThan((2040.875 - 2027.25) / 1.1));
    double company = 0.95 * 0.95 * 0.9 * 0.95;
    double never = 1 - (0.35 * sceptic + 0.50 * house + 0.15 * company);

    assertEquals(never, prior.neverProduces().value(), 4 * prior.neverProduces().standardError());
    assertEquals(0.65, never, 0.005); // the model page's two digits
  }

  private static double laterThan(double x) {
    return (1 + x) * Math.exp(-x);
  }

  static Stream<Arguments> packValues() {
    return Stream.of( // V36, V37
        Arguments.of(Pack.SCEPTIC, -0.926e9, 0.008e9, 0.0005e9),
        Arguments.of(Pack.HOUSE, -0.93e9, 0.05e9, 0.005e9),
        Arguments.of(Pack.COMPANY, 670.1e9, 2.7e9, 0.05e9));
  }

  @ParameterizedTest
  @MethodSource("packValues")
  void aPackAloneIsWorthWhatTheOracleSays(
      Pack pack, double value, double oracleError, double halfDigit) {
    assertMeets(value, oracleError, halfDigit, ALONE.get(pack).enterpriseValue().mean());
  }

  @ParameterizedTest
  @CsvSource({ // V36, V37
    "SCEPTIC, CAPACITY_ABOVE_1_MW, .1482",
    "HOUSE, CAPACITY_ABOVE_1_MW, .3563",
    "HOUSE, COST_PARITY, .1437",
    "COMPANY, CAPACITY_ABOVE_1_MW, .7714"
  })
  void aPackAloneHasTheOraclesProbabilitiesIn2035(Pack pack, Event event, double probability) {
    assertMeets(probability, 0.00005, in2035(ALONE.get(pack), event));
  }

  @ParameterizedTest
  @CsvSource({ // V36, V37
    "SCEPTIC, 2030, 10, 3.390",
    "SCEPTIC, 2030, 50, 5.805",
    "SCEPTIC, 2030, 90, 10.499",
    "HOUSE, 2030, 10, 1.396",
    "HOUSE, 2030, 50, 2.332",
    "HOUSE, 2030, 90, 4.201",
    "HOUSE, 2035, 10, .926",
    "HOUSE, 2035, 50, 1.526",
    "HOUSE, 2035, 90, 2.725",
    "COMPANY, 2030, 10, .532",
    "COMPANY, 2030, 50, .653",
    "COMPANY, 2030, 90, .820",
    "COMPANY, 2035, 10, .401",
    "COMPANY, 2035, 50, .488",
    "COMPANY, 2035, 90, .604"
  })
  void aPackAloneHasTheOraclesCostRatios(Pack pack, int year, int percentage, double ratio) {
    int quarter = year == 2030 ? END_OF_2030 : END_OF_2035;
    assertMeets(
        ratio,
        0.0005,
        ALONE.get(pack).series().get(Metric.COST_RATIO).get(quarter).percentile(percentage));
  }

  @ParameterizedTest
  @CsvSource({"HOUSE, .177e6, .0005e6", "COMPANY, 16.00e6, .005e6"}) // V36, V37
  void aPackAloneHasTheOraclesMeanCapacityIn2035(Pack pack, double kw, double halfDigit) {
    assertMeets(kw, halfDigit, capacity(ALONE.get(pack)));
  }

  /** Rows E1, E2 and S of model section 2.3. */
  enum Evidence {
    REUSE_SHOWN {
      @Override
      Outlook outlook() {
        return Outlooks.of(
            Outlooks.each(Outlooks.PRIORS.packs(), Evidence::reused),
            Outlooks.updated(Outlooks.PRIORS.weights(), 0.75, 0.85, 0.95));
      }
    },
    REUSE_SHOWN_AND_CADENCE_UP {
      @Override
      Outlook outlook() {
        return Outlooks.of(
            Outlooks.each(
                REUSE_SHOWN.outlook().packs(),
                view ->
                    Outlooks.with(view, Parameter.LAUNCH_RATE_INITIAL, rate -> rate.scaled(1.6))),
            Outlooks.updated(REUSE_SHOWN.outlook().weights(), 0.5, 1, 1.3));
      }
    },
    START_SLIPPED_A_YEAR {
      @Override
      Outlook outlook() {
        return Outlooks.of(
            Outlooks.each(
                Outlooks.PRIORS.packs(),
                view -> Outlooks.with(view, Parameter.DEPLOYMENT_START, start -> start.shifted(1))),
            Outlooks.updated(Outlooks.PRIORS.weights(), Math.pow(1.07, 4), 1, Math.pow(0.88, 4)));
      }
    };

    abstract Outlook outlook();

    private static PackOutlook reused(PackOutlook view) {
      return Outlooks.with(
          Outlooks.with(view, Gate.REUSE, 1),
          Parameter.LAUNCH_COST_INITIAL,
          cost -> cost.scaled(0.8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REUSE_SHOWN, 121.1, .5",
    "REUSE_SHOWN_AND_CADENCE_UP, 180.4, .7",
    "START_SLIPPED_A_YEAR, 51.1, .2"
  })
  void evidenceMovesTheValueAsInTheOracle(Evidence evidence, double billions, double oracleError) {
    assertMeets(
        billions * 1e9, oracleError * 1e9, 0.05e9, AFTER.get(evidence).enterpriseValue().mean());
  }

  @ParameterizedTest
  @CsvSource({
    "REUSE_SHOWN, 90, 331",
    "REUSE_SHOWN, 95, 972",
    "REUSE_SHOWN_AND_CADENCE_UP, 90, 713",
    "REUSE_SHOWN_AND_CADENCE_UP, 95, 1294",
    "START_SLIPPED_A_YEAR, 95, 232"
  })
  void evidenceMovesTheTailAsInTheOracle(Evidence evidence, int percentage, double billions) {
    assertMeets(
        billions * 1e9, 0.5e9, AFTER.get(evidence).enterpriseValue().percentile(percentage));
  }

  @Test
  void aSlippedStartLeavesNothingAtTheNinetiethPercentile() {
    assertEquals(
        new Estimate(0, 0),
        AFTER.get(Evidence.START_SLIPPED_A_YEAR).enterpriseValue().percentile(90));
  }

  @ParameterizedTest
  @CsvSource({
    "REUSE_SHOWN, 3.02",
    "REUSE_SHOWN_AND_CADENCE_UP, 4.56",
    "START_SLIPPED_A_YEAR, 1.19"
  })
  void evidenceMovesTheCapacityAsInTheOracle(Evidence evidence, double gigawatts) {
    assertMeets(gigawatts * 1e6, 0.005e6, capacity(AFTER.get(evidence)));
  }

  @ParameterizedTest
  @CsvSource({
    "REUSE_SHOWN, .174, .258",
    "REUSE_SHOWN_AND_CADENCE_UP, .247, .351",
    "START_SLIPPED_A_YEAR, .086, .153"
  })
  void evidenceMovesTheProbabilitiesAsInTheOracle(
      Evidence evidence, double aboveGigawatt, double parity) {
    assertMeets(aboveGigawatt, 0.0005, in2035(AFTER.get(evidence), Event.CAPACITY_ABOVE_1_GW));
    assertMeets(parity, 0.0005, in2035(AFTER.get(evidence), Event.COST_PARITY));
  }

  @ParameterizedTest
  @CsvSource({
    "REUSE_SHOWN, .316, .512, .172",
    "REUSE_SHOWN_AND_CADENCE_UP, .177, .573, .250",
    "START_SLIPPED_A_YEAR, .437, .477, .086"
  })
  void evidenceMovesTheWeightsAsInTheOracle(
      Evidence evidence, double sceptic, double house, double company) {
    Map<Pack, Double> weights = AFTER.get(evidence).weights();
    assertEquals(sceptic, weights.get(Pack.SCEPTIC), 0.0005);
    assertEquals(house, weights.get(Pack.HOUSE), 0.0005);
    assertEquals(company, weights.get(Pack.COMPANY), 0.0005);
  }

  private static SimulationResult run(Outlook outlook) {
    return Outlooks.run(outlook, FEWER_PATHS, SEED, 2);
  }

  private static Estimate capacity(SimulationResult result) {
    return result.series().get(Metric.CAPACITY).get(END_OF_2035).mean();
  }

  private static Estimate in2035(SimulationResult result, Event event) {
    return result.probabilities().get(event).get(END_OF_2035);
  }

  private static void assertMeets(double oracle, double halfDigit, Estimate ours) {
    assertMeets(oracle, ours.standardError(), halfDigit, ours);
  }

  private static void assertMeets(
      double oracle, double oracleError, double halfDigit, Estimate ours) {
    assertEquals(
        oracle, ours.value(), 4 * Math.hypot(oracleError, ours.standardError()) + halfDigit);
  }
}
