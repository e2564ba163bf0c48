package dev.perigee.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Paths whose parameters are drawn already, in the blocks that the kernel works on. */
public final class DrawnPaths {
  private final List<PathBlock> blocks = new ArrayList<>();
  private final int count;

  private DrawnPaths(int count) {
    this.count = count;
    for (int first = 0; first < count; first += PathBlock.LANES) {
      PathBlock block = new PathBlock();
      block.resize(Math.min(PathBlock.LANES, count - first));
      blocks.add(block);
    }
  }

  /** The first paths of a pack; the start of production is never where a gate is failed. */
  public static DrawnPaths draw(PackOutlook view, Pack pack, long seed, int paths) {
    DrawnPaths drawn = new DrawnPaths(paths);
    PathSampler sampler = new PathSampler(view, Lanes.fastest(PathBlock.LANES));
    Points points = new PseudoRandomPoints(seed, pack);
    long first = 0;
    for (PathBlock block : drawn.blocks) {
      sampler.draw(points, first, block.count(), block);
      first += block.count();
    }
    return drawn;
  }

  /**
   * Paths of given values.
   *
   * @param columns by parameter, a value a path; a parameter that is left out has its central value
   * @param paths length of every column
   */
  public static DrawnPaths of(Map<Parameter, double[]> columns, int paths) {
    DrawnPaths drawn = new DrawnPaths(paths);
    int first = 0;
    for (PathBlock block : drawn.blocks) {
      for (Parameter parameter : Parameter.values()) {
        double[] column = columns.get(parameter);
        if (column == null) {
          block.fill(parameter, parameter.central());
        } else {
          System.arraycopy(column, first, block.draw(parameter), 0, block.count());
        }
      }
      first += block.count();
    }
    return drawn;
  }

  /** Number of paths. */
  public int count() {
    return count;
  }

  List<PathBlock> blocks() {
    return blocks;
  }
}
