package dev.perigee.scenarios;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs used last, and those that wait to be stored; both bounded. */
final class RecentRuns {
  private static final int MOST_REMEMBERED = 128;
  private static final int MOST_WAITING = 64;

  private final Map<String, StoredRun> remembered = new Bounded<>(MOST_REMEMBERED);
  private final Map<String, Waiting> waiting = new Bounded<>(MOST_WAITING);

  /** A run that is to be stored. */
  record Waiting(RunPlan plan, StoredRun run, boolean mayBeCancelled) {}

  synchronized void remember(StoredRun run) {
    remembered.put(run.id(), run);
  }

  /** Keeps a run until it is stored; of too many the oldest are dropped and can be asked anew. */
  synchronized void await(RunPlan plan, StoredRun run, boolean mayBeCancelled) {
    waiting.put(run.id(), new Waiting(plan, run, mayBeCancelled));
  }

  /** Those that are to be stored. */
  synchronized List<Waiting> waiting() {
    return List.copyOf(waiting.values());
  }

  /** One was stored. */
  synchronized void stored(Waiting done) {
    waiting.remove(done.run().id(), done);
  }

  synchronized Optional<StoredRun> find(String id) {
    Waiting unstored = waiting.get(id);
    return Optional.ofNullable(unstored == null ? remembered.get(id) : unstored.run());
  }

  /** Drops what was used longest ago. */
  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD_FACTOR = 0.75f;

    private final int most;

    Bounded(int most) {
      super(most, LOAD_FACTOR, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }
}
