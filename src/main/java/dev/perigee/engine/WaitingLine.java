package dev.perigee.engine;

import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;

/**
 * What waits for a slot, bounded: first what somebody waits for, then what goes on by itself, each
 * in the order in which it came.
 */
final class WaitingLine extends PriorityBlockingQueue<Runnable> {
  private static final long serialVersionUID = 1L;
  private static final int AT_FIRST = 16;

  private final int most;

  WaitingLine(int most) {
    super(AT_FIRST); // in the order of tasks
    this.most = most;
  }

  /**
   * What a slot is to do.
   *
   * @param number grows with each
   * @param urgent whether somebody waits for it
   */
  record Task(Runnable work, long number, boolean urgent) implements Runnable, Comparable<Task> {
    private static final Comparator<Task> ORDER =
        Comparator.comparing(Task::urgent).reversed().thenComparing(Task::number);

    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Task other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public synchronized boolean offer(Runnable task) {
    return size() < most && super.offer(task);
  }

  @Override
  public int remainingCapacity() {
    return Math.max(0, most - size());
  }

  /** Puts in place of a task that waits another one; false when it waits no more. */
  synchronized boolean replace(Task waiting, Task instead) {
    return remove(waiting) && super.offer(instead);
  }
}
