package dev.perigee.studies;

import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.ImpliedCredence;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Summary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Independent simulations of one outlook. Those of another outlook with the same seeds share their
 * random numbers batch by batch, so that the spread of the differences of batches is the error of
 * the difference.
 *
 * @param results one for each batch, at least two
 */
public record Batches(List<SimulationResult> results) {
  public Batches {
    results = List.copyOf(results);
  }

  /** What a number is under both, the reference being the other. */
  public Differences.Difference against(
      Batches reference, ToDoubleFunction<SimulationResult> number) {
    return against(number, reference, number);
  }

  /** What a number is under both, which each has in its own way. */
  Differences.Difference against(
      ToDoubleFunction<SimulationResult> number,
      Batches reference,
      ToDoubleFunction<SimulationResult> numberOfReference) {
    double[] before = reference.numbers(numberOfReference);
    double[] after = numbers(number);
    Estimate difference = mean(less(after, before));
    return new Differences.Difference(
        mean(before).value(), mean(after).value(), difference.value(), difference.standardError());
  }

  /** A percentile under both. */
  Differences.Difference percentileAgainst(
      Batches reference, Function<SimulationResult, Summary> summary, int percentage) {
    return against(reference, result -> summary.apply(result).percentile(percentage).value());
  }

  /** A number of each batch. */
  public double[] numbers(ToDoubleFunction<SimulationResult> number) {
    return results.stream().mapToDouble(number).toArray();
  }

  /** The number of each batch less that of the same batch of the reference. */
  public double[] differences(Batches reference, ToDoubleFunction<SimulationResult> number) {
    return less(numbers(number), reference.numbers(number));
  }

  /** Numbers of batches less others, batch by batch. */
  static double[] less(double[] numbers, double[] others) {
    double[] differences = numbers.clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= others[i];
    }
    return differences;
  }

  /** Mean value of the programme, USD. */
  public static double meanValue(SimulationResult result) {
    return result.enterpriseValue().mean().value();
  }

  /** Mean of independent numbers and its standard error. */
  public static Estimate mean(double... numbers) {
    double mean = DoubleStream.of(numbers).sum() / numbers.length;
    double squares = DoubleStream.of(numbers).map(x -> (x - mean) * (x - mean)).sum();
    return new Estimate(mean, Math.sqrt(squares / (numbers.length - 1) / numbers.length));
  }

  /** Mean value of the programme by pack, over all batches. */
  Map<Pack, Estimate> packValues() {
    Map<Pack, Estimate> values = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      values.put(pack, mean(numbers(result -> result.packValues().get(pack).value())));
    }
    return values;
  }

  /**
   * Weight on the company pack that the market price implies; empty when none in [0, 1] explains
   * it. Batches may lie beyond 0 and 1 while all of them together do not.
   */
  public Optional<Estimate> impliedWeight(EquityBridge company) {
    return company.impliedCredence(packValues(), weights()) instanceof ImpliedCredence.Weight weight
        ? Optional.of(
            new Estimate(
                weight.companyWeight().value(), mean(extrapolatedWeights(company)).standardError()))
        : Optional.empty();
  }

  /** That weight in each batch, be it within [0, 1] or not. */
  public double[] extrapolatedWeights(EquityBridge company) {
    return numbers(result -> company.extrapolatedCredence(result.packValues(), result.weights()));
  }

  /** Weights of the packs. */
  public Map<Pack, Double> weights() {
    return results.getFirst().weights();
  }
}
