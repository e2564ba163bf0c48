package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureQuantilesTest {
  private static final int MANY = 200_000;

  private static double[] sample(int size, IntToDoubleFunction value) {
    double[] sample = new double[size];
    Arrays.setAll(sample, value);
    Arrays.sort(sample);
    return sample;
  }

  private static double[] normal(long key) {
    return sample(MANY, i -> Normal.quantile(PhiloxTest.uniform(key, i, 0)));
  }

  private static MixtureQuantiles histogrammed(double[][] samples, double... weights) {
    Histogram[] histograms = Histogram.array(samples.length, k -> new Histogram());
    for (int k = 0; k < samples.length; k++) {
      HistogramTest.add(histograms[k], samples[k], samples[k].length);
    }
    return new BinnedQuantiles(weights, samples[0].length).of(histograms);
  }

  @ParameterizedTest
  @CsvSource({".05, 1", ".15, 2", ".5, 5", ".55, 6", ".95, 10"})
  void aSampleHasItsOwnQuantiles(double probability, double expected) {
    double[][] samples = {sample(10, i -> i + 1)};

    assertEquals(
        expected, MixtureQuantiles.ofSorted(samples, new double[] {1}).quantile(probability));
  }

  /** Masses .1 x 1/2 at 1 and 2, .9 x 1/2 at 10 and 20. */
  @ParameterizedTest
  @CsvSource({".04, 1", ".07, 2", ".11, 10", ".54, 10", ".56, 20", ".99, 20"})
  void eachSampleCountsByItsWeight(double probability, double expected) {
    MixtureQuantiles mixture =
        MixtureQuantiles.ofSorted(new double[][] {{1, 2}, {10, 20}}, new double[] {0.1, 0.9});

    assertEquals(expected, mixture.quantile(probability));
  }

  @Test
  void aSampleWithoutWeightDoesNotCount() {
    double[][] samples = {{1, 2}, {-1e9, 1e9}};

    assertEquals(1, MixtureQuantiles.ofSorted(samples, new double[] {1, 0}).quantile(0));
    assertEquals(2, MixtureQuantiles.ofSorted(samples, new double[] {1, 0}).quantile(1));
    assertEquals(1, histogrammed(samples, 1, 0).quantile(0));
    assertEquals(2, histogrammed(samples, 1, 0).quantile(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.001, .05, .1, .25, .5, .75, .9, .95, .999})
  void interpolationInBinsIsCloserThanABin(double probability) {
    double[] low = sample(MANY, i -> Math.exp(Normal.quantile(PhiloxTest.uniform(1, i, 0))));
    double[] high = sample(MANY, i -> 5 * Math.exp(Normal.quantile(PhiloxTest.uniform(2, i, 0))));
    double exact =
        MixtureQuantiles.ofSorted(new double[][] {low, high}, new double[] {0.3, 0.7})
            .quantile(probability);

    double binned = histogrammed(new double[][] {low, high}, 0.3, 0.7).quantile(probability);

    assertEquals(exact, binned, exact / 128);
  }

  @Test
  void theExtremesOfBinsAreThoseOfTheSample() {
    double[][] samples = {sample(1000, i -> 1.23 + i * 0.0137)};
    MixtureQuantiles quantiles = histogrammed(samples, 1);

    assertEquals(1.23, quantiles.quantile(0));
    assertEquals(1.23 + 999 * 0.0137, quantiles.quantile(1), 1e-12);
  }

  @Test
  void equalValuesAreFoundExactly() {
    double[] sample = new double[1000];
    Arrays.fill(sample, 0.1 + 0.2);

    assertEquals(
        new Estimate(0.1 + 0.2, 0), histogrammed(new double[][] {sample}, 1).estimate(0.37));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.35, .5, .65})
  void anAtomAtZeroIsExactAndCertain(double probability) {
    double[] sample = sample(10_000, i -> i < 3_000 ? -1 - i : i < 7_000 ? 0 : i);

    assertEquals(
        new Estimate(0, 0), histogrammed(new double[][] {sample}, 1).estimate(probability));
    assertEquals(
        new Estimate(0, 0),
        MixtureQuantiles.ofSorted(new double[][] {sample}, new double[] {1}).estimate(probability));
  }

  /**
   * The median of n normal numbers has standard error sqrt(pi / 2n). Woodruff's estimate is the
   * length of an interval that holds sqrt(n) of the numbers, so its own relative error is n^(-1/4).
   */
  @Test
  void theStandardErrorOfAMedianIsTheorys() {
    double[][] samples = {normal(3)};
    double theory = Math.sqrt(Math.PI / 2 / MANY);
    double bound = 4 * theory * Math.pow(MANY, -0.25);

    assertEquals(
        theory,
        MixtureQuantiles.ofSorted(samples, new double[] {1}).estimate(0.5).standardError(),
        bound);
  }

  @Test
  void theMedianOfNormalNumbersIsNearZero() {
    Estimate median =
        MixtureQuantiles.ofSorted(new double[][] {normal(4)}, new double[] {1}).estimate(0.5);

    assertEquals(0, median.value(), 4 * median.standardError());
  }

  /**
   * Packs are strata: with two packs of equal weight that do not overlap, the median falls between
   * them whatever the draws, while one pack of both would leave it to chance.
   */
  @Test
  void theWeightOfAPackIsNotLeftToChance() {
    double[] low = sample(10_000, i -> PhiloxTest.uniform(5, i, 0));
    double[] high = sample(10_000, i -> 10 + PhiloxTest.uniform(6, i, 0));
    MixtureQuantiles mixture =
        MixtureQuantiles.ofSorted(new double[][] {low, high}, new double[] {0.5, 0.5});

    assertTrue(mixture.estimate(0.4999).standardError() < 1e-3);
    assertTrue(mixture.estimate(0.5001).standardError() < 1e-3);
  }

  @ParameterizedTest
  @CsvSource({".1, .25", ".5, .5", ".9, .25"})
  void theStandardErrorOfAMixturesQuantileIsTheorys(double probability, double weight) {
    double[][] samples = {normal(7), normal(8)};
    double z = Normal.quantile(probability);
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    double theory =
        Math.sqrt(
                (weight * weight + (1 - weight) * (1 - weight))
                    * probability
                    * (1 - probability)
                    / MANY)
            / density;

    Estimate estimate =
        MixtureQuantiles.ofSorted(samples, new double[] {weight, 1 - weight}).estimate(probability);

    assertEquals(z, estimate.value(), 4 * theory);
    assertEquals(theory, estimate.standardError(), 6 * theory * Math.pow(MANY, -0.25));
  }

  @Test
  void quantilesRise() {
    MixtureQuantiles mixture = histogrammed(new double[][] {normal(9), normal(10)}, 0.2, 0.8);
    double before = Double.NEGATIVE_INFINITY;
    for (double probability = 0; probability <= 1; probability += 1e-4) {
      double after = mixture.quantile(probability);
      assertTrue(after >= before, "at " + probability);
      before = after;
    }
  }
}
