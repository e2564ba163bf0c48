package dev.perigee.sweeps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.scenarios.RunInputs;
import java.util.List;

/**
 * Everything a sweep depends on.
 *
 * @param kind what is swept over
 * @param base the run around which it is
 * @param years whose last quarter is told
 * @param axes of a grid, with every value
 * @param drivers of a tornado, with their values
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SweepInputs(
    String kind, RunInputs base, List<Integer> years, List<GridAxis> axes, List<Driver> drivers) {

  /**
   * An axis of a grid.
   *
   * @param parameter its key
   * @param values in the order asked for
   */
  record GridAxis(String parameter, List<Double> values) {}

  /**
   * A driver of a tornado.
   *
   * @param parameter its key
   */
  record Driver(String parameter, double low, double high) {}

  /** Inputs of a grid. */
  static SweepInputs grid(RunInputs base, List<Integer> years, List<GridAxis> axes) {
    return new SweepInputs(GridRequest.KIND, base, years, axes, List.of());
  }

  /** Inputs of a tornado. */
  static SweepInputs tornado(RunInputs base, List<Integer> years, List<Driver> drivers) {
    return new SweepInputs(TornadoRequest.KIND, base, years, List.of(), drivers);
  }
}
