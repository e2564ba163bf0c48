package dev.perigee.milestones;

import dev.perigee.platform.Caller;
import java.util.List;

/**
 * Facts came into the ledger by one request; those that were shipped come without it. Whoever
 * observes it as an event is within the transaction that stores them.
 *
 * @param facts at least one, in the order of the request
 * @param caller who recorded them
 */
public record FactsRecorded(List<Milestone> facts, Caller caller) {
  public FactsRecorded {
    facts = List.copyOf(facts);
  }
}
