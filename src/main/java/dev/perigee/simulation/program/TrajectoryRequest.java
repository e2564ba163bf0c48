package dev.perigee.simulation.program;

import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Parameter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The single path of given values.
 *
 * @param values put over the central values of the catalogue
 * @param horizon quarters covered
 */
public record TrajectoryRequest(Map<Parameter, Double> values, Horizon horizon) {
  public TrajectoryRequest {
    EnumMap<Parameter, Double> copy = new EnumMap<>(Parameter.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }
}
