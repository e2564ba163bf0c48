package dev.perigee.scenarios;

/** All that is kept of a run that is done: what came out, what lies behind it, what was assumed. */
public sealed interface RunDossier {
  /** Name of the run. */
  String id();

  /** From its numbers to their sources. */
  RunTrace trace();

  /** What was assumed beside the ledger, as it was asked for. */
  ScenarioRequest scenario();

  /** Of a run of the mixture. */
  record Stochastic(StochasticRun run, RunTrace trace, ScenarioRequest scenario)
      implements RunDossier {
    @Override
    public String id() {
      return run.id();
    }
  }

  /** Of a single path. */
  record Deterministic(DeterministicRun run, RunTrace trace, ScenarioRequest scenario)
      implements RunDossier {
    @Override
    public String id() {
      return run.id();
    }
  }
}
