package dev.perigee.simulation.program;

import dev.perigee.simulation.Constraint;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Trajectory;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A single path. The enterprise value is written for who reads, and checked when read back. */
final class TrajectoryJson {
  private TrajectoryJson() {}

  static void write(JsonWriter out, Trajectory trajectory) throws IOException {
    out.object(
        o -> {
          o.name("horizon");
          OutlookJson.write(o, trajectory.horizon());
          o.field("enterpriseValueUsd", trajectory.enterpriseValueUsd());
          o.field("presentValueUsd", trajectory.presentValueUsd());
          o.field("terminalValueUsd", trajectory.terminalValueUsd());
          o.field("effectiveLifeYears", trajectory.effectiveLifeYears());
          o.object(
              "series",
              series -> {
                for (Map.Entry<Metric, double[]> line : trajectory.series().entrySet()) {
                  series.name(line.getKey().field());
                  series.numbers(line.getValue());
                }
              });
          o.array(
              "binding",
              binding -> {
                for (Constraint constraint : trajectory.binding()) {
                  binding.text(constraint.key());
                }
              });
        });
  }

  static Trajectory read(JsonValue json) {
    JsonObject object =
        json.object(
            "horizon",
            "enterpriseValueUsd",
            "presentValueUsd",
            "terminalValueUsd",
            "effectiveLifeYears",
            "series",
            "binding");
    Horizon horizon = OutlookJson.horizon(object.required("horizon"));
    String form = "an array of %d, one a quarter".formatted(horizon.quarters());
    JsonObject lines =
        object
            .required("series")
            .object(Arrays.stream(Metric.values()).map(Metric::field).toArray(String[]::new));
    Map<Metric, double[]> series = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      series.put(metric, lines.required(metric.field()).numbers(horizon.quarters(), form));
    }
    List<Constraint> binding =
        object.required("binding").items(horizon.quarters(), form).stream()
            .map(constraint -> constraint.oneOf(Constraint.values(), Constraint::key))
            .toList();
    Trajectory trajectory =
        new Trajectory(
            horizon,
            series,
            binding,
            object.required("presentValueUsd").number(),
            object.required("terminalValueUsd").number(),
            object.required("effectiveLifeYears").number());
    JsonValue value = object.required("enterpriseValueUsd");
    if (value.number() != trajectory.enterpriseValueUsd()) {
      throw value.refused("the sum %s of its parts".formatted(trajectory.enterpriseValueUsd()));
    }
    return trajectory;
  }
}
