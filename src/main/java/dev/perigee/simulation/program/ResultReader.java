package dev.perigee.simulation.program;

import dev.perigee.simulation.Bands;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Sampling;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Stop;
import dev.perigee.simulation.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the statistics of a mixture, as {@link ResultWriter} writes them. */
final class ResultReader {
  private ResultReader() {}

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
            ResultReader::readEstimate),
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
        .map(ResultReader::readEstimate)
        .toList();
  }

  private static Summary readSummary(JsonValue json) {
    JsonObject summary = json.object(ResultWriter.STATISTICS);
    Map<Integer, Estimate> percentiles = new TreeMap<>();
    for (int percentage : Summary.PERCENTAGES) {
      percentiles.put(
          percentage, readEstimate(summary.required(ResultWriter.percentileField(percentage))));
    }
    return new Summary(readEstimate(summary.required(ResultWriter.MEAN)), percentiles);
  }

  private static Bands readBands(JsonValue json) {
    JsonObject bands = json.object("bear", "base", "bull");
    return new Bands(
        readEstimate(bands.required("bear")),
        readEstimate(bands.required("base")),
        readEstimate(bands.required("bull")));
  }

  private static List<Summary> readSeries(JsonValue json, int quarters) {
    JsonObject statistics = json.object(ResultWriter.STATISTICS);
    List<Estimate> means = readEstimates(statistics.required(ResultWriter.MEAN), quarters);
    Map<Integer, List<Estimate>> percentiles = new TreeMap<>();
    for (int percentage : Summary.PERCENTAGES) {
      percentiles.put(
          percentage,
          readEstimates(statistics.required(ResultWriter.percentileField(percentage)), quarters));
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
    JsonObject binding = json.object(ResultWriter.BINDING);
    List<Map<String, Double>> shares = new ArrayList<>(quarters);
    for (int q = 0; q < quarters; q++) {
      shares.add(new LinkedHashMap<>());
    }
    for (String key : ResultWriter.BINDING) {
      double[] line =
          binding.required(key).numbers(quarters, "an array of %d shares".formatted(quarters));
      for (int q = 0; q < quarters; q++) {
        shares.get(q).put(key, line[q]);
      }
    }
    return shares;
  }
}
