package dev.perigee.comparisons;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import dev.perigee.scenarios.RunPlan;
import dev.perigee.scenarios.Runs;
import dev.perigee.scenarios.ScenarioReader;
import dev.perigee.studies.Commission;
import dev.perigee.studies.Studies;
import dev.perigee.studies.StudyKind;
import dev.perigee.studies.StudyState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares runs. */
@ApplicationScoped
public class Comparisons {
  private static final String STORED = "the name of a stored run";
  private static final String SAME_MODE = "a run of the same mode";

  private final Runs runs;
  private final ScenarioReader scenarios;
  private final Studies studies;

  public Comparisons(Runs runs, ScenarioReader scenarios, Studies studies) {
    this.runs = runs;
    this.scenarios = scenarios;
    this.studies = studies;
  }

  /**
   * A comparison: stored, being computed, or begun now.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when there are no such runs of one mode, they cannot be reproduced, or
   *     too many wait
   */
  StudyState ask(ComparisonRequest request, Commission commission) {
    List<Violation> violations = new ArrayList<>();
    Optional<RunPlan> candidate =
        stored(request.run(), () -> violations.add(Violation.at("/run", STORED, request.run())));
    Optional<RunPlan> reference =
        stored(request.with(), () -> violations.add(Violation.at("/with", STORED, request.with())));
    if (candidate.isPresent()
        && reference.isPresent()
        && !candidate.get().inputs().mode().equals(reference.get().inputs().mode())) {
      violations.add(Violation.at("/with", SAME_MODE, request.with()));
    }
    ProblemException.throwIfAny(violations);
    return begun(
        ComparisonInputs.of(request.run(), request.with()),
        candidate.orElseThrow(),
        reference.orElseThrow(),
        commission);
  }

  /**
   * The comparison of a run with another: as it is known, or else begun now. One that failed or was
   * cancelled stays so, unless nothing but the end of a service was wrong with it.
   *
   * @param commission on whose behalf it is begun, if it is
   * @throws ProblemException when there is no such run, or none of the same mode to compare it
   *     with, they cannot be reproduced, or too many wait
   */
  StudyState of(String run, String with, Commission commission) {
    ComparisonInputs inputs = ComparisonInputs.of(run, with);
    Optional<StudyState> known = studies.lasting(StudyKind.COMPARISON, inputs.id());
    if (known.isPresent()) {
      return known.get();
    }
    RunPlan candidate = runs.plan(run);
    List<Violation> violations = new ArrayList<>();
    Optional<RunPlan> reference =
        stored(with, () -> violations.add(Violation.of("with", STORED, with)));
    if (reference
        .filter(other -> !other.inputs().mode().equals(candidate.inputs().mode()))
        .isPresent()) {
      violations.add(Violation.of("with", SAME_MODE, with));
    }
    ProblemException.throwIfAny(violations);
    return begun(inputs, candidate, reference.orElseThrow(), commission);
  }

  /** What a stored run was computed from; {@code unknown} is told when there is no such run. */
  private Optional<RunPlan> stored(String run, Runnable unknown) {
    try {
      return Optional.of(runs.plan(run));
    } catch (ProblemException e) {
      if (e.type() != ProblemType.NOT_FOUND) {
        throw e;
      }
      unknown.run();
      return Optional.empty();
    }
  }

  private StudyState begun(
      ComparisonInputs inputs, RunPlan candidate, RunPlan reference, Commission commission) {
    long cost = candidate.cost() + reference.cost();
    return studies.ask(new ComparisonStudy(inputs, cost, runs::plan, scenarios), commission);
  }
}
