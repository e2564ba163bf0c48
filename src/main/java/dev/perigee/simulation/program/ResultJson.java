package dev.perigee.simulation.program;

import dev.perigee.simulation.Bands;
import dev.perigee.simulation.Constraint;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Sampling;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Stop;
import dev.perigee.simulation.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The statistics of a mixture. An estimate is {@code [value, standardError]}. */
final class ResultJson {
  private static final String MEAN = "mean";
  private static final String[] STATISTICS =
      Stream.concat(Stream.of(MEAN), Summary.PERCENTAGES.stream().map(ResultJson::percentileField))
          .toArray(String[]::new);
  private static final String[] BINDING =
      Stream.concat(
              Arrays.stream(Constraint.values()).map(Constraint::key),
              Stream.of(SimulationResult.NOT_PRODUCING))
          .toArray(String[]::new);

  private ResultJson() {}

  static void write(JsonWriter out, SimulationResult result) throws IOException {
    out.object(
        o -> {
          o.name("horizon");
          OutlookJson.write(o, result.horizon());
          o.field("paths", result.paths());
          o.field("seed", result.seed());
          o.field("sampling", result.sampling().key());
          o.field("stop", result.stop().key());
          o.name("weights");
          OutlookJson.write(o, result.weights(), Pack::key);
          o.name("enterpriseValue");
          writeSummary(o, result.enterpriseValue());
          o.object("bands", bands -> writeBands(bands, result.bands()));
          o.object("packValues", packs -> writePackValues(packs, result.packValues()));
          o.object("series", series -> writeSeries(series, result.series()));
          o.object("probabilities", events -> writeProbabilities(events, result.probabilities()));
          o.object("binding", binding -> writeBinding(binding, result.binding()));
          writeEstimate(o, "neverProduces", result.neverProduces());
          writeEstimate(o, "effectiveLifeYears", result.effectiveLifeYears());
          writeEstimate(o, "belowPhysicsFloor", result.belowPhysicsFloor());
        });
  }

  private static String percentileField(int percentage) {
    return "p" + percentage;
  }

  private static void writeEstimate(JsonWriter out, Estimate estimate) throws IOException {
    out.numbers(estimate.value(), estimate.standardError());
  }

  private static void writeEstimate(JsonWriter out, String name, Estimate estimate)
      throws IOException {
    out.name(name);
    writeEstimate(out, estimate);
  }

  private static void writeSummary(JsonWriter out, Summary summary) throws IOException {
    out.object(
        o -> {
          writeEstimate(o, MEAN, summary.mean());
          for (int percentage : Summary.PERCENTAGES) {
            writeEstimate(o, percentileField(percentage), summary.percentile(percentage));
          }
        });
  }

  private static void writeBands(JsonWriter out, Bands bands) throws IOException {
    writeEstimate(out, "bear", bands.bear());
    writeEstimate(out, "base", bands.base());
    writeEstimate(out, "bull", bands.bull());
  }

  private static void writePackValues(JsonWriter out, Map<Pack, Estimate> values)
      throws IOException {
    for (Map.Entry<Pack, Estimate> value : values.entrySet()) {
      writeEstimate(out, value.getKey().key(), value.getValue());
    }
  }

  private static void writeSeries(JsonWriter out, Map<Metric, List<Summary>> series)
      throws IOException {
    for (Map.Entry<Metric, List<Summary>> metric : series.entrySet()) {
      out.object(
          metric.getKey().field(),
          o -> {
            writeEstimates(o, MEAN, metric.getValue(), Summary::mean);
            for (int percentage : Summary.PERCENTAGES) {
              writeEstimates(
                  o,
                  percentileField(percentage),
                  metric.getValue(),
                  summary -> summary.percentile(percentage));
            }
          });
    }
  }

  private static <T> void writeEstimates(
      JsonWriter out, String name, List<T> quarters, Function<T, Estimate> estimate)
      throws IOException {
    out.array(
        name,
        list -> {
          for (T quarter : quarters) {
            writeEstimate(list, estimate.apply(quarter));
          }
        });
  }

  private static void writeProbabilities(JsonWriter out, Map<Event, List<Estimate>> probabilities)
      throws IOException {
    for (Map.Entry<Event, List<Estimate>> event : probabilities.entrySet()) {
      writeEstimates(out, event.getKey().expression(), event.getValue(), Function.identity());
    }
  }

  private static void writeBinding(JsonWriter out, List<Map<String, Double>> quarters)
      throws IOException {
    for (String key : BINDING) {
      out.name(key);
      out.numbers(quarters.stream().mapToDouble(shares -> shares.get(key)).toArray());
    }
  }

