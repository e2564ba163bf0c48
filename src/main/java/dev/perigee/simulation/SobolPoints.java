package dev.perigee.simulation;

/**
 * Points of Sobol's sequence, scrambled: any run of 2^k points from a multiple of 2^k covers the
 * cube evenly, while each point alone is uniform, so that an estimate has no bias and independent
 * scramblings show its error (A. B. Owen, "Randomly permuted (t,m,s)-nets", 1995). The nested
 * permutation is that of a hash of the digits (B. Burley, "Practical hash-based Owen scrambling",
 * JCGT 9, 2020), with the constants of N. Vegdahl.
 */
final class SobolPoints implements Points {
  private static final int PACK_SHIFT = 56;

  /** Second counters from here on are those of scramblings, beyond those of any coordinate. */
  private static final long SCRAMBLING = 1L << 32;

  private static final double TWO_TO_32 = 0x1p32;
  private static final double TWO_TO_MINUS_32 = 0x1p-32;

  private final long seed;
  private final long scrambling;

  /**
   * @param replicate number of the scrambling
   */
  SobolPoints(long seed, Pack pack, int replicate) {
    this.seed = seed;
    scrambling = ((long) pack.ordinal() << PACK_SHIFT) | replicate;
  }

  /**
   * The dimension of the sequence that a coordinate has. The first dimensions, which are the best
   * spread together, go to what most numbers hang on: the common factor, the start of production
   * and the gates.
   */
  private static int dimension(int coordinate) {
    if (coordinate >= COMMON_FACTOR) {
      return coordinate == COMMON_FACTOR ? 0 : coordinate - FIRST_GATE + 2;
    }
    int start = Parameter.DEPLOYMENT_START.ordinal();
    if (coordinate == start) {
      return 1;
    }
    int gates = Gate.values().length;
    return 2 + gates + (coordinate < start ? coordinate : coordinate - 1);
  }

  @Override
  public void fill(int coordinate, long first, int n, double[] u) {
    int dimension = dimension(coordinate);
    int[] directions = SobolDirections.of(dimension);
    int key = key(dimension);
    int x = 0;
    for (int bit = 0; bit < directions.length; bit++) {
      if (((first >>> bit) & 1) == 1) {
        x ^= directions[bit];
      }
    }
    for (int k = 1; k < directions.length; k++) {
      directions[k] ^= directions[k - 1];
    }
    for (int i = 0; i < n; i++) {
      u[i] = (Integer.toUnsignedLong(scrambled(x, key)) + 0.5) * TWO_TO_MINUS_32;
      x ^= directions[Long.numberOfTrailingZeros(first + i + 1)];
    }
  }

  private int key(int dimension) {
    double[] first = new double[1];
    Philox.uniforms(seed, scrambling, SCRAMBLING + dimension, 1, first, new double[1]);
    return (int) (long) (first[0] * TWO_TO_32);
  }

  private static int scrambled(int x, int key) {
    int y = Integer.reverse(x);
    y ^= y * 0x3d20adea;
    y += key;
    y *= (key >>> 16) | 1;
    y ^= y * 0x05526c56;
    y ^= y * 0x53a22864;
    return Integer.reverse(y);
  }
}
