package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
    new ScalarLanes().encode(values, values.length, codes, 0);
    double[] counted = Arrays.copyOf(values, count);
    histogram.add(
        codes,
        count,
        Arrays.stream(counted).min().orElseThrow(),
        Arrays.stream(counted).max().orElseThrow());
  }

  private static List<Bin> bins(Histogram histogram) {
    List<Bin> bins = new ArrayList<>();
    Histogram.visit(
        new Histogram[] {histogram},
        (low, high, counts) -> bins.add(new Bin(low, high, counts[0])));
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
  void histogramsAreVisitedTogether() {
    List<int[]> counts = new ArrayList<>();
    Histogram.visit(
        new Histogram[] {of(-2, 5), of(5, 5, 0), of(7)},
        (low, high, found) -> counts.add(found.clone()));

    assertEquals(4, counts.size());
    assertArrayEquals(new int[] {1, 0, 0}, counts.get(0));
    assertArrayEquals(new int[] {0, 1, 0}, counts.get(1));
    assertArrayEquals(new int[] {1, 2, 0}, counts.get(2));
    assertArrayEquals(new int[] {0, 0, 1}, counts.get(3));
  }
}
