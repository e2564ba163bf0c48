package dev.perigee.simulation.program;

import dev.perigee.simulation.Bands;
import dev.perigee.simulation.Constraint;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Summary;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes the statistics of a mixture; {@link ResultReader} reads them. An estimate is {@code
 * [value, standardError]}.
 */
final class ResultWriter {
  /** Field of a mean. */
  static final String MEAN = "mean";

  /** Fields of a summary. */
  static final String[] STATISTICS =
      Stream.concat(
              Stream.of(MEAN), Summary.PERCENTAGES.stream().map(ResultWriter::percentileField))
          .toArray(String[]::new);

  /** Fields of the shares that bind. */
  static final String[] BINDING =
      Stream.concat(
              Arrays.stream(Constraint.values()).map(Constraint::key),
              Stream.of(SimulationResult.NOT_PRODUCING))
          .toArray(String[]::new);

  private ResultWriter() {}

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

  /** Field of a percentile. */
  static String percentileField(int percentage) {
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
}
