package dev.perigee.forecasts;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.scenarios.PlainRuns;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.studies.ResumableStudies;
import dev.perigee.studies.StudyKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes studies of the inputs of back-tests. */
@ApplicationScoped
public class BacktestStudies implements ResumableStudies {
  private final Questions questions;
  private final PlainRuns runs;
  private final ForecastStore forecasts;

  public BacktestStudies(Questions questions, PlainRuns runs, ForecastStore forecasts) {
    this.questions = questions;
    this.runs = runs;
    this.forecasts = forecasts;
  }

  @Override
  public StudyKind kind() {
    return StudyKind.BACKTEST;
  }

  /** The study of inputs that this build made. */
  BacktestStudy of(BacktestInputs inputs) {
    return new BacktestStudy(inputs, questions.all(), runs, forecasts);
  }

  /** Digest of the questions that are asked. */
  String questions() {
    return CanonicalJson.digest(questions.all());
  }

  @Override
  public BacktestStudy again(String stored) {
    BacktestInputs inputs = CanonicalJson.read(stored, BacktestInputs.class);
    require("core", ModelConstants.CORE_VERSION, inputs.coreVersion());
    require("questions", questions(), inputs.questions());
    return of(inputs);
  }

  private static void require(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new ProblemException(
          ProblemType.IRREPRODUCIBLE,
          "It was begun with %s %s, and this service has %s; ask for it anew"
              .formatted(what, actual, expected),
          List.of());
    }
  }
}
