package dev.perigee.rules;

import dev.perigee.simulation.Outlook;
import java.util.List;

/**
 * An outlook, and how it came about.
 *
 * @param outlook what the simulation sees
 * @param trace one row for each effect, in the order in which they were applied
 */
public record TracedOutlook(Outlook outlook, List<TraceRow> trace) {
  public TracedOutlook {
    trace = List.copyOf(trace);
  }
}
