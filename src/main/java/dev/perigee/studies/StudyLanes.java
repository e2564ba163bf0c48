package dev.perigee.studies;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where studies are computed: short ones one after the other, and beside them long ones one after
 * the other. A replay of years keeps nobody waiting for a comparison.
 */
final class StudyLanes {
  private static final long AT_END_SECONDS = 5;

  private final long shortUpTo;
  private final ThreadPoolExecutor shortOnes;
  private final ThreadPoolExecutor longOnes;

  /**
   * @throws IllegalArgumentException when nothing could wait
   */
  StudyLanes(StudiesConfig config) {
    if (config.queue() < 1) {
      throw new IllegalArgumentException(
          "perigee.studies.queue must be at least 1, got " + config.queue());
    }
    shortUpTo = config.shortUpTo();
    shortOnes = lane("short studies", config.queue());
    longOnes = lane("long studies", config.queue());
  }

  private static ThreadPoolExecutor lane(String name, int queue) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(queue),
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /**
   * Computes a study as soon as its lane is free.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too many wait
   */
  void execute(Study study, Runnable computation) {
    (study.cost() <= shortUpTo ? shortOnes : longOnes).execute(computation);
  }

  /** Whether one more would be taken, however long it is. */
  boolean haveRoom() {
    return lanes().allMatch(lane -> lane.getQueue().remainingCapacity() > 0);
  }

  /** Takes no more. */
  void shutDown() {
    lanes().forEach(ThreadPoolExecutor::shutdown);
  }

  /** Waits a while until what was taken has ended. */
  void awaitEnd() throws InterruptedException {
    shortOnes.awaitTermination(AT_END_SECONDS, TimeUnit.SECONDS);
    longOnes.awaitTermination(AT_END_SECONDS, TimeUnit.SECONDS);
  }

  private Stream<ThreadPoolExecutor> lanes() {
    return Stream.of(shortOnes, longOnes);
  }
}
