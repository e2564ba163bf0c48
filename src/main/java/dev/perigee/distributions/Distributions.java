package dev.perigee.distributions;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.QueryParameters;
import dev.perigee.platform.Violation;
import dev.perigee.scenarios.DeterministicPlan;
import dev.perigee.scenarios.JobsConfig;
import dev.perigee.scenarios.Runs;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.studies.Commission;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyKind;
import dev.perigee.studies.StudyState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds how numbers of runs are distributed. */
@ApplicationScoped
public class Distributions {
  private static final int USUAL_YEAR = 2035;
  private static final int QUARTERS = 4;
  private static final int MONTHS = 3;

  private final Runs runs;
  private final Studies studies;
  private final JobsConfig config;

  public Distributions(Runs runs, Studies studies, JobsConfig config) {
    this.runs = runs;
    this.studies = studies;
    this.config = config;
  }

  /**
   * What is asked for.
   *
   * @param inputs everything the answer depends on
   * @param number of the run
   * @param plan what the run was computed from
   */
  record Asked(
      DistributionInputs inputs, DistributionStudy.Distributed number, StochasticPlan plan) {}

  /**
   * What a query asks for.
   *
   * @param metric field of the number; null for the enterprise value
   * @param on a day; null for the end of 2035, or the nearest that the run covers
   * @throws ProblemException with every violation; when there is no such run of the mixture, or it
   *     cannot be reproduced
   */
  Asked asked(String run, String metric, String on) {
    StochasticPlan plan = plan(run);
    QueryParameters query = new QueryParameters();
    DistributionStudy.Distributed number =
        number(plan.scenario().horizon(), metric, on, query)
            .orElseGet(DistributionStudy.Distributed::value);
    query.check();
    Optional<Integer> quarter = number.on().map(day -> quarter(plan.scenario().horizon(), day));
    return new Asked(DistributionInputs.of(run, number.field(), quarter), number, plan);
  }

  private static Optional<DistributionStudy.Distributed> number(
      Horizon horizon, String field, String text, QueryParameters query) {
    Optional<LocalDate> day = query.date("on", text);
    if (field == null || field.equals(DistributionStudy.Distributed.VALUE)) {
      return day.isEmpty()
          ? Optional.empty()
          : query.refuse("on", "nothing, as the enterprise value is that of all quarters", text);
    }
    Optional<Metric> metric =
        Arrays.stream(Metric.fans()).filter(each -> each.field().equals(field)).findFirst();
    if (metric.isEmpty()) {
      return query.refuse("metric", "one of " + fields(), field);
    }
    int quarter = day.map(each -> quarter(horizon, each)).orElseGet(() -> usualQuarter(horizon));
    if (quarter < 0 || quarter >= horizon.quarters()) {
      return query.refuse(
          "on",
          "a day from %s to %s, which the run covers"
              .formatted(
                  LocalDate.of(horizon.startYear(), 1, 1), end(horizon, horizon.quarters() - 1)),
          text);
    }
    return metric.map(
        known -> DistributionStudy.Distributed.of(known, quarter, end(horizon, quarter)));
  }

  private static int usualQuarter(Horizon horizon) {
    int last = horizon.startYear() + horizon.years() - 1;
    return horizon.lastQuarterOf(Math.clamp(USUAL_YEAR, horizon.startYear(), last));
  }

  private static List<String> fields() {
    return Stream.concat(
            Stream.of(DistributionStudy.Distributed.VALUE),
            Arrays.stream(Metric.fans()).map(Metric::field))
        .toList();
  }

  private static int quarter(Horizon horizon, LocalDate day) {
    return (day.getYear() - horizon.startYear()) * QUARTERS + (day.getMonthValue() - 1) / MONTHS;
  }

  /** Last day of a quarter. */
  private static LocalDate end(Horizon horizon, int quarter) {
    return LocalDate.of(horizon.startYear(), 1, 1).plusMonths((quarter + 1L) * MONTHS).minusDays(1);
  }

  /**
   * The distribution: as it is known, or else begun now and waited for a little. One that failed or
   * was cancelled stays so, unless nothing but the end of a service was wrong with it.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when the client may not have it computed, or too many studies wait
   */
  StudyState of(Asked asked, Commission commission) {
    StudyState state =
        studies
            .lasting(StudyKind.DISTRIBUTION, asked.inputs().id())
            .orElseGet(() -> begin(asked, commission));
    return studies.within(config.patience(), state);
  }

  /**
   * The distribution: stored, being computed, or begun now, anew when it failed or was cancelled.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when the client may not have it computed, or too many studies wait
   */
  StudyState begin(Asked asked, Commission commission) {
    String run = asked.inputs().distributed();
    return studies.ask(
        new DistributionStudy(
            asked.inputs(),
            asked.plan().cost(),
            asked.number(),
            () -> plan(run),
            runs.stochastic(run).provenance()),
        commission);
  }

  private StochasticPlan plan(String run) {
    return switch (runs.plan(run)) {
      case StochasticPlan stochastic -> stochastic;
      case DeterministicPlan deterministic ->
          throw ProblemException.invalid(
              List.of(
                  Violation.of(
                      "id", "the name of a run of the mixture, which has many paths", run)));
    };
  }
}
