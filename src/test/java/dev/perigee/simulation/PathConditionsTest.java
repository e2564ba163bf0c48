package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hard facts and licence terms on the central path (rules R14, R20 and R25). */
class PathConditionsTest {
  private static final Horizon HORIZON = Horizon.DEFAULT;

  private static PathRun run(
      List<PathConditions.AuthorisationFreeze> freezes,
      List<PathConditions.DeploymentDeadline> deadlines,
      List<PathConditions.ObservedCapacity> observations) {
    return PathRun.of(
        new PathKernel(HORIZON, new PathConditions(freezes, deadlines, observations)),
        HORIZON.quarters(),
        Arrays.stream(Parameter.values()).mapToDouble(Parameter::central).toArray());
  }

  private static PathRun plain() {
    return run(List.of(), List.of(), List.of());
  }

  private static double[] series(PathRun run, Metric metric) {
    return run.series[metric.ordinal()];
  }

  @Test
  void nothingIsAddedWhileAuthorisationIsFrozen() {
    PathRun frozen =
        run(List.of(new PathConditions.AuthorisationFreeze(2030, 2031)), List.of(), List.of());

    int from = HORIZON.quarterAt(2030);
    for (int q = from; q < from + 4; q++) {
      assertEquals(0, series(frozen, Metric.ADDED_CAPACITY)[q]);
      assertEquals(Constraint.REGULATORY.ordinal(), frozen.binding[q]);
    }
    assertTrue(series(frozen, Metric.ADDED_CAPACITY)[from - 1] > 0);
    assertTrue(series(frozen, Metric.ADDED_CAPACITY)[from + 4] > 0);
  }

  @Test
  void aFreezeChangesNothingBeforeIt() {
    PathRun frozen =
        run(List.of(new PathConditions.AuthorisationFreeze(2030, 2031)), List.of(), List.of());

    int from = HORIZON.quarterAt(2030);
    for (int m = 0; m < frozen.series.length; m++) {
      assertArrayEquals(
          Arrays.copyOf(plain().series[m], from), Arrays.copyOf(frozen.series[m], from));
    }
  }

  @Test
  void aMissedDeadlineShrinksTheLicenceToWhatWasLaunched() {
    PathRun missed =
        run(List.of(), List.of(new PathConditions.DeploymentDeadline(2032, 500_000)), List.of());

    int deadline = HORIZON.quarterAt(2032);
    double launched = Arrays.stream(series(missed, Metric.ADDED_CAPACITY), 0, deadline).sum();
    for (int q = deadline; q < HORIZON.quarters(); q++) {
      assertTrue(series(missed, Metric.CAPACITY)[q] <= launched);
    }
    assertTrue(series(plain(), Metric.CAPACITY)[39] > launched);
  }

  @Test
  void aDeadlineThatIsMetChangesNothing() {
    PathRun met =
        run(List.of(), List.of(new PathConditions.DeploymentDeadline(2032, 1)), List.of());

    assertArrayEquals(plain().series, met.series);
  }

  @Test
  void aDeadlineBeyondTheHorizonChangesNothing() {
    PathRun later =
        run(List.of(), List.of(new PathConditions.DeploymentDeadline(2041, 1e6)), List.of());

    assertArrayEquals(plain().series, later.series);
  }

  /** Two doublings from the reference of 10 MW, central learning rate .1, .02 a year. */
  @Test
  void observedCapacityIsLearnedFromAtOnce() {
    PathRun observed =
        run(List.of(), List.of(), List.of(new PathConditions.ObservedCapacity(2027, 40_000)));

    assertEquals(25 * 0.9 * 0.9 * 0.98, series(observed, Metric.SPECIFIC_MASS)[4], 1e-12 * 25);
    assertEquals(
        series(plain(), Metric.SPECIFIC_MASS)[3], series(observed, Metric.SPECIFIC_MASS)[3]);
  }

  @Test
  void capacityObservedBeforeTheHorizonCountsFromItsStart() {
    PathRun observed =
        run(List.of(), List.of(), List.of(new PathConditions.ObservedCapacity(2025.3, 20_000)));

    assertEquals(25 * 0.9, series(observed, Metric.SPECIFIC_MASS)[0], 1e-12 * 25);
  }

  @Test
  void anObservationBelowTheLearningReferenceTeachesNothing() {
    PathRun observed =
        run(List.of(), List.of(), List.of(new PathConditions.ObservedCapacity(2026, 9_000)));

    assertEquals(25, series(observed, Metric.SPECIFIC_MASS)[0]);
  }

  @Test
  void ofSeveralObservationsTheLargestCounts() {
    PathRun observed =
        run(
            List.of(),
            List.of(),
            List.of(
                new PathConditions.ObservedCapacity(2026.0, 40_000),
                new PathConditions.ObservedCapacity(2026.1, 20_000),
                new PathConditions.ObservedCapacity(2028, 10_001)));

    assertEquals(25 * 0.81, series(observed, Metric.SPECIFIC_MASS)[0], 1e-12 * 25);
  }
}
