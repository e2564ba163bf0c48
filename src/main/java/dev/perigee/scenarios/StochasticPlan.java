package dev.perigee.scenarios;

import dev.perigee.engine.Computed;
import dev.perigee.engine.Work;
import dev.perigee.milestones.Milestone;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.simulation.Quantity;
import dev.perigee.simulation.SimulationResult;
import java.util.List;
import java.util.Optional;

/**
 * The mixture of the packs under a rule set.
 *
 * @param facts in force on the day of knowledge, in the order of their names
 * @param position where the ledger stood
 */
public record StochasticPlan(
    RunInputs inputs, Scenario scenario, RuleSet ruleSet, List<Milestone> facts, long position)
    implements RunPlan {
  @Override
  public Optional<Long> ledgerPosition() {
    return Optional.of(position);
  }

  @Override
  public long cost() {
    return (long) inputs.paths() * scenario.horizon().quarters();
  }

  @Override
  public StartedRun start(Submission engine) {
    TracedOutlook outlook = outlook();
    return StartedRun.of(
        engine.submit(new Work.Simulate(inputs.request(outlook.outlook()))),
        inputs.scenario(),
        computed -> written(outlook, computed));
  }

  /** How the enterprise value or a metric of the run is distributed over its paths. */
  public Work.Distribute distribution(Quantity quantity) {
    return new Work.Distribute(inputs.request(outlook().outlook()), quantity);
  }

  /** Digest of the numbers of a result of this plan, as a stored run has it. */
  public String digest(SimulationResult result) {
    return CanonicalJson.digest(List.of(bare(outlook(), result), RunSeries.of(result)));
  }

  private TracedOutlook outlook() {
    return Outlooks.of(ruleSet, facts, inputs.asOf(), scenario, inputs.scenario());
  }

  /** The answer but for its provenance. */
  private StochasticRun bare(TracedOutlook outlook, SimulationResult result) {
    return StochasticRun.of(
        inputs.id(),
        inputs.scenario().name(),
        null,
        outlook,
        result,
        scenario.company(ruleSet.company()));
  }

  private StoredRun written(TracedOutlook outlook, Computed<SimulationResult> computed) {
    String id = inputs.id();
    String name = inputs.scenario().name();
    StochasticRun bare = bare(outlook, computed.value());
    List<RunSeries.Line> lines = RunSeries.of(computed.value());
    String digest = CanonicalJson.digest(List.of(bare, lines));
    Provenance provenance = Provenance.of(inputs, computed.value(), computed.engine(), digest);
    return new StoredRun(
        id,
        CanonicalJson.write(bare.with(provenance)),
        CanonicalJson.write(new RunSeries(id, name, provenance, lines)),
        CanonicalJson.write(RunTraces.of(id, provenance, ruleSet, scenario, outlook, facts)),
        digest);
  }
}
