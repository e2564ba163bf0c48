package dev.perigee.simulation;

/**
 * Independent points from {@link Philox}: two dimensions share a call, the even one has its first
 * word and the odd one its second.
 */
final class PseudoRandomPoints implements Points {
  private static final int PACK_SHIFT = 56;

  private final long seed;
  private final long packBits;
  private final double[] odd = new double[PathBlock.LANES];
  private long oddFirst = -1;
  private int oddDimension = -1;

  PseudoRandomPoints(long seed, Pack pack) {
    this.seed = seed;
    packBits = (long) pack.ordinal() << PACK_SHIFT;
  }

  @Override
  public void fill(int dimension, long first, int n, double[] u) {
    boolean wantsOdd = (dimension & 1) == 1;
    if (wantsOdd && oddDimension == dimension && oddFirst == first) {
      System.arraycopy(odd, 0, u, 0, n);
      return;
    }
    Philox.uniforms(
        seed, packBits | first, dimension >> 1, n, wantsOdd ? odd : u, wantsOdd ? u : odd);
    oddFirst = first;
    oddDimension = wantsOdd ? -1 : dimension + 1;
  }
}
