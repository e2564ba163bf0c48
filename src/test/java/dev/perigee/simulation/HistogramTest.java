package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  private record Bin(double low, double high, int count) {}

  private static Histogram of(double... values) {
    Histogram histogram = new Histogram();
    add(histogram, values, values.length);
    return histogram;
  }

  /** Adds the first {@code count} numbers. */
  static void add(Histogram histogram, double[] values, int count) {
    short[] codes = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      codes[i] = Histogram.code(values[i]);
    }
    double[] counted = Arrays.copyOf(values, count);
    histogram.add(
        codes,
        count,
        Arrays.stream(counted).min().orElse(Double.POSITIVE_INFINITY),
        Arrays.stream(counted).max().orElse(Double.NEGATIVE_INFINITY));
  }

  private static List<Bin> bins(Histogram histogram) {
    return bins(Histogram.Bins.of(new Histogram[] {histogram}), histogram);
  }

  /** The bins that are not empty. */
  private static List<Bin> bins(Histogram.Bins all, Histogram histogram) {
    int[] cumulative = all.cumulativeCounts(histogram);
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < all.size(); bin++) {
      int count = cumulative[bin] - (bin == 0 ? 0 : cumulative[bin - 1]);
      if (count > 0) {
        bins.add(new Bin(all.low(bin), all.high(bin), count));
      }
    }
    return bins;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.9999, 3.7, 1e-12, 8.5e17, -1, -3.7, -1e-12, -8.5e17})
  void aValueLiesInANarrowBin(double value) {
    Bin bin = bins(of(value)).getFirst();

    assertTrue(bin.low() <= value && value <= bin.high());
    assertTrue(bin.high() - bin.low() <= Math.abs(value) / 128);
  }

  @Test
  void zeroIsABinOfItsOwn() {
    assertEquals(List.of(new Bin(0, 0, 3)), bins(of(0, -0.0, 0)));
  }

  @Test
  void binsRiseAndHoldEveryValue() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = new double[10_000];
    for (int i = 0; i < values.length; i++) {
      double magnitude = Math.pow(10, random.nextDouble(-6, 12));
      values[i] = i % 10 == 0 ? 0 : random.nextBoolean() ? magnitude : -magnitude;
    }

    List<Bin> bins = bins(of(values));

    double before = Double.NEGATIVE_INFINITY;
    int count = 0;
    for (Bin bin : bins) {
      assertTrue(bin.low() >= before && bin.high() >= bin.low() && bin.count() > 0);
      before = bin.high();
      count += bin.count();
    }
    assertEquals(values.length, count);
  }

  @Test
  void aBoundaryBelongsToTheBinOfLargerMagnitude() {
    assertEquals(1.0, bins(of(1.0)).getFirst().low());
    assertEquals(-1.0, bins(of(-1.0)).getFirst().high());
  }

  @Test
  void magnitudesOutOfRangeFallIntoTheOutermostBins() {
    List<Bin> bins = bins(of(1e-30, 1e30, -1e-30, -1e30));

    assertEquals(List.of(1, 1, 1, 1), bins.stream().map(Bin::count).toList());
    assertEquals(-0x1p64, bins.getFirst().low());
    assertEquals(0x1p64, bins.getLast().high());
    assertEquals(0x1p-64, bins.get(2).low());
  }

  @Test
  void theExtremesAreExact() {
    Histogram histogram = of(3.7, -1.23456789, 9.87654321, 0);

    assertEquals(-1.23456789, histogram.minimum());
    assertEquals(9.87654321, histogram.maximum());
  }

  @Test
  void onlyTheFirstOfABlockCount() {
    Histogram histogram = new Histogram();
    add(histogram, new double[] {1, 1, 99}, 2);

    assertEquals(1, histogram.maximum());
    assertEquals(2, bins(histogram).getFirst().count());
  }

  @Test
  void histogramsShareTheirBins() {
    Histogram[] histograms = {of(-2, 5), of(5, 5, 0), of(7), of()};
    Histogram.Bins all = Histogram.Bins.of(histograms);

    assertEquals(List.of(-2.0, 5.0), lows(all, histograms[0]));
    assertEquals(List.of(0.0, 5.0), lows(all, histograms[1]));
    assertEquals(List.of(7.0), lows(all, histograms[2]));
    assertEquals(List.of(), lows(all, histograms[3]));
    assertEquals(2, bins(all, histograms[1]).getLast().count());
  }

  private static List<Double> lows(Histogram.Bins all, Histogram histogram) {
    return bins(all, histogram).stream()
        .map(bin -> bin.low() < 0 ? bin.high() : bin.low())
        .toList();
  }

  @Test
  void countsOfTwoSamplesAdd() {
    Histogram both = of(-3, 0, 5);
    both.add(of(-3, -300, 5, 1e9, 0));

    assertEquals(bins(of(-3, 0, 5, -3, -300, 5, 1e9, 0)), bins(both));
    assertEquals(-300, both.minimum());
    assertEquals(1e9, both.maximum());
  }
}
