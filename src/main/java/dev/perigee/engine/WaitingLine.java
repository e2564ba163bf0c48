package dev.perigee.engine;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What waits for a slot, bounded: first what somebody waits for, then what goes on by itself, each
 * in the order in which it came. What goes on by itself leaves one slot free where there are
 * several, so that somebody who comes need not wait until it ends.
 */
final class WaitingLine extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {
  private final int most;
  private final int mostPatient;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final NavigableSet<Task> awaited = new TreeSet<>();
  private final NavigableSet<Task> patient = new TreeSet<>();
  private final Set<Task> running = new HashSet<>();
  private final Set<Task> runningPatient = new HashSet<>();

  /**
   * An empty line.
   *
   * @param most how many may wait
   * @param slots how many can be computed at a time
   */
  WaitingLine(int most, int slots) {
    this.most = most;
    mostPatient = Math.max(1, slots - 1);
  }

  /**
   * What a slot is to do.
   *
   * @param number grows with each, and tells it from all others
   * @param awaited whether somebody waits for it when it comes
   */
  record Task(Runnable work, long number, boolean awaited) implements Runnable, Comparable<Task> {
    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Task other) {
      return Long.compare(number, other.number);
    }
  }

  /** Nobody waits for it any more. */
  void giveWay(Task task) {
    lock.lock();
    try {
      if (awaited.remove(task)) {
        patient.add(task);
      } else if (running.contains(task)) {
        runningPatient.add(task);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Somebody waits for it from now on. */
  void hurry(Task task) {
    lock.lock();
    try {
      if (patient.remove(task)) {
        awaited.add(task);
        changed.signalAll();
      } else if (runningPatient.remove(task)) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A slot has done it. */
  void done(Task task) {
    lock.lock();
    try {
      running.remove(task);
      if (runningPatient.remove(task)) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean offer(Runnable task) {
    Task added = (Task) task;
    lock.lock();
    try {
      if (size() >= most) {
        return false;
      }
      (added.awaited() ? awaited : patient).add(added);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Runnable take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Optional<Task> next = next();
      while (next.isEmpty()) {
        changed.await();
        next = next();
      }
      return next.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(timeout);
    lock.lockInterruptibly();
    try {
      Optional<Task> next = next();
      while (next.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
        next = next();
      }
      return next.orElse(null);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Runnable poll() {
    lock.lock();
    try {
      return next().orElse(null);
    } finally {
      lock.unlock();
    }
  }

  /** Takes out what may begin, if anything may. */
  private Optional<Task> next() {
    Task task = awaited.pollFirst();
    if (task == null && runningPatient.size() < mostPatient) {
      task = patient.pollFirst();
      if (task != null) {
        runningPatient.add(task);
      }
    }
    if (task != null) {
      running.add(task);
    }
    return Optional.ofNullable(task);
  }

  @Override
  public Runnable peek() {
    return all().stream().findFirst().orElse(null);
  }

  @Override
  public boolean remove(Object task) {
    lock.lock();
    try {
      return awaited.remove(task) || patient.remove(task);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return awaited.size() + patient.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int remainingCapacity() {
    return Math.max(0, most - size());
  }

  /** Those that wait now, in their order; what happens to it afterwards is not seen. */
  @Override
  public Iterator<Runnable> iterator() {
    return all().iterator();
  }

  private Collection<Runnable> all() {
    lock.lock();
    try {
      return Stream.concat(awaited.stream(), patient.stream()).<Runnable>map(task -> task).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void put(Runnable task) {
    throw new UnsupportedOperationException("a line that is full refuses");
  }

  @Override
  public boolean offer(Runnable task, long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException("a line that is full refuses at once");
  }

  @Override
  public int drainTo(Collection<? super Runnable> tasks) {
    return drainTo(tasks, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super Runnable> tasks, int atMost) {
    lock.lock();
    try {
      int drained = 0;
      for (Runnable task : all()) {
        if (drained < atMost && remove(task)) {
          tasks.add(task);
          drained++;
        }
      }
      return drained;
    } finally {
      lock.unlock();
    }
  }
}
