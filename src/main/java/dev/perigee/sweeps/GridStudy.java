package dev.perigee.sweeps;

import dev.perigee.engine.Work;
import dev.perigee.simulation.Parameter;
import dev.perigee.studies.Simulations;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A grid. A point is simulated as the run that pins its parameters is, with all paths at once, so
 * that it equals that run to the bit.
 */
record GridStudy(SweepInputs inputs, SweepBase base) implements Study {
  @Override
  public StudyKind kind() {
    return StudyKind.SWEEP;
  }

  @Override
  public long cost() {
    return base.cost(places(inputs.axes()).size() + 1L);
  }

  @Override
  public GridResult answer(Simulations simulations) throws InterruptedException {
    List<Map<String, Double>> places = places(inputs.axes());
    simulations.expect(places.size() + 1);
    GridResult.GridPoint middle = point(simulations, Map.of());
    List<GridResult.GridPoint> points = new ArrayList<>();
    for (Map<String, Double> place : places) {
      points.add(point(simulations, place));
    }
    return new GridResult(
        id(),
        inputs.kind(),
        SweepProvenance.of(inputs.base(), inputs.base().paths(), null),
        inputs.axes().stream().map(GridStudy::line).toList(),
        middle,
        points);
  }

  private GridResult.GridPoint point(Simulations simulations, Map<String, Double> place)
      throws InterruptedException {
    simulations.requireNotCancelled();
    return GridResult.GridPoint.of(
        place,
        simulations.compute(new Work.Simulate(inputs.base().request(base.pinned(place)))),
        inputs.years());
  }

  /** Every combination of the values of the axes, the last axis fastest. */
  static List<Map<String, Double>> places(List<SweepInputs.GridAxis> axes) {
    List<Map<String, Double>> places = List.of(Map.of());
    for (SweepInputs.GridAxis axis : axes) {
      List<Map<String, Double>> longer = new ArrayList<>();
      for (Map<String, Double> place : places) {
        for (double value : axis.values()) {
          Map<String, Double> next = new TreeMap<>(place);
          next.put(axis.parameter(), value);
          longer.add(next);
        }
      }
      places = longer;
    }
    return places;
  }

  private static GridResult.Line line(SweepInputs.GridAxis axis) {
    return new GridResult.Line(
        axis.parameter(), Parameter.byKey(axis.parameter()).orElseThrow().unit(), axis.values());
  }
}
