package dev.perigee.sweeps;

import dev.perigee.scenarios.Statistics;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.SimulationResult;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a grid. */
@Schema(description = "A grid: each point is the run that pins the parameters there.")
record GridResult(
    @Schema(description = "Name of the sweep.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(
            description = "What was swept over.",
            enumeration = {GridRequest.KIND},
            examples = GridRequest.KIND)
        String kind,
    @Schema(description = "Where it comes from.") SweepProvenance provenance,
    @Schema(description = "The axes.") List<Line> axes,
    @Schema(description = "The base, with nothing pinned.") GridPoint base,
    @Schema(
            description =
                "The points; those of the second axis follow each other for each value of the first.")
        List<GridPoint> points) {

  /** An axis. */
  @Schema(name = "GridLine", description = "An axis of a grid.")
  record Line(
      @Schema(description = "Key of the parameter.", examples = "launch.cost.learning-rate")
          String parameter,
      @Schema(description = "Its unit.", examples = "-") String unit,
      @Schema(description = "The values.") List<Double> values) {}

  /** A point. */
  @Schema(name = "GridPoint", description = "A point of a grid.")
  record GridPoint(
      @Schema(description = "What is pinned, by the key of the parameter.")
          Map<String, Double> assumptions,
      @Schema(description = "Enterprise value of the orbital programme, USD.")
          Statistics enterpriseValueUsd,
      @Schema(description = "The last quarter of each year asked for.") List<Year> years) {

    static GridPoint of(
        Map<String, Double> assumptions, SimulationResult result, List<Integer> years) {
      return new GridPoint(
          assumptions,
          Statistics.of(result.enterpriseValue()),
          years.stream().map(year -> Year.of(result, year)).toList());
    }
  }

  /** A year of a point. */
  @Schema(name = "GridYear", description = "The last quarter of a year at a point of a grid.")
  record Year(
      @Schema(description = "Year.", examples = "2035") int year,
      @Schema(description = "Compute capacity on orbit, kW.") Statistics capacityKw,
      @Schema(description = "Orbital over terrestrial cost of a kW-year.") Statistics costRatio,
      @Schema(description = "Probability of a cost ratio below 1.")
          Statistics.Mean probabilityOfParity) {

    static Year of(SimulationResult result, int year) {
      int quarter = result.horizon().lastQuarterOf(year);
      return new Year(
          year,
          Statistics.of(result.series().get(Metric.CAPACITY).get(quarter)),
          Statistics.of(result.series().get(Metric.COST_RATIO).get(quarter)),
          Statistics.Mean.of(result.probabilities().get(Event.COST_PARITY).get(quarter)));
    }
  }
}
