package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Loading;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorPacksTest {
  private static final String GATES =
      "gates: { reuse: 0.9, demonstration: 0.8, unit-cost: 0.7, regulatory: 0.6 }\n";
  private static final String HOUSE = "weight: 0.5\n" + GATES;
  private static final String SCEPTIC = "extends: house\nweight: 0.3\n" + GATES;
  private static final String COMPANY = "extends: house\nweight: 0.2\n" + GATES;

  @Test
  void aParameterThatNoPackNamesHasItsCentralValue() {
    PriorPacks priors = PriorPacks.read(files(SCEPTIC, HOUSE, COMPANY));
    assertEquals(Marginal.fixed(1500), marginal(priors, Pack.HOUSE, Parameter.LAUNCH_COST_INITIAL));
  }

  @Test
  void aPackTakesWhatItDoesNotNameFromThePackItExtends() {
    PriorPacks priors =
        PriorPacks.read(
            files(SCEPTIC, HOUSE + "parameters: { launch.cost.initial: 900 }", COMPANY));
    assertEquals(
        Marginal.fixed(900), marginal(priors, Pack.SCEPTIC, Parameter.LAUNCH_COST_INITIAL));
  }

  @Test
  void aPackOverridesThePackItExtends() {
    PriorPacks priors =
        PriorPacks.read(
            files(
                SCEPTIC + "parameters: { launch.cost.initial: 2000 }",
                HOUSE + "parameters: { launch.cost.initial: 900 }",
                COMPANY));
    assertEquals(
        Marginal.fixed(2000), marginal(priors, Pack.SCEPTIC, Parameter.LAUNCH_COST_INITIAL));
  }

  @Test
  void technologyIsTheLoadingOnTheCommonFactor() {
    PriorPacks priors =
        PriorPacks.read(
            files(
                SCEPTIC,
                HOUSE
                    + "parameters: { launch.cost.initial: { logNormal: [1500, 0.3], technology: low } }",
                COMPANY));
    assertEquals(
        Marginal.of(new Distribution.LogNormal(1500, 0.3), Loading.GOOD_WHEN_LOW),
        marginal(priors, Pack.HOUSE, Parameter.LAUNCH_COST_INITIAL));
  }

  @Test
  void theShippedPacksHaveTheWeightsAndGatesOfTheModel() {
    PriorPacks priors = DefaultRules.priors(); // model section 1.4
    assertEquals(
        Map.of(Pack.SCEPTIC, 0.35, Pack.HOUSE, 0.50, Pack.COMPANY, 0.15), priors.weights());
    assertEquals(
        0.75 * 0.60 * 0.50 * 0.70, priors.packs().get(Pack.SCEPTIC).passProbability(), 1e-15);
    assertEquals(
        0.85 * 0.75 * 0.70 * 0.80, priors.packs().get(Pack.HOUSE).passProbability(), 1e-15);
    assertEquals(
        0.95 * 0.95 * 0.90 * 0.95, priors.packs().get(Pack.COMPANY).passProbability(), 1e-15);
  }

  @Test
  void refusesAMissingFile() {
    Map<String, String> files = files(SCEPTIC, HOUSE, COMPANY);
    files.remove("priors/company.yaml");
    assertEquals("priors/company.yaml: the file is missing", refusal(files));
  }

  @Test
  void refusesAFileThatIsNoMapping() {
    assertEquals("priors/house.yaml: expected a mapping", refusal(files(SCEPTIC, "- 1", COMPANY)));
  }

  @Test
  void refusesAMissingWeight() {
    assertEquals(
        "priors/house.yaml: weight needs a number in [0, 1], got nothing",
        refusal(files(SCEPTIC, GATES, COMPANY)));
  }

  @Test
  void refusesAWeightBelowZeroEvenWhenTheSumIsOne() {
    assertEquals(
        "priors/house.yaml:1: weight needs a number in [0, 1], got -0.1",
        refusal(
            files(
                "extends: house\nweight: 0.6\n" + GATES,
                "weight: -0.1\n" + GATES,
                "extends: house\nweight: 0.5\n" + GATES)));
  }

  @Test
  void refusesAWeightThatIsAWord() {
    assertEquals(
        "priors/house.yaml:1: weight needs a number in [0, 1], got \"half\"",
        refusal(files(SCEPTIC, "weight: half\n" + GATES, COMPANY)));
  }

  @Test
  void refusesWeightsThatDoNotSumToOne() {
    assertEquals(
        "priors: the weights of the packs must sum to 1, got 0.75",
        refusal(
            files(
                "extends: house\nweight: 0.125\n" + GATES,
                "weight: 0.5\n" + GATES,
                "extends: house\nweight: 0.125\n" + GATES)));
  }

  @Test
  void refusesAnUnknownParameter() {
    assertEquals(
        "priors/house.yaml:3: unknown parameter launch.cost.inital",
        refusal(files(SCEPTIC, HOUSE + "parameters: { launch.cost.inital: 900 }", COMPANY)));
  }

  @Test
  void refusesAnUnknownFamily() {
    assertTrue(
        refusal(
                files(
                    SCEPTIC,
                    HOUSE + "parameters: { launch.cost.initial: { normal: [1, 2] } }",
                    COMPANY))
            .startsWith("priors/house.yaml:3: launch.cost.initial: expected one of [gamma, "));
  }

  @Test
  void refusesAMedianOutsideTheRangeOfItsParameter() {
    assertEquals(
        "priors/house.yaml:3: reliability.availability: expected a number from 0.01 to 1.0 share,"
            + " got a median of 1.5",
        refusal(files(SCEPTIC, HOUSE + "parameters: { reliability.availability: 1.5 }", COMPANY)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "triangular: [3, 2, 4]|min",
        "triangular: [1, 5, 4]|mode",
        "logNormal: [1500, -0.1]|sigma",
        "truncatedNormal: [1500, -1, 0, 2000]|sd",
        "logTriangular: [0, 1, 2]|min"
      })
  void refusesADistributionThatIsNoneWithItsLine(String distribution, String wrong) {
    String refusal =
        refusal(
            files(
                SCEPTIC,
                HOUSE
                    + "parameters:\n  launch.rate.growth: 0.4\n  launch.cost.initial: { "
                    + distribution
                    + " }\n",
                COMPANY));
    assertTrue(
        refusal.startsWith("priors/house.yaml:5: launch.cost.initial: ") && refusal.contains(wrong),
        refusal);
  }

  @Test
  void refusesAKeyThatIsNotKnown() {
    assertEquals(
        "priors/house.yaml:3: unknown key paramters; allowed: pack, extends, weight, gates,"
            + " parameters",
        refusal(files(SCEPTIC, HOUSE + "paramters: { launch.cost.initial: 900 }", COMPANY)));
    assertEquals(
        "priors/house.yaml:3: unknown key licence; allowed: reuse, demonstration, unit-cost,"
            + " regulatory",
        refusal(
            files(
                SCEPTIC, "weight: 0.5\n" + GATES.replace(" }\n", ",\n  licence: 1 }\n"), COMPANY)));
  }

  @Test
  void refusesAnUnknownTechnology() {
    assertEquals(
        "priors/house.yaml:3: launch.cost.initial: technology must be high, low or none, got up",
        refusal(
            files(
                SCEPTIC,
                HOUSE + "parameters: { launch.cost.initial: { uniform: [1, 2], technology: up } }",
                COMPANY)));
  }

  @Test
  void refusesAGateAboveOne() {
    assertEquals(
        "priors/house.yaml:2: gate reuse needs a probability in [0, 1], got 1.2",
        refusal(files(SCEPTIC, HOUSE.replace("reuse: 0.9", "reuse: 1.2"), COMPANY)));
  }

  @Test
  void refusesAMissingGate() {
    assertEquals(
        "priors/house.yaml: gate reuse needs a probability in [0, 1], got nothing",
        refusal(files(SCEPTIC, HOUSE.replace("reuse: 0.9,", ""), COMPANY)));
  }

  @Test
  void refusesAPackThatExtendsItself() {
    assertEquals(
        "priors/sceptic.yaml:1: extends must name another pack, got sceptic",
        refusal(files(SCEPTIC.replace("house", "sceptic"), HOUSE, COMPANY)));
  }

  @Test
  void refusesAPackThatExtendsAnUnknownOne() {
    assertEquals(
        "priors/sceptic.yaml:1: extends must name another pack, got bear",
        refusal(files(SCEPTIC.replace("house", "bear"), HOUSE, COMPANY)));
  }

  @Test
  void refusesToExtendAPackThatExtendsAnother() {
    assertEquals(
        "priors/company.yaml:1: extends must name a pack that extends none, got sceptic",
        refusal(files(SCEPTIC, HOUSE, COMPANY.replace("house", "sceptic"))));
  }

  @Test
  void namesTheLineOfMalformedYaml() {
    List<Finding> findings =
        findings(files(SCEPTIC, "weight: 0.5\ngates: { reuse: 0.9\nparameters: [\n", COMPANY));
    assertEquals("priors/house.yaml", findings.getFirst().file());
    assertTrue(findings.getFirst().line() >= 2, findings::toString);
  }

  @Test
  void reportsEveryFindingAtOnce() {
    assertEquals(
        3,
        findings(
                files(
                    SCEPTIC.replace("0.3", "x"),
                    HOUSE + "parameters: { a: 1 }",
                    COMPANY.replace("regulatory: 0.6", "regulatory: -1")))
            .size());
  }

  private static Marginal marginal(PriorPacks priors, Pack pack, Parameter parameter) {
    return priors.packs().get(pack).marginal(parameter);
  }

  private static Map<String, String> files(String sceptic, String house, String company) {
    return new HashMap<>(
        Map.of(
            "priors/sceptic.yaml", sceptic,
            "priors/house.yaml", house,
            "priors/company.yaml", company));
  }

  private static String refusal(Map<String, String> files) {
    return assertThrows(InvalidRuleSet.class, () -> PriorPacks.read(files)).getMessage();
  }

  private static List<Finding> findings(Map<String, String> files) {
    return assertThrows(InvalidRuleSet.class, () -> PriorPacks.read(files)).findings();
  }
}
