package dev.perigee.simulation;

/**
 * Sum of the last {@code width} numbers pushed, without ever subtracting one: running sums of the
 * current block and suffix sums of the block before (van Herk, Gil and Werman). Subtracting what
 * leaves the window would leave a residue where the sum is exactly 0 and lose digits where it is
 * small.
 */
final class SlidingSum {
  private final double[] block;
  private final double[] suffix;
  private int width;
  private int position;
  private boolean full;
  private double running;

  SlidingSum(int capacity) {
    block = new double[capacity];
    suffix = new double[capacity + 1];
  }

  /**
   * Empties the window and sets its width, at least 1; a width beyond the capacity holds everything
   * pushed.
   */
  void reset(int newWidth) {
    width = newWidth;
    position = 0;
    full = false;
    running = 0;
  }

  /** Pushes {@code x} and returns the sum of the window. */
  double push(double x) {
    if (position == width) {
      suffix[width] = 0;
      for (int i = width - 1; i >= 0; i--) {
        suffix[i] = suffix[i + 1] + block[i];
      }
      position = 0;
      full = true;
      running = 0;
    }
    block[position++] = x;
    running += x;
    return full ? suffix[position] + running : running;
  }
}
