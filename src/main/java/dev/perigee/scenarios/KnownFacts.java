package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.milestones.Milestones;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.KnowledgeDate;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The facts of the ledger as they are known on a day. Those that were read last are remembered
 * until something is recorded, and for when the database cannot be reached; those of today always
 * are.
 */
@ApplicationScoped
public class KnownFacts {
  private static final int MOST_DAYS = 32;

  private final Milestones milestones;
  private final KnowledgeDate knowledge;
  private final ConcurrentSkipListMap<LocalDate, Snapshot> remembered =
      new ConcurrentSkipListMap<>();

  public KnownFacts(Milestones milestones, KnowledgeDate knowledge) {
    this.milestones = milestones;
    this.knowledge = knowledge;
  }

  /**
   * Facts in force on a day.
   *
   * @param facts in the order of their names
   * @param position where the ledger stood when they were read
   */
  public record Snapshot(List<Milestone> facts, long position) {}

  /** Facts in force on a day, as the ledger stands now, or stood when it was last read. */
  public Snapshot on(LocalDate asOf) {
    try {
      long position = milestones.position();
      Snapshot last = remembered.get(asOf);
      if (last != null && last.position() == position) {
        return last; // nothing was recorded since
      }
      Snapshot snapshot = new Snapshot(read(asOf, position), position);
      remember(asOf, snapshot);
      return snapshot;
    } catch (RuntimeException e) {
      Snapshot last = DatabaseOutage.isCauseOf(e) ? remembered.get(asOf) : null;
      if (last == null) {
        throw e;
      }
      return last;
    }
  }

  /** Facts in force on a day as the ledger stood at a position, in the order of their names. */
  List<Milestone> read(LocalDate asOf, long position) {
    return milestones.inForce(asOf, position).stream()
        .sorted(Comparator.comparing(Milestone::id))
        .toList();
  }

  private void remember(LocalDate asOf, Snapshot snapshot) {
    remembered.put(asOf, snapshot);
    while (remembered.size() > MOST_DAYS) {
      Map.Entry<LocalDate, Snapshot> oldest = remembered.firstEntry();
      remembered.remove(
          oldest.getKey().equals(asOf) ? remembered.higherKey(asOf) : oldest.getKey());
    }
  }

  /** Keeps the facts of today at hand. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    try {
      on(knowledge.today());
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
    }
  }
}
