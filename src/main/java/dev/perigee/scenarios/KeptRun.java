package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.CanonicalJson;
import java.time.LocalDate;
import java.util.List;

/**
 * A stored run of the ledger as it is: nothing assumed, paths, seed and sampling as they are unless
 * a request says otherwise. Whoever observes it as an event is within the transaction that stores
 * it.
 */
public final class KeptRun {
  private final StochasticPlan plan;
  private final StoredRun run;

  KeptRun(StochasticPlan plan, StoredRun run) {
    this.plan = plan;
    this.run = run;
  }

  /** Name of the run. */
  public String id() {
    return run.id();
  }

  /** Digest of its rule set. */
  public String ruleSet() {
    return plan.inputs().ruleSet();
  }

  /** Its day of knowledge. */
  public LocalDate asOf() {
    return plan.inputs().asOf();
  }

  /** The facts in force on that day, in the order of their names. */
  public List<Milestone> facts() {
    return plan.facts();
  }

  /** What was answered. */
  public StochasticRun answer() {
    return CanonicalJson.read(run.answer(), StochasticRun.class);
  }

  /** Its metrics over time. */
  public RunSeries series() {
    return CanonicalJson.read(run.series(), RunSeries.class);
  }

  /** Its parameters and gates, before and after the rules. */
  public RunTrace trace() {
    return CanonicalJson.read(run.trace(), RunTrace.class);
  }
}
