package dev.perigee.simulation;

/**
 * Sums over the cohorts in service of each fleet, without ever subtracting one: running sums of the
 * current block of cohorts and suffix sums of the block before (van Herk, Gil and Werman).
 * Subtracting the cohort that leaves would leave a residue where the sum is exactly 0 and lose
 * digits where it is small.
 *
 * <p>A fleet has a window of its own width. A cohort has four numbers, which are summed apart:
 * capacity, worth, compute and capital spent.
 */
final class CohortSums {
  private static final int NUMBERS = 4;

  private final int stride;
  private final double[] cohorts;
  private final double[] suffix;
  private final int[] width;
  private final int[] position;
  private final boolean[] turned;
  private final double[] runningKw;
  private final double[] runningWorth;
  private final double[] runningCompute;
  private final double[] runningSpent;

  /** Sums of capacity by fleet, after {@link #advance}. */
  final double[] kw;

  /** Sums of worth. */
  final double[] worth;

  /** Sums of compute. */
  final double[] compute;

  /** Sums of capital spent. */
  final double[] spent;

  /**
   * @param fleets number of windows
   * @param capacity most cohorts of a fleet
   */
  CohortSums(int fleets, int capacity) {
    // One more than needed for the suffix of nothing, and odd: rows at powers of two would share
    // the same lines of the cache.
    stride = ((capacity + 1) | 1) * NUMBERS;
    cohorts = new double[fleets * stride];
    suffix = new double[fleets * stride];
    width = new int[fleets];
    position = new int[fleets];
    turned = new boolean[fleets];
    runningKw = new double[fleets];
    runningWorth = new double[fleets];
    runningCompute = new double[fleets];
    runningSpent = new double[fleets];
    kw = new double[fleets];
    worth = new double[fleets];
    compute = new double[fleets];
    spent = new double[fleets];
  }

  /**
   * Empties the window of a fleet and sets its width, at least 1; a width beyond the capacity holds
   * every cohort.
   */
  void reset(int fleet, int newWidth) {
    width[fleet] = newWidth;
    position[fleet] = 0;
    turned[fleet] = false;
    runningKw[fleet] = 0;
    runningWorth[fleet] = 0;
    runningCompute[fleet] = 0;
    runningSpent[fleet] = 0;
    kw[fleet] = 0;
    worth[fleet] = 0;
    compute[fleet] = 0;
    spent[fleet] = 0;
  }

  /** Writes the numbers of a cohort. */
  void set(int fleet, int cohort, double kwOf, double worthOf, double computeOf, double spentOn) {
    int at = fleet * stride + cohort * NUMBERS;
    cohorts[at] = kwOf;
    cohorts[at + 1] = worthOf;
    cohorts[at + 2] = computeOf;
    cohorts[at + 3] = spentOn;
  }

  /** Capital spent on a cohort. */
  double spentOn(int fleet, int cohort) {
    return cohorts[fleet * stride + cohort * NUMBERS + 3];
  }

  /** Moves the end of a fleet's window to the next cohort, which is this one, and sums. */
  void advance(int fleet, int cohort) {
    int place = position[fleet];
    if (place == width[fleet]) {
      turn(fleet, cohort);
      place = 0;
    }
    int at = fleet * stride + cohort * NUMBERS;
    double kwSum = runningKw[fleet] + cohorts[at];
    double worthSum = runningWorth[fleet] + cohorts[at + 1];
    double computeSum = runningCompute[fleet] + cohorts[at + 2];
    double spentSum = runningSpent[fleet] + cohorts[at + 3];
    runningKw[fleet] = kwSum;
    runningWorth[fleet] = worthSum;
    runningCompute[fleet] = computeSum;
    runningSpent[fleet] = spentSum;
    position[fleet] = ++place;
    if (turned[fleet]) {
      int before = fleet * stride + place * NUMBERS;
      kwSum += suffix[before];
      worthSum += suffix[before + 1];
      computeSum += suffix[before + 2];
      spentSum += suffix[before + 3];
    }
    kw[fleet] = kwSum;
    worth[fleet] = worthSum;
    compute[fleet] = computeSum;
    spent[fleet] = spentSum;
  }

  /** The block that is full becomes the block before. */
  private void turn(int fleet, int cohort) {
    double kwSum = 0;
    double worthSum = 0;
    double computeSum = 0;
    double spentSum = 0;
    int from = fleet * stride + cohort * NUMBERS;
    int to = fleet * stride + width[fleet] * NUMBERS;
    suffix[to] = 0;
    suffix[to + 1] = 0;
    suffix[to + 2] = 0;
    suffix[to + 3] = 0;
    for (int back = width[fleet]; back > 0; back--) {
      from -= NUMBERS;
      to -= NUMBERS;
      kwSum += cohorts[from];
      worthSum += cohorts[from + 1];
      computeSum += cohorts[from + 2];
      spentSum += cohorts[from + 3];
      suffix[to] = kwSum;
      suffix[to + 1] = worthSum;
      suffix[to + 2] = computeSum;
      suffix[to + 3] = spentSum;
    }
    turned[fleet] = true;
    runningKw[fleet] = 0;
    runningWorth[fleet] = 0;
    runningCompute[fleet] = 0;
    runningSpent[fleet] = 0;
  }
}
