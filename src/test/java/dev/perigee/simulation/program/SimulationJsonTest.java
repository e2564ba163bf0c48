package dev.perigee.simulation.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.PathConditions;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.RandomOutlooks;
import dev.perigee.simulation.Sampling;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Trajectory;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationJsonTest {
  private static final int OUTLOOKS = 200;
  private static final int FEW = 1_000;
  private static final String SMALL =
      """
      {"horizon": {"startYear": 2026, "quarters": 60},
       "packs": {"sceptic": {}, "house": {"marginals": {%s}, "gates": {"reuse": 0.85}}, "company": {}},
       "weights": {"sceptic": 0.35, "house": 0.5, "company": 0.15}}
      """;

  @Test
  void anOutlookReadsBackToTheBit() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < OUTLOOKS; i++) {
      Outlook outlook = RandomOutlooks.draw(random);

      assertEquals(outlook, SimulationJson.readOutlook(SimulationJson.write(outlook)));
      assertEquals(outlook, SimulationJson.readOutlook(SimulationJson.writePretty(outlook)));
    }
  }

  @Test
  void aRequestReadsBackToTheBit() {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < OUTLOOKS; i++) {
      SimulationRequest request =
          new SimulationRequest(
              RandomOutlooks.draw(random),
              random.nextInt(SimulationRequest.FEWEST_PATHS, SimulationRequest.MOST_PATHS + 1),
              random.nextLong(),
              Sampling.values()[random.nextInt(2)],
              random.nextBoolean()
                  ? OptionalDouble.of(random.nextDouble(SimulationRequest.FINEST_PRECISION, 1))
                  : OptionalDouble.empty());

      assertEquals(request, SimulationJson.readRequest(SimulationJson.write(request)));
    }
  }

  @Test
  void aResultReadsBackToTheBit() {
    SplittableRandom random = new SplittableRandom(13);
    for (int i = 0; i < 10; i++) {
      SimulationResult result =
          Simulation.run(
              SimulationRequest.of(RandomOutlooks.draw(random), FEW, random.nextLong()),
              2,
              Progress.NONE);

      byte[] document = SimulationJson.write(result);
      assertEquals(result, SimulationJson.readResult(document));
      assertArrayEquals(document, SimulationJson.write(SimulationJson.readResult(document)));
    }
  }

  @Test
  void aTrajectoryReadsBackToTheBit() {
    SplittableRandom random = new SplittableRandom(14);
    for (int i = 0; i < 20; i++) {
      Trajectory trajectory = Simulation.trajectory(RandomOutlooks.values(random), Horizon.DEFAULT);

      byte[] document = SimulationJson.write(trajectory);
      Trajectory back = SimulationJson.readTrajectory(document);
      assertArrayEquals(document, SimulationJson.write(back));
      assertEquals(trajectory.binding(), back.binding());
      for (Metric metric : Metric.values()) {
        assertArrayEquals(trajectory.series().get(metric), back.series().get(metric));
      }
    }
  }

  @Test
  void whatIsLeftOutIsThePlainCase() {
    Outlook outlook = outlook("");

    assertEquals(Horizon.DEFAULT, outlook.horizon());
    assertEquals(PathConditions.NONE, outlook.conditions());
    assertEquals(1, outlook.packs().get(Pack.SCEPTIC).gates().get(Gate.REUSE));
    assertEquals(0.85, outlook.packs().get(Pack.HOUSE).gates().get(Gate.REUSE));
    for (Parameter parameter : Parameter.values()) {
      assertEquals(
          Marginal.fixed(parameter.central()), outlook.packs().get(Pack.HOUSE).marginal(parameter));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"distribution\": 5, \"spread\": 1}"
            + "| /spread: expected no other field than distribution, loading, multiplier, shift,"
            + " cap, capStrength, got 1",
        "{\"loading\": 1} | /distribution: expected a value, got nothing",
        "{\"distribution\": \"5\"} | /distribution: expected a number or an object with one of"
            + " uniform, triangular, logTriangular, truncatedNormal, logNormal, gamma, got \"5\"",
        "{\"distribution\": {\"beta\": [1, 2]}} | /distribution/beta: expected one of uniform,"
            + " triangular, logTriangular, truncatedNormal, logNormal, gamma, got an array of 2",
        "{\"distribution\": {\"uniform\": [1, 2, 3]}} | /distribution/uniform: expected"
            + " [min, max], got an array of 3",
        "{\"distribution\": {\"uniform\": [1, true]}} | /distribution/uniform/1: expected a"
            + " number, got true",
        "{\"distribution\": {\"uniform\": [2, 1]}} | /distribution/uniform: min must not exceed"
            + " max, got 2.0 > 1.0",
        "{\"distribution\": 1e999} | /distribution: expected a number within double precision,"
            + " got 1e999",
        "{\"distribution\": 5, \"loading\": 2} | /loading: expected a whole number from -1 to 1,"
            + " got 2",
        "{\"distribution\": 5, \"loading\": 0.5} | /loading: expected a whole number from -1 to"
            + " 1, got 0.5",
        "{\"distribution\": 5, \"multiplier\": 0} | : multiplier must be a finite number above"
            + " 0, got 0.0",
        "{\"distribution\": 5, \"cap\": null} | /cap: expected a number, got null",
      })
  void aMarginalThatDoesNotFitIsRefusedWithItsPlace(String marginal, String complaint) {
    assertRefused(
        "/packs/house/marginals/launch.rate.initial" + complaint,
        SMALL.formatted("\"launch.rate.initial\": " + marginal));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2026 | 2019 | /horizon/startYear: expected a whole number from 2020 to 2040, got 2019",
        "2026 | 2026.0 | /horizon/startYear: expected a whole number from 2020 to 2040, got 2026.0",
        "60 | 121 | /horizon/quarters: expected a whole number from 4 to 120, got 121",
        "0.35 | 0.36 | /weights: pack weights must sum to 1, got 1.01",
        "0.35 | -0.35 | /weights: pack sceptic needs a view and a weight of at least 0, got weight"
            + " -0.35",
        "\"weights\": {\"sceptic\" | \"weights\": {\"bull\" | /weights/bull: expected one of"
            + " sceptic, house, company, got \"bull\"",
        "\"company\": {} | \"bull\": {} | /packs/bull: expected no other field than sceptic, house,"
            + " company, got {}",
        ", \"company\": {} | `` | /packs/company: expected a value, got nothing",
        "\"reuse\": 0.85 | \"reuse\": 1.5 | /packs/house: gate reuse must have a probability in"
            + " [0, 1], got 1.5",
        "\"reuse\": 0.85 | \"a/b~c\": 1 | /packs/house/gates/a~1b~0c: expected one of reuse,"
            + " demonstration, unit-cost, regulatory, got \"a/b~c\"",
        "\"marginals\": {} | \"marginals\": {\"no.such\": 1} | /packs/house/marginals/no.such:"
            + " expected a parameter of the catalogue, got \"no.such\"",
        "\"sceptic\": {} | \"sceptic\": [] | /packs/sceptic: expected an object, got an array of 0",
      })
  void anOutlookThatDoesNotFitIsRefusedWithItsPlace(String good, String bad, String complaint) {
    String valid = SMALL.formatted("");
    assertTrue(valid.contains(good), good);

    assertRefused(complaint, valid.replaceFirst(Pattern.quote(good), bad));
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezes", "deadlines", "observations"})
  void aConditionWithANegativeNumberIsRefused(String list) {
    String names =
        switch (list) {
          case "freezes" -> "{\"from\": 2027, \"until\": -1}";
          case "deadlines" -> "{\"by\": 2027, \"satellites\": -1}";
          default -> "{\"at\": 2027, \"capacityKw\": -1}";
        };
    String document =
        SMALL
            .formatted("")
            .replace(
                "\"weights\"",
                "\"conditions\": {\"%s\": [%s]}, \"weights\"".formatted(list, names));

    InvalidJson refusal = assertThrows(InvalidJson.class, () -> outlookOf(document));

    assertTrue(refusal.pointer().startsWith("/conditions/" + list + "/0/"), refusal.pointer());
    assertTrue(refusal.getMessage().endsWith("a number of at least 0, got -1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the document: expected a JSON document, got nothing",
        "{} {} | the document: expected one JSON document, got a further value after it",
        "[1] | the document: expected an object, got an array of 1",
        "{\"horizon\": 1, \"horizon\": 2} | the document: no JSON at line 1, column 25: Duplicate"
            + " field 'horizon'",
        "{\"horizon\": NaN} | the document: no JSON at line 1, column 16: Non-standard token 'NaN':"
            + " enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
      })
  void whatIsNoDocumentIsRefused(String document, String complaint) {
    assertRefused(complaint, document);
  }

  @Test
  void aDocumentThatIsTooDeepIsRefused() {
    InvalidJson refusal =
        assertThrows(InvalidJson.class, () -> outlookOf("[".repeat(33) + "]".repeat(33)));

    assertTrue(refusal.getMessage().contains("nesting depth"), refusal.getMessage());
  }

  @Test
  void aDocumentThatIsTooLongIsRefused() {
    byte[] document = new byte[SimulationJson.LONGEST_DOCUMENT + 1];

    InvalidJson refusal =
        assertThrows(InvalidJson.class, () -> SimulationJson.readOutlook(document));

    assertEquals("the document: expected at most 8388608 bytes, got more", refusal.getMessage());
  }

  @Test
  void textThatIsNoUtf8IsRefused() {
    byte[] document = {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'};

    assertThrows(InvalidJson.class, () -> SimulationJson.readOutlook(document));
  }

  @Test
  void parametersThatContradictEachOtherAreListed() {
    InvalidParameters refusal =
        assertThrows(
            InvalidParameters.class,
            () -> outlook("\"valuation.discount-rate\": {\"distribution\": 0.02}"));

    assertEquals(Parameter.VALUATION_DISCOUNT_RATE, refusal.violations().getFirst().parameter());
  }

  @Test
  void aNumberThatIsNotFiniteIsNotWritten() {
    SimulationResult result =
        Simulation.run(SimulationRequest.of(RandomOutlooks.priors(), FEW, 1), 1, Progress.NONE);
    SimulationResult broken =
        new SimulationResult(
            result.horizon(),
            result.paths(),
            result.seed(),
            result.sampling(),
            result.stop(),
            result.weights(),
            result.enterpriseValue(),
            result.bands(),
            result.packValues(),
            result.series(),
            result.probabilities(),
            result.binding(),
            new Estimate(Double.NaN, 0),
            result.effectiveLifeYears(),
            result.belowPhysicsFloor());

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> SimulationJson.write(broken));

    assertEquals("NaN at /neverProduces cannot be written as JSON", refusal.getMessage());
  }

  @Test
  void aResultWithAQuarterTooFewIsRefused() {
    SimulationResult result =
        Simulation.run(SimulationRequest.of(RandomOutlooks.priors(), FEW, 1), 1, Progress.NONE);
    String document = new String(SimulationJson.write(result), UTF_8);

    InvalidJson refusal =
        assertThrows(
            InvalidJson.class,
            () ->
                SimulationJson.readResult(
                    document.replace("\"quarters\":60", "\"quarters\":61").getBytes(UTF_8)));

    assertEquals(
        "/series/launchFlights/mean: expected an array of 61 estimates, got an array of 60",
        refusal.getMessage());
  }

  @Test
  void aTrajectoryWhoseValueIsNotTheSumOfItsPartsIsRefused() {
    Trajectory trajectory = Simulation.trajectory(Map.of(), Horizon.DEFAULT);
    String document = new String(SimulationJson.write(trajectory), UTF_8);
    String value = "\"enterpriseValueUsd\":" + trajectory.enterpriseValueUsd();
    assertTrue(document.contains(value));

    InvalidJson refusal =
        assertThrows(
            InvalidJson.class,
            () ->
                SimulationJson.readTrajectory(
                    document.replace(value, "\"enterpriseValueUsd\":1").getBytes(UTF_8)));

    assertEquals("/enterpriseValueUsd", refusal.pointer());
  }

  private static Outlook outlook(String marginals) {
    return outlookOf(SMALL.formatted(marginals));
  }

  private static Outlook outlookOf(String document) {
    return SimulationJson.readOutlook(document.getBytes(UTF_8));
  }

  private static void assertRefused(String complaint, String document) {
    InvalidJson refusal = assertThrows(InvalidJson.class, () -> outlookOf(document));
    assertEquals(complaint, refusal.getMessage());
  }
}
