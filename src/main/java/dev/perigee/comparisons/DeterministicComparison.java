package dev.perigee.comparisons;

import dev.perigee.platform.ProblemException;
import dev.perigee.scenarios.DeterministicPlan;
import dev.perigee.scenarios.Mode;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Trajectory;
import dev.perigee.studies.Differences;
import dev.perigee.studies.Simulations;
import java.util.ArrayList;
import java.util.List;

/** Compares two deterministic runs. */
final class DeterministicComparison {
  private final ComparisonInputs inputs;
  private final DeterministicPlan candidate;
  private final DeterministicPlan reference;
  private final ScenarioReader scenarios;

  DeterministicComparison(
      ComparisonInputs inputs,
      DeterministicPlan candidate,
      DeterministicPlan reference,
      ScenarioReader scenarios) {
    this.inputs = inputs;
    this.candidate = candidate;
    this.reference = reference;
    this.scenarios = scenarios;
  }

  DeterministicRunComparison answer(Simulations simulations) throws InterruptedException {
    List<ScenarioDifferences.Part> parts =
        ScenarioDifferences.between(reference.inputs().scenario(), candidate.inputs().scenario());
    simulations.expect(2 + parts.size());
    Trajectory before = simulations.compute(DeterministicPlan.trace(reference.scenario()));
    Trajectory after = simulations.compute(DeterministicPlan.trace(candidate.scenario()));
    double remainder = after.enterpriseValueUsd() - before.enterpriseValueUsd();
    List<InputDifference> explained = new ArrayList<>();
    for (ScenarioDifferences.Part part : parts) {
      InputDifference input = switched(part, before, simulations);
      explained.add(input);
      remainder -= input.difference() == null ? 0 : input.difference();
    }
    return new DeterministicRunComparison(
        inputs.id(),
        Mode.DETERMINISTIC,
        inputs.candidate(),
        inputs.reference(),
        inputs.coreVersion(),
        exact(before.enterpriseValueUsd(), after.enterpriseValueUsd()),
        exact(before.presentValueUsd(), after.presentValueUsd()),
        exact(before.terminalValueUsd(), after.terminalValueUsd()),
        years(before, after),
        explained,
        remainder);
  }

  private InputDifference switched(
      ScenarioDifferences.Part part, Trajectory before, Simulations simulations)
      throws InterruptedException {
    try {
      Trajectory alone =
          simulations.compute(
              DeterministicPlan.trace(scenarios.read(part.switched(), Mode.DETERMINISTIC)));
      return part.input().alone(alone.enterpriseValueUsd() - before.enterpriseValueUsd(), null);
    } catch (InvalidParameters e) {
      return part.input().because("it does not stand alone: " + e.getMessage());
    } catch (ProblemException e) {
      return part.input().because("it does not stand alone: " + StochasticComparison.expected(e));
    }
  }

  private static Differences.ExactDifference exact(double before, double after) {
    return new Differences.ExactDifference(before, after, after - before);
  }

  private static List<DeterministicRunComparison.Year> years(Trajectory before, Trajectory after) {
    List<DeterministicRunComparison.Year> years = new ArrayList<>();
    for (int year : before.horizon().yearsSharedWith(after.horizon())) {
      int old = before.horizon().lastQuarterOf(year);
      int now = after.horizon().lastQuarterOf(year);
      years.add(
          new DeterministicRunComparison.Year(
              year,
              exact(before.at(Metric.CAPACITY, old), after.at(Metric.CAPACITY, now)),
              exact(before.at(Metric.COST_RATIO, old), after.at(Metric.COST_RATIO, now))));
    }
    return years;
  }
}
