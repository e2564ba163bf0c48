package dev.perigee.simulation;

/** Counts the blocks that are done and tells the share. */
final class Tally implements Runnable {
  private final int all;
  private final Progress progress;
  private int done;

  /**
   * @param blocksOfAPack there may be
   */
  Tally(int blocksOfAPack, Progress progress) {
    all = blocksOfAPack * Pack.values().length;
    this.progress = progress;
  }

  @Override
  public synchronized void run() {
    progress.reached((double) ++done / all);
  }

  /** All there is to do is done. */
  synchronized void finish() {
    progress.reached(1);
  }
}
