package dev.perigee.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Worker processes, one a slot. Those that have nothing to do are looked after from time to time.
 */
final class WorkerPool {
  private static final Logger LOG = Logger.getLogger(WorkerPool.class);

  private final List<WorkerSlot> slots = new ArrayList<>();
  private final BlockingQueue<WorkerSlot> idle = new LinkedBlockingQueue<>();
  private final Duration every;
  private final Thread care;

  private WorkerPool(List<String> command, EngineConfig config, EngineMetrics metrics) {
    for (int i = 0; i < config.slots(); i++) {
      slots.add(new WorkerSlot(command, config, metrics));
    }
    every = config.check();
    care = Thread.ofPlatform().daemon().name("engine-care").unstarted(this::care);
  }

  /**
   * Starts workers: the first is waited for, the others follow.
   *
   * @throws WorkerRefused when the first cannot be used
   */
  static WorkerPool open(EngineConfig config, EngineMetrics metrics) throws WorkerRefused {
    WorkerPool pool = new WorkerPool(WorkerCommand.find(config), config, metrics);
    try {
      pool.slots.getFirst().ensureWorker();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkerRefused("the start of a worker was interrupted");
    }
    pool.idle.addAll(pool.slots);
    pool.care.start();
    return pool;
  }

  private void care() {
    try {
      while (true) {
        for (int i = 0; i < slots.size(); i++) {
          tendOne();
        }
        Thread.sleep(every);
      }
    } catch (InterruptedException e) {
      LOG.debug("Workers are no longer looked after");
    }
  }

  private void tendOne() throws InterruptedException {
    WorkerSlot slot = idle.poll();
    if (slot == null) {
      return;
    }
    try {
      slot.tend();
    } catch (RuntimeException e) {
      LOG.error("A worker could not be looked after", e);
    } finally {
      idle.add(slot);
    }
  }

  /**
   * Computes in the thread of a slot.
   *
   * @throws NoFiniteAnswer when the equations have no finite answer
   * @throws dev.perigee.simulation.InvalidParameters when parameters do not fit
   * @throws InterruptedException when the thread was interrupted
   * @throws WorkersUnavailable when no worker did it
   */
  <R> R compute(Work.OfWorkers<R> work, Call call) throws InterruptedException, WorkersUnavailable {
    WorkerSlot slot = idle.take();
    try {
      return slot.compute(work, call);
    } finally {
      idle.add(slot);
    }
  }

  /** Worker processes that run. */
  int alive() {
    return (int) slots.stream().filter(WorkerSlot::isAlive).count();
  }

  List<EngineStatus.Worker> status() {
    return slots.stream().map(WorkerSlot::status).toList();
  }

  /** Ends the workers; nothing may be computed any more. */
  void close() throws InterruptedException {
    care.interrupt();
    care.join();
    for (WorkerSlot slot : slots) {
      slot.close();
    }
  }
}
