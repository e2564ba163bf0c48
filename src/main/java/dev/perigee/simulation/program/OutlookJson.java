package dev.perigee.simulation.program;

import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.PackOutlook;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.PathConditions;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An outlook, with all that is needed to get an equal one back. */
final class OutlookJson {
  private OutlookJson() {}

  static void write(JsonWriter out, Outlook outlook) throws IOException {
    out.object(
        o -> {
          o.name("horizon");
          write(o, outlook.horizon());
          o.object(
              "packs",
              packs -> {
                for (Map.Entry<Pack, PackOutlook> pack : outlook.packs().entrySet()) {
                  packs.name(pack.getKey().key());
                  write(packs, pack.getValue());
                }
              });
          o.name("weights");
          write(o, outlook.weights(), Pack::key);
          o.name("conditions");
          write(o, outlook.conditions());
        });
  }

  static void write(JsonWriter out, Horizon horizon) throws IOException {
    out.object(
        o -> {
          o.field("startYear", horizon.startYear());
          o.field("quarters", horizon.quarters());
        });
  }

  /** Numbers by key. */
  static <K> void write(JsonWriter out, Map<K, Double> numbers, Function<K, String> key)
      throws IOException {
    out.object(
        o -> {
          for (Map.Entry<K, Double> number : numbers.entrySet()) {
            o.field(key.apply(number.getKey()), number.getValue());
          }
        });
  }

  private static void write(JsonWriter out, PackOutlook view) throws IOException {
    out.object(
        o -> {
          o.object(
              "marginals",
              marginals -> {
                for (Map.Entry<Parameter, Marginal> marginal : view.marginals().entrySet()) {
                  marginals.name(marginal.getKey().key());
                  MarginalJson.write(marginals, marginal.getValue());
                }
              });
          o.name("gates");
          write(o, view.gates(), Gate::key);
        });
  }

  private static void write(JsonWriter out, PathConditions conditions) throws IOException {
    out.object(
        o -> {
          o.array(
              "freezes",
              list -> {
                for (PathConditions.AuthorisationFreeze freeze : conditions.freezes()) {
                  pair(list, "from", freeze.from(), "until", freeze.until());
                }
              });
          o.array(
              "deadlines",
              list -> {
                for (PathConditions.DeploymentDeadline deadline : conditions.deadlines()) {
                  pair(list, "by", deadline.by(), "satellites", deadline.satellites());
                }
              });
          o.array(
              "observations",
              list -> {
                for (PathConditions.ObservedCapacity observation : conditions.observations()) {
                  pair(list, "at", observation.at(), "capacityKw", observation.capacityKw());
                }
              });
        });
  }

  private static void pair(JsonWriter out, String first, double one, String second, double two)
      throws IOException {
    out.object(
        o -> {
          o.field(first, one);
          o.field(second, two);
        });
  }

  static Outlook read(JsonValue json) {
    JsonObject outlook = json.object("horizon", "packs", "weights", "conditions");
    Horizon horizon = horizon(outlook.required("horizon"));
    JsonObject views =
        outlook
            .required("packs")
            .object(Arrays.stream(Pack.values()).map(Pack::key).toArray(String[]::new));
    Map<Pack, PackOutlook> packs = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      packs.put(pack, view(views.required(pack.key())));
    }
    JsonValue weightsJson = outlook.required("weights");
    Map<Pack, Double> weights = numbers(weightsJson, Pack.class, Pack.values(), Pack::key);
    PathConditions conditions =
        outlook.optional("conditions").map(OutlookJson::conditions).orElse(PathConditions.NONE);
    return weightsJson.made(() -> new Outlook(horizon, packs, weights, conditions));
  }

  static Horizon horizon(JsonValue json) {
    JsonObject horizon = json.object("startYear", "quarters");
    return new Horizon(
        horizon.required("startYear").integer(Horizon.EARLIEST_START, Horizon.LATEST_START),
        horizon.required("quarters").integer(Horizon.FEWEST_QUARTERS, Horizon.MOST_QUARTERS));
  }

  /** Numbers by the values of an enum, some of which may be left out. */
  static <K extends Enum<K>> Map<K, Double> numbers(
      JsonValue json, Class<K> type, K[] keys, Function<K, String> key) {
    Map<K, Double> numbers = new EnumMap<>(type);
    json.members()
        .forEach((name, value) -> numbers.put(value.oneOf(name, keys, key), value.number()));
    return numbers;
  }

  private static PackOutlook view(JsonValue json) {
    JsonObject view = json.object("marginals", "gates");
    Map<Parameter, Marginal> marginals = new EnumMap<>(Parameter.class);
    view.optional("marginals")
        .ifPresent(
            given ->
                given
                    .members()
                    .forEach(
                        (name, value) ->
                            marginals.put(parameter(name, value), MarginalJson.read(value))));
    Map<Gate, Double> gates =
        view.optional("gates")
            .map(given -> numbers(given, Gate.class, Gate.values(), Gate::key))
            .orElse(Map.of());
    return json.made(() -> new PackOutlook(marginals, gates));
  }

  /** The parameter with this key, which stands at the place of {@code json}. */
  static Parameter parameter(String key, JsonValue json) {
    return Parameter.byKey(key)
        .orElseThrow(() -> json.refusedName("a parameter of the catalogue", key));
  }

  private static PathConditions conditions(JsonValue json) {
    JsonObject conditions = json.object("freezes", "deadlines", "observations");
    return new PathConditions(
        items(conditions, "freezes", "from", "until", PathConditions.AuthorisationFreeze::new),
        items(conditions, "deadlines", "by", "satellites", PathConditions.DeploymentDeadline::new),
        items(
            conditions, "observations", "at", "capacityKw", PathConditions.ObservedCapacity::new));
  }

  private interface OfTwo<T> {
    T of(double first, double second);
  }

  private static <T> List<T> items(
      JsonObject conditions, String name, String first, String second, OfTwo<T> maker) {
    return conditions
        .optional(name)
        .map(
            list ->
                list.items().stream()
                    .map(
                        item -> {
                          JsonObject pair = item.object(first, second);
                          return maker.of(
                              pair.required(first).amount(), pair.required(second).amount());
                        })
                    .toList())
        .orElse(List.of());
  }
}
