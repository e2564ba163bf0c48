package dev.perigee.scenarios;

import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Runs of the ledger as it is known on a day, for those who read numbers off them. */
@ApplicationScoped
public class PlainRuns {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final RunPlanner planner;
  private final Runs runs;

  public PlainRuns(RunPlanner planner, Runs runs) {
    this.planner = planner;
    this.runs = runs;
  }

  /**
   * The run of a day under a rule set, stored or computed now; waits for it.
   *
   * @param ruleSet digest of a stored rule set
   * @throws ProblemException when it cannot be computed or stored
   */
  public KeptRun run(LocalDate asOf, String ruleSet) {
    return run(asOf, ruleSet, asked -> asked.within(PATIENCE).join());
  }

  /**
   * The run of a day under a rule set; what others wait for is computed first.
   *
   * @param ruleSet digest of a stored rule set
   * @throws ProblemException when it cannot be computed or stored
   */
  public KeptRun runAfterOthers(LocalDate asOf, String ruleSet) {
    return run(asOf, ruleSet, this::whenItsTurnComes);
  }

  /** As a job it gives way to whoever waits for an answer. */
  private RunState whenItsTurnComes(Runs.Asked asked) {
    RunState now = asked.within(Duration.ZERO).join();
    return now.isPending()
        ? runs.watch(asked.id())
            .select()
            .last()
            .toUni()
            .ifNoItem()
            .after(PATIENCE)
            .recoverWithItem(now)
            .await()
            .indefinitely()
        : now;
  }

  private KeptRun run(LocalDate asOf, String ruleSet, Function<Runs.Asked, RunState> patience) {
    StochasticPlan plan = (StochasticPlan) planner.plan(RunRequest.plain(asOf, ruleSet));
    Runs.Asked asked = runs.ask(plan, false, admitted -> {});
    try {
      return switch (patience.apply(asked)) {
        case RunState.Done done when done.run().stored() -> new KeptRun(plan, done.run());
        case RunState.Done waiting -> throw DatabaseOutage.problem();
        case RunState.Pending pending ->
            throw new ProblemException(
                ProblemType.UNAVAILABLE,
                "Run %s was not done within %s".formatted(pending.job().id(), PATIENCE),
                List.of());
        case RunState.Failed failed -> throw failed.problem().exception();
        case RunState.Cancelled cancelled -> throw Runs.cancelled(cancelled.job().id());
      };
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      asked.leave();
    }
  }
}
