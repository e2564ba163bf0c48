package dev.perigee.simulation;

import java.util.List;
import java.util.Map;

/**
 * How a quantity is distributed over the paths of a run.
 *
 * @param bins those that hold paths, ascending
 * @param packs its shape in each pack
 * @param mixture its shape in the mixture, by the weights of the packs
 */
public record PathDistribution(List<Bin> bins, Map<Pack, Shape> packs, Shape mixture) {
  /** Number of bins that each power of two is divided into, all of them equally wide. */
  public static final int BINS_OF_AN_OCTAVE = 8;

  /** Greatest of the percentages of {@link Shape#percentiles}, which begin with 1. */
  public static final int MOST_PERCENT = 99;

  public PathDistribution {
    bins = List.copyOf(bins);
  }

  /**
   * Values of one sign between two edges; the edge that is nearer to 0 belongs to the bin. Zero is
   * a bin of its own, of no width. Sizes beyond 2^-64 to 2^64 are in the outermost bins.
   *
   * @param low lower edge
   * @param high upper edge
   * @param paths number of paths of each pack in it
   */
  public record Bin(double low, double high, Map<Pack, Integer> paths) {}

  /**
   * What a distribution looks like.
   *
   * @param mean with its standard error
   * @param zero share of the paths at exactly 0, with the standard error of independent paths
   * @param least of the values
   * @param greatest of the values
   * @param percentiles the 1st to the 99th
   */
  public record Shape(
      Estimate mean, Estimate zero, double least, double greatest, List<Double> percentiles) {
    public Shape {
      percentiles = List.copyOf(percentiles);
    }
  }
}
