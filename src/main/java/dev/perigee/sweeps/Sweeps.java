package dev.perigee.sweeps;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.scenarios.DeterministicPlan;
import dev.perigee.scenarios.ParameterKeys;
import dev.perigee.scenarios.RunInputs;
import dev.perigee.scenarios.RunPlan;
import dev.perigee.scenarios.RunPlanner;
import dev.perigee.scenarios.RunRequest;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.scenarios.StochasticPlan;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Sampling;
import dev.perigee.studies.Commission;
import dev.perigee.studies.PairedDesign;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudiesConfig;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyState;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes sweeps of requests. */
@ApplicationScoped
public class Sweeps {
  private static final List<Integer> USUAL_YEARS = List.of(2030, 2035, 2040);
  private static final String BASE = "/base";
  private static final MathContext WRITTEN = new MathContext(14);

  private final RunPlanner planner;
  private final ScenarioReader scenarios;
  private final Studies studies;
  private final StudiesConfig config;

  public Sweeps(
      RunPlanner planner, ScenarioReader scenarios, Studies studies, StudiesConfig config) {
    this.planner = planner;
    this.scenarios = scenarios;
    this.studies = studies;
    this.config = config;
  }

  /**
   * A sweep: stored, being computed, or begun now.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when the request is not valid, costs too much, or too many wait
   */
  StudyState ask(SweepRequest request, Commission commission) {
    return studies.ask(study(request), commission);
  }

  private Study study(SweepRequest request) {
    List<Violation> violations = new ArrayList<>();
    StochasticPlan plan = base(request, violations);
    List<Integer> years = years(request, plan.scenario().horizon(), violations);
    return switch (request) {
      case GridRequest grid -> grid(grid, plan, years, violations);
      case TornadoRequest tornado -> tornado(tornado, plan, years, violations);
    };
  }

  /** The plan of the base, with violations where a sweep takes less than a run. */
  private StochasticPlan base(SweepRequest request, List<Violation> violations) {
    RunRequest base = request.run();
    if (base.precision() != null) {
      violations.add(
          Violation.at(
              BASE + "/precision",
              "a number of paths, the same for every point, instead of a precision",
              base.precision()));
    }
    RunPlan plan;
    try {
      plan = planner.plan(base);
    } catch (ProblemException e) {
      e.violations().forEach(violation -> violations.add(violation.within(BASE)));
      ProblemException.throwIfAny(violations);
      throw e;
    }
    return switch (plan) {
      case StochasticPlan stochastic -> stochastic;
      case DeterministicPlan deterministic -> {
        violations.add(Violation.at(BASE + "/mode", "stochastic", base.mode()));
        throw ProblemException.invalid(violations);
      }
    };
  }

  private static List<Integer> years(
      SweepRequest request, Horizon horizon, List<Violation> violations) {
    int first = horizon.startYear();
    int last = first + horizon.years() - 1;
    if (request.years() == null) {
      return USUAL_YEARS.stream().filter(year -> year >= first && year <= last).toList();
    }
    for (int i = 0; i < request.years().size(); i++) {
      int year = request.years().get(i);
      if (year < first || year > last) {
        violations.add(
            Violation.at(
                "/years/" + i,
                "a year from %d to %d, which the base covers".formatted(first, last),
                year));
      }
    }
    return request.years().stream().distinct().sorted().toList();
  }