  static SimulationResult read(JsonValue json) {
    JsonObject result =
        json.object(
            "horizon",
            "paths",
            "seed",
            "sampling",
            "stop",
            "weights",
            "enterpriseValue",
            "bands",
            "packValues",
            "series",
            "probabilities",
            "binding",
            "neverProduces",
            "effectiveLifeYears",
            "belowPhysicsFloor");
    Horizon horizon = OutlookJson.horizon(result.required("horizon"));
    int quarters = horizon.quarters();
    return new SimulationResult(
        horizon,
        result.required("paths").integer(1, Integer.MAX_VALUE),
        result.required("seed").integer(),
        result.required("sampling").oneOf(Sampling.values(), Sampling::key),
        result.required("stop").oneOf(Stop.values(), Stop::key),
        byKey(result.required("weights"), Pack.class, Pack.values(), Pack::key, JsonValue::number),
        readSummary(result.required("enterpriseValue")),
        readBands(result.required("bands")),
        byKey(
            result.required("packValues"),
            Pack.class,
            Pack.values(),
            Pack::key,
            ResultJson::readEstimate),
        byKey(
            result.required("series"),
            Metric.class,
            Metric.fans(),
            Metric::field,
            metric -> readSeries(metric, quarters)),
        byKey(
            result.required("probabilities"),
            Event.class,
            Event.values(),
            Event::expression,
            event -> readEstimates(event, quarters)),
        readBinding(result.required("binding"), quarters),
        readEstimate(result.required("neverProduces")),
        readEstimate(result.required("effectiveLifeYears")),
        readEstimate(result.required("belowPhysicsFloor")));
  }

  /** An object with a member for each of {@code keys}, and no other. */
  private static <K extends Enum<K>, V> Map<K, V> byKey(
      JsonValue json,
      Class<K> type,
      K[] keys,
      Function<K, String> name,
      Function<JsonValue, V> value) {
    JsonObject object = json.object(Arrays.stream(keys).map(name).toArray(String[]::new));
    Map<K, V> values = new EnumMap<>(type);
    for (K key : keys) {
      values.put(key, value.apply(object.required(name.apply(key))));
    }
    return values;
  }

  private static Estimate readEstimate(JsonValue json) {
    double[] numbers = json.numbers(2, "[value, standardError]");
    return new Estimate(numbers[0], numbers[1]);
  }

  private static List<Estimate> readEstimates(JsonValue json, int quarters) {
    return json.items(quarters, "an array of %d estimates".formatted(quarters)).stream()
        .map(ResultJson::readEstimate)
        .toList();
  }

  private static Summary readSummary(JsonValue json) {
    JsonObject summary = json.object(STATISTICS);
    Map<Integer, Estimate> percentiles = new TreeMap<>();
    for (int percentage : Summary.PERCENTAGES) {
      percentiles.put(percentage, readEstimate(summary.required(percentileField(percentage))));
    }
    return new Summary(readEstimate(summary.required(MEAN)), percentiles);
  }

  private static Bands readBands(JsonValue json) {
    JsonObject bands = json.object("bear", "base", "bull");
    return new Bands(
        readEstimate(bands.required("bear")),
        readEstimate(bands.required("base")),
        readEstimate(bands.required("bull")));
  }

  private static List<Summary> readSeries(JsonValue json, int quarters) {
    JsonObject statistics = json.object(STATISTICS);
    List<Estimate> means = readEstimates(statistics.required(MEAN), quarters);
    Map<Integer, List<Estimate>> percentiles = new TreeMap<>();
    for (int percentage : Summary.PERCENTAGES) {
      percentiles.put(
          percentage, readEstimates(statistics.required(percentileField(percentage)), quarters));
    }
    List<Summary> summaries = new ArrayList<>(quarters);
    for (int q = 0; q < quarters; q++) {
      Map<Integer, Estimate> ofQuarter = new TreeMap<>();
      for (Map.Entry<Integer, List<Estimate>> percentile : percentiles.entrySet()) {
        ofQuarter.put(percentile.getKey(), percentile.getValue().get(q));
      }
      summaries.add(new Summary(means.get(q), ofQuarter));
    }
    return summaries;
  }

  private static List<Map<String, Double>> readBinding(JsonValue json, int quarters) {
    JsonObject binding = json.object(BINDING);
    List<Map<String, Double>> shares = new ArrayList<>(quarters);
    for (int q = 0; q < quarters; q++) {
      shares.add(new LinkedHashMap<>());
    }
    for (String key : BINDING) {
      double[] line =
          binding.required(key).numbers(quarters, "an array of %d shares".formatted(quarters));
      for (int q = 0; q < quarters; q++) {
        shares.get(q).put(key, line[q]);
      }
    }
    return shares;
  }
}
