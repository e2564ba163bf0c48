package dev.perigee.attribution;

import dev.perigee.milestones.Milestone;
import dev.perigee.milestones.MilestoneResponse;
import dev.perigee.rules.Emission;
import dev.perigee.rules.TraceRow;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.scenarios.AppliedEffect;
import dev.perigee.scenarios.PackWeights;
import dev.perigee.scenarios.Statistics;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.studies.Batches;
import dev.perigee.studies.Differences;
import dev.perigee.studies.PairedDesign;
import dev.perigee.studies.Simulations;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What each fact did to a run.
 *
 * @param cost path-quarters of as many steps as there may be
 * @param plan finds what the run was computed from, so that a study that waits holds no rule set
 * @param stored the mean enterprise value of the run, USD
 */
record AttributionStudy(
    AttributionInputs inputs, long cost, Supplier<StochasticPlan> plan, Statistics.Mean stored)
    implements Study {
  private static final int USUAL_YEAR = 2035;

  @Override
  public StudyKind kind() {
    return StudyKind.ATTRIBUTION;
  }

  @Override
  public RunAttribution answer(Simulations simulations) throws InterruptedException {
    StochasticPlan run = plan.get();
    FactSteps way = FactSteps.of(run, simulations::requireNotCancelled);
    PairedDesign design = new PairedDesign(inputs.paths(), run.inputs().seed());
    simulations.expect((1 + way.steps().size()) * design.batches());
    Horizon horizon = run.scenario().horizon();
    int year =
        Math.clamp(USUAL_YEAR, horizon.startYear(), horizon.startYear() + horizon.years() - 1);
    Reader reader =
        new Reader(horizon.lastQuarterOf(year), run.scenario().company(run.ruleSet().company()));
    TracedOutlook outlook = way.prior();
    Batches before = simulations.batches(outlook.outlook(), design);
    RunAttribution.AttributedOutlook prior = reader.outlook(outlook.outlook(), before);
    List<RunAttribution.AttributionStep> steps = new ArrayList<>();
    for (FactSteps.Step step : way.steps()) {
      Batches after = simulations.batches(step.outlook().outlook(), design);
      steps.add(reader.step(step, outlook, before, after));
      outlook = step.outlook();
      before = after;
    }
    RunAttribution.AttributedOutlook posterior = reader.outlook(outlook.outlook(), before);
    List<RunAttribution.IdleFact> idle = idle(way);
    return new RunAttribution(
        inputs.id(),
        inputs.attributed(),
        new RunAttribution.AttributionProvenance(
            run.inputs().ruleSet(),
            run.inputs().asOf(),
            run.inputs().facts(),
            run.inputs().scenario().name(),
            design.seed(),
            design.pathsRun(),
            design.batches(),
            inputs.coreVersion()),
        RunAttribution.CONVENTION,
        year,
        prior,
        steps,
        posterior,
        remainder(posterior.enterpriseValueUsd()),
        idle,
        way.idle().size() - idle.size());
  }

  /** The run was drawn apart from the batches, so the errors of the two add up. */
  private Differences.MeanDifference remainder(Statistics.Mean posterior) {
    return new Differences.MeanDifference(
        stored.mean() - posterior.mean(),
        Math.hypot(stored.standardError(), posterior.standardError()));
  }

  /** Of the facts without effect those that a rule reads. */
  private static List<RunAttribution.IdleFact> idle(FactSteps way) {
    List<RunAttribution.IdleFact> read = new ArrayList<>();
    for (Milestone fact : way.idle()) {
      List<AppliedEffect> notes =
          way.posterior().trace().stream()
              .filter(row -> row.emission().facts().contains(fact.id()))
              .map(AppliedEffect::of)
              .toList();
      if (!notes.isEmpty()) {
        read.add(new RunAttribution.IdleFact(MilestoneResponse.of(fact), notes));
      }
    }
    return read;
  }

  /**
   * Reads numbers off simulations.
   *
   * @param quarter in which capacity and cost ratio are read
   * @param company the rest of it
   */
  private record Reader(int quarter, EquityBridge company) {
    private double capacity(SimulationResult result) {
      return result.series().get(Metric.CAPACITY).get(quarter).mean().value();
    }

    private double costRatio(SimulationResult result) {
      return result.series().get(Metric.COST_RATIO).get(quarter).mean().value();
    }

    RunAttribution.AttributedOutlook outlook(Outlook outlook, Batches batches) {
      return new RunAttribution.AttributedOutlook(
          PackWeights.of(outlook.weights()),
          mean(batches, Batches::meanValue),
          mean(batches, this::capacity),
          mean(batches, this::costRatio),
          batches.impliedWeight(company).map(Statistics.Mean::of).orElse(null));
    }

    private static Statistics.Mean mean(
        Batches batches, ToDoubleFunction<SimulationResult> number) {
      return Statistics.Mean.of(Batches.mean(batches.numbers(number)));
    }

    RunAttribution.AttributionStep step(
        FactSteps.Step step, TracedOutlook earlier, Batches before, Batches after) {
      Set<Emission> known =
          earlier.trace().stream().map(TraceRow::emission).collect(Collectors.toSet());
      return new RunAttribution.AttributionStep(
          step.facts().stream().map(MilestoneResponse::of).toList(),
          List.copyOf(step.rules()),
          step.outlook().trace().stream()
              .filter(row -> !row.target().isEmpty() && !known.contains(row.emission()))
              .map(AppliedEffect::of)
              .toList(),
          PackWeights.of(step.outlook().outlook().weights()),
          change(before, after, Batches::meanValue),
          change(before, after, this::capacity),
          change(before, after, this::costRatio),
          implied(before, after));
    }

    /** What is after a step is, to the bit, what is before the next. */
    private static RunAttribution.AttributedChange change(
        Batches before, Batches after, ToDoubleFunction<SimulationResult> number) {
      double old = Batches.mean(before.numbers(number)).value();
      double now = Batches.mean(after.numbers(number)).value();
      return new RunAttribution.AttributedChange(
          old, now, now - old, Batches.mean(after.differences(before, number)).standardError());
    }

    private RunAttribution.ImpliedChange implied(Batches before, Batches after) {
      Optional<Double> old = before.impliedWeight(company).map(Estimate::value);
      Optional<Double> now = after.impliedWeight(company).map(Estimate::value);
      if (old.isEmpty() || now.isEmpty()) {
        return new RunAttribution.ImpliedChange(old.orElse(null), now.orElse(null), null, null);
      }
      ToDoubleFunction<SimulationResult> weight =
          result -> company.extrapolatedCredence(result.packValues(), result.weights());
      return new RunAttribution.ImpliedChange(
          old.get(),
          now.get(),
          now.get() - old.get(),
          Batches.mean(after.differences(before, weight)).standardError());
    }
  }
}