  private GridStudy grid(
      GridRequest request, StochasticPlan plan, List<Integer> years, List<Violation> violations) {
    List<SweepInputs.GridAxis> axes = new ArrayList<>();
    Set<String> parameters = new HashSet<>();
    long points = 1;
    for (int i = 0; i < request.axes().size(); i++) {
      GridRequest.Axis axis = request.axes().get(i);
      String pointer = "/axes/" + i;
      Optional<Parameter> parameter = parameter(axis.parameter(), pointer, violations);
      List<Double> values = values(axis, pointer, violations);
      parameter.ifPresent(known -> inRange(known, values, pointer, axis, violations));
      if (!parameters.add(axis.parameter())) {
        violations.add(
            Violation.at(
                pointer + "/parameter", "another parameter than the first axis", axis.parameter()));
      }
      axes.add(new SweepInputs.GridAxis(axis.parameter(), values));
      points *= Math.max(1, values.size());
    }
    if (points > GridRequest.MOST_POINTS) {
      violations.add(
          Violation.at("/axes", "at most %d points".formatted(GridRequest.MOST_POINTS), points));
    }
    requireAffordable(points + 1, plan, violations);
    ProblemException.throwIfAny(violations);
    return new GridStudy(
        SweepInputs.grid(plan.inputs(), years, axes), SweepBase.of(plan, scenarios));
  }

  private static List<Double> values(
      GridRequest.Axis axis, String pointer, List<Violation> violations) {
    boolean listed = axis.values() != null;
    boolean spaced = axis.from() != null && axis.to() != null && axis.steps() != null;
    boolean partly = axis.from() != null || axis.to() != null || axis.steps() != null;
    if (listed == partly || (partly && !spaced)) {
      violations.add(
          Violation.at(
              pointer, "either values, or from, to and steps", partly ? "a mix" : "neither"));
      return List.of();
    }
    List<Double> values = listed ? axis.values() : spaced(axis.from(), axis.to(), axis.steps());
    if (new HashSet<>(values).size() < values.size()) {
      violations.add(
          Violation.at(pointer + (listed ? "/values" : "/to"), "values that differ", values));
    }
    return values;
  }

