package dev.perigee.simulation;

/**
 * The counter-based generator Philox2x64-10 (Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011). A number is a function of its key and its counter alone,
 * so that any path can be drawn by any thread in any order.
 */
final class Philox {
  private static final long MULTIPLIER = 0xD2B74407B1CE6E93L;
  private static final long WEYL = 0x9E3779B97F4A7C15L;
  private static final int ROUNDS = 10;
  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  private Philox() {}

  /**
   * Uniform numbers strictly between 0 and 1 for this key, {@code n} consecutive first counters and
   * one second counter.
   *
   * @param first receives those of the first output word
   * @param second receives those of the second
   */
  static void uniforms(
      long key, long counter0, long counter1, int n, double[] first, double[] second) {
    for (int i = 0; i < n; i++) {
      long x0 = counter0 + i;
      long x1 = counter1;
      long k = key;
      for (int round = 0; round < ROUNDS; round++) {
        long high = Math.unsignedMultiplyHigh(MULTIPLIER, x0);
        long low = MULTIPLIER * x0;
        x0 = high ^ k ^ x1;
        x1 = low;
        k += WEYL;
      }
      first[i] = uniform(x0);
      second[i] = uniform(x1);
    }
  }

  private static double uniform(long word) {
    return ((word >>> 11) + 0.5) * TWO_TO_MINUS_53;
  }
}
