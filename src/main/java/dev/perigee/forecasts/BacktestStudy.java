package dev.perigee.forecasts;

import dev.perigee.scenarios.KeptRun;
import dev.perigee.scenarios.PlainRuns;
import dev.perigee.scenarios.RunPlanner;
import dev.perigee.simulation.Horizon;
import dev.perigee.studies.Simulations;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A replay of the ledger: the run of each day of knowledge, with what was reported by then, and its
 * forecasts. The runs are those that anyone gets who asks for that day. Forecasts that are stored
 * stay, so that a replay that ended in between goes on after them.
 *
 * @param questions that are asked on each day
 */
record BacktestStudy(
    BacktestInputs inputs, List<Question> questions, PlainRuns runs, ForecastStore forecasts)
    implements Study {

  /**
   * What is kept of a back-test beside its forecasts.
   *
   * @param forecasts number of those that it made
   */
  record Replayed(int forecasts) {}

  @Override
  public StudyKind kind() {
    return StudyKind.BACKTEST;
  }

  @Override
  public long cost() {
    return (long) inputs.days().size() * RunPlanner.DEFAULT_PATHS * Horizon.DEFAULT.quarters();
  }

  @Override
  public Replayed answer(Simulations simulations) throws InterruptedException {
    simulations.expect(inputs.days().size());
    int made = 0;
    for (LocalDate day : inputs.days()) {
      KeptRun run = runs.run(day, inputs.ruleSet());
      List<Forecast> said = Forecaster.of(questions, run);
      simulations.requireNotCancelled();
      forecasts.keep(run, said, Optional.of(id()));
      simulations.advance();
      made += said.size();
    }
    return new Replayed(made);
  }
}
