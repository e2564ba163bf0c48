package dev.perigee.comparisons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.scenarios.Mode;
import dev.perigee.scenarios.RunInputs;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.Outlook;
import dev.perigee.studies.Contrast;
import dev.perigee.studies.Differences;
import dev.perigee.studies.PairedDesign;
import dev.perigee.studies.Simulations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares two stochastic runs. */
final class StochasticComparison {
  /**
   * Most outlooks that are simulated for the inputs; the effect of the others is in the remainder.
   */
  private static final int MOST_SWITCHED = 60;

  private static final String WITHOUT_PART = "it does nothing to a comparison, which draws anew";
  private static final String TOO_MANY =
      "more than %d inputs act alone; this is in the remainder".formatted(MOST_SWITCHED);

  private final ComparisonInputs inputs;
  private final StochasticPlan candidate;
  private final StochasticPlan reference;
  private final ScenarioReader scenarios;

  StochasticComparison(
      ComparisonInputs inputs,
      StochasticPlan candidate,
      StochasticPlan reference,
      ScenarioReader scenarios) {
    this.inputs = inputs;
    this.candidate = candidate;
    this.reference = reference;
    this.scenarios = scenarios;
  }

  RunComparison answer(Simulations simulations) throws InterruptedException {
    World before = World.of(reference, scenarios);
    World after = World.of(candidate, scenarios);
    Outlook outlook = before.outlook();
    List<WorldDifferences.Part> parts = WorldDifferences.between(before, after);
    Map<Integer, String> notes = new HashMap<>();
    List<Contrast.Switched> switched = new ArrayList<>();
    Set<Outlook> distinct = new HashSet<>(Set.of(outlook));
    for (int i = 0; i < parts.size(); i++) {
      simulations.requireNotCancelled();
      try {
        Outlook alone = parts.get(i).switched().get();
        if (distinct.contains(alone) || distinct.size() <= MOST_SWITCHED) {
          distinct.add(alone);
          switched.add(new Contrast.Switched(String.valueOf(i), alone));
        } else {
          notes.put(i, TOO_MANY);
        }
      } catch (ProblemException e) {
        notes.put(i, "it does not stand alone: " + expected(e));
      }
    }
    PairedDesign design =
        new PairedDesign(
            Math.clamp(
                candidate.inputs().paths(), PairedDesign.FEWEST_PATHS, PairedDesign.MOST_PATHS),
            candidate.inputs().seed());
    Contrast contrast =
        new Contrast(outlook, after.outlook(), switched, before.company(), after.company());
    simulations.expect(contrast.outlooks() * design.batches());
    Differences differences = contrast.differences(simulations, design);
    return new RunComparison(
        inputs.id(),
        Mode.STOCHASTIC,
        inputs.candidate(),
        inputs.reference(),
        design.pathsRun(),
        design.batches(),
        design.seed(),
        inputs.coreVersion(),
        differences.enterpriseValueUsd(),
        differences.bandsUsd(),
        differences.equityPerShareUsd(),
        differences.capacityKw(),
        differences.costRatio(),
        differences.probabilityBelowOne(),
        differences.neverProduces(),
        differences.packWeights(),
        differences.companyPackWeight(),
        explained(parts, notes, differences.attribution()),
        differences.attribution().remainder());
  }

  /** What was expected, in words. */
  static String expected(ProblemException e) {
    return e.violations().stream().map(Violation::expected).collect(Collectors.joining("; "));
  }

  private List<InputDifference> explained(
      List<WorldDifferences.Part> parts,
      Map<Integer, String> notes,
      Differences.Attribution attribution) {
    Map<String, Differences.PartShare> shares = new HashMap<>();
    attribution.parts().forEach(share -> shares.put(share.name(), share));
    List<InputDifference> explained = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      InputDifference input = parts.get(i).input();
      Differences.PartShare share = shares.get(String.valueOf(i));
      explained.add(
          share == null
              ? input.because(notes.get(i))
              : input.alone(share.difference(), share.standardError()));
    }
    explained.addAll(settings());
    return explained;
  }

  /** How the runs were drawn, which a comparison does in its own way. */
  private List<InputDifference> settings() {
    RunInputs old = reference.inputs();
    RunInputs now = candidate.inputs();
    List<InputDifference> settings = new ArrayList<>();
    setting(settings, InputDifference.Kind.PATHS, "paths", old.paths(), now.paths());
    setting(settings, InputDifference.Kind.SEED, "seed", old.seed(), now.seed());
    setting(settings, InputDifference.Kind.SAMPLING, "sampling", old.sampling(), now.sampling());
    setting(
        settings, InputDifference.Kind.PRECISION, "precision", old.precision(), now.precision());
    return settings;
  }

  private static void setting(
      List<InputDifference> settings,
      InputDifference.Kind kind,
      String name,
      Object old,
      Object now) {
    if (!Objects.equals(old, now)) {
      settings.add(InputDifference.between(kind, name, node(old), node(now)).because(WITHOUT_PART));
    }
  }

  private static JsonNode node(Object value) {
    return value == null
        ? null
        : value instanceof String text
            ? JsonNodeFactory.instance.textNode(text)
            : CanonicalJson.read(CanonicalJson.write(value), JsonNode.class);
  }
}
