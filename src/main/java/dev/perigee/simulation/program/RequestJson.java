package dev.perigee.simulation.program;

import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Sampling;
import dev.perigee.simulation.SimulationRequest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What is simulated: a mixture, or the single path of given values. */
final class RequestJson {
  /** Paths of each pack, where they are left out. */
  static final int DEFAULT_PATHS = 20_000;

  /** Most paths of each pack, where they are left out and a precision is given. */
  static final int DEFAULT_LIMIT = 200_000;

  /** Seed, where it is left out. */
  static final long DEFAULT_SEED = 20_260_215;

  private RequestJson() {}

  static void write(JsonWriter out, SimulationRequest request) throws IOException {
    out.object(
        o -> {
          o.name("outlook");
          OutlookJson.write(o, request.outlook());
          o.field("paths", request.paths());
          o.field("seed", request.seed());
          o.field("sampling", request.sampling().key());
          if (request.precision().isPresent()) {
            o.field("precision", request.precision().getAsDouble());
          }
        });
  }

  static SimulationRequest read(JsonValue json) {
    JsonObject request = json.object("outlook", "paths", "seed", "sampling", "precision");
    Outlook outlook = OutlookJson.read(request.required("outlook"));
    OptionalDouble precision =
        request.optional("precision").stream()
            .mapToDouble(value -> value.number(SimulationRequest.FINEST_PRECISION, 1))
            .findFirst();
    int paths =
        request
            .optional("paths")
            .map(
                value ->
                    value.integer(SimulationRequest.FEWEST_PATHS, SimulationRequest.MOST_PATHS))
            .orElse(precision.isPresent() ? DEFAULT_LIMIT : DEFAULT_PATHS);
    long seed = request.optional("seed").map(JsonValue::integer).orElse(DEFAULT_SEED);
    Sampling sampling =
        request
            .optional("sampling")
            .map(value -> value.oneOf(Sampling.values(), Sampling::key))
            .orElse(Sampling.PSEUDO);
    return json.made(() -> new SimulationRequest(outlook, paths, seed, sampling, precision));
  }

  static void write(JsonWriter out, TrajectoryRequest request) throws IOException {
    out.object(
        o -> {
          o.name("horizon");
          OutlookJson.write(o, request.horizon());
          o.name("values");
          OutlookJson.write(o, request.values(), Parameter::key);
        });
  }

  static TrajectoryRequest readTrajectory(JsonValue json) {
    JsonObject request = json.object("horizon", "values");
    Horizon horizon = request.optional("horizon").map(OutlookJson::horizon).orElse(Horizon.DEFAULT);
    Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
    request
        .optional("values")
        .ifPresent(
            given ->
                given
                    .members()
                    .forEach(
                        (name, value) ->
                            values.put(OutlookJson.parameter(name, value), value.number())));
    return new TrajectoryRequest(values, horizon);
  }
}
