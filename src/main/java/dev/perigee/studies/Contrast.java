package dev.perigee.studies;

import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Outlook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two outlooks that are compared, and what lies between them.
 *
 * @param reference the one that is compared with
 * @param candidate the one that is compared
 * @param switched the reference with one part of the candidate, for each part
 * @param referenceCompany the rest of the company under the reference
 * @param candidateCompany the same under the candidate
 */
public record Contrast(
    Outlook reference,
    Outlook candidate,
    List<Switched> switched,
    EquityBridge referenceCompany,
    EquityBridge candidateCompany) {
  public Contrast {
    switched = List.copyOf(switched);
  }

  /**
   * The reference with one part switched.
   *
   * @param part its name
   */
  public record Switched(String part, Outlook outlook) {}

  /** Number of distinct outlooks, each of which is simulated. */
  public int outlooks() {
    Set<Outlook> distinct = new HashSet<>(Set.of(reference));
    distinct.add(candidate);
    switched.forEach(each -> distinct.add(each.outlook()));
    return distinct.size();
  }

  /** Simulates the outlooks, equal ones once, and reads the differences off. */
  public Differences differences(Simulations simulations, PairedDesign design)
      throws InterruptedException {
    Batches before = simulations.batches(reference, design);
    Batches after = candidate.equals(reference) ? before : simulations.batches(candidate, design);
    Map<Outlook, double[]> values = new HashMap<>(); // of the others nothing else is kept
    values.put(reference, before.numbers(Batches::meanValue));
    values.put(candidate, after.numbers(Batches::meanValue));
    for (Switched each : switched) {
      if (!values.containsKey(each.outlook())) {
        values.put(
            each.outlook(),
            simulations.batches(each.outlook(), design).numbers(Batches::meanValue));
      }
    }
    return DifferenceReader.of(this, before, after, values);
  }
}