  /** Evenly spaced values as one would write them: 0.15 and not 0.15000000000000002. */
  private static List<Double> spaced(double from, double to, int steps) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      double share = i / (steps - 1.0);
      BigDecimal value = new BigDecimal(from * (1 - share) + to * share);
      values.add(i == steps - 1 ? to : value.round(WRITTEN).doubleValue());
    }
    return values;
  }

  private static void inRange(
      Parameter parameter,
      List<Double> values,
      String pointer,
      GridRequest.Axis axis,
      List<Violation> violations) {
    for (int i = 0; i < values.size(); i++) {
      if (!isAdmissible(parameter, values.get(i))) {
        violations.add(
            Violation.at(
                axis.values() == null ? pointer : pointer + "/values/" + i,
                InvalidParameters.range(parameter),
                values.get(i)));
      }
    }
  }

  private static boolean isAdmissible(Parameter parameter, double value) {
    return value >= parameter.minimum() && value <= parameter.maximum();
  }

  private static Optional<Parameter> parameter(
      String key, String pointer, List<Violation> violations) {
    Optional<Parameter> parameter = Parameter.byKey(key);
    if (parameter.isEmpty()) {
      violations.add(Violation.at(pointer + "/parameter", ParameterKeys.expected(key), key));
    }
    return parameter;
  }

  private TornadoStudy tornado(
      TornadoRequest request,
      StochasticPlan plan,
      List<Integer> years,
      List<Violation> violations) {
    RunInputs inputs = plan.inputs();
    if (inputs.paths() < PairedDesign.FEWEST_PATHS || inputs.paths() > PairedDesign.MOST_PATHS) {
      violations.add(
          Violation.at(
              BASE + "/paths",
              "an integer from %d to %d for a tornado"
                  .formatted(PairedDesign.FEWEST_PATHS, PairedDesign.MOST_PATHS),
              inputs.paths()));
    }
    if (inputs.sampling() != null) {
      violations.add(
          Violation.at(
              BASE + "/sampling", Sampling.PSEUDO.key() + " for a tornado", inputs.sampling()));
    }
    refuseBadDrivers(request, violations);
    ProblemException.throwIfAny(violations);
    SweepBase base = SweepBase.of(plan, scenarios);
    List<SweepInputs.Driver> drivers = drivers(request, base.pinned(Map.of()));
    if (drivers.isEmpty()) {
      violations.add(
          Violation.at("/drivers", "parameters, as none is uncertain in the base", "nothing"));
    }
    requireAffordable(1 + 2L * drivers.size(), plan, violations);
    ProblemException.throwIfAny(violations);
    return new TornadoStudy(SweepInputs.tornado(inputs, years, drivers), base);
  }

  private static void refuseBadDrivers(TornadoRequest request, List<Violation> violations) {
    Set<String> parameters = new HashSet<>();
    for (int i = 0; request.drivers() != null && i < request.drivers().size(); i++) {
      TornadoRequest.Driver driver = request.drivers().get(i);
      String pointer = "/drivers/" + i;
      Optional<Parameter> parameter = parameter(driver.parameter(), pointer, violations);
      if (!parameters.add(driver.parameter())) {
        violations.add(
            Violation.at(
                pointer + "/parameter",
                "a parameter that no other driver has",
                driver.parameter()));
      }
      if ((driver.low() == null) != (driver.high() == null)) {
        violations.add(Violation.at(pointer, "both low and high, or neither", "one of them"));
      } else if (driver.low() != null && driver.low() >= driver.high()) {
        violations.add(
            Violation.at(
                pointer + "/high",
                "a value above low (%s)".formatted(driver.low()),
                driver.high()));
      }
      for (Map.Entry<String, Optional<Double>> end :
          List.of(
              Map.entry("/low", Optional.ofNullable(driver.low())),
              Map.entry("/high", Optional.ofNullable(driver.high())))) {
        if (parameter.isPresent()
            && end.getValue().filter(value -> !isAdmissible(parameter.get(), value)).isPresent()) {
          violations.add(
              Violation.at(
                  pointer + end.getKey(),
                  InvalidParameters.range(parameter.get()),
                  end.getValue().get()));
        }
      }
    }
  }

  /** The drivers that are asked for, or all that are not certain, with their values. */
  private static List<SweepInputs.Driver> drivers(TornadoRequest request, Outlook base) {
    TornadoRequest.Quantiles quantiles =
        request.quantiles() == null
            ? TornadoRequest.Quantiles.USUAL
            : request.quantiles().complete();
    List<SweepInputs.Driver> drivers = new ArrayList<>();
    if (request.drivers() == null) {
      for (Parameter parameter : Parameter.values()) {
        SweepInputs.Driver driver = believed(base, parameter, quantiles);
        if (driver.low() < driver.high()) {
          drivers.add(driver);
        }
      }
      return drivers;
    }
    for (TornadoRequest.Driver driver : request.drivers()) {
      drivers.add(
          driver.low() == null
              ? believed(base, Parameter.byKey(driver.parameter()).orElseThrow(), quantiles)
              : new SweepInputs.Driver(driver.parameter(), driver.low(), driver.high()));
    }
    return drivers;
  }

  private static SweepInputs.Driver believed(
      Outlook base, Parameter parameter, TornadoRequest.Quantiles quantiles) {
    Believed believed = Believed.of(base, parameter);
    return new SweepInputs.Driver(
        parameter.key(), believed.quantile(quantiles.low()), believed.quantile(quantiles.high()));
  }

  /** Refuses what costs more than a sweep may. */
  private void requireAffordable(
      long simulations, StochasticPlan plan, List<Violation> violations) {
    long cost = simulations * plan.cost();
    if (cost > config.budget()) {
      violations.add(
          Violation.at(
              BASE + "/paths",
              "a cost (simulations x paths x quarters) of at most %d; fewer paths, points or quarters"
                  .formatted(config.budget()),
              "%d x %d x %d = %d"
                  .formatted(
                      simulations,
                      plan.inputs().paths(),
                      plan.scenario().horizon().quarters(),
                      cost)));
    }
  }
}
