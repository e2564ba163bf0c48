package dev.perigee.studies;

import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Outlook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /** Every outlook, with repetitions. */
  public List<Outlook> outlooks() {
    List<Outlook> all = new ArrayList<>(List.of(reference, candidate));
    switched.forEach(each -> all.add(each.outlook()));
    return all;
  }

  /**
   * The differences.
   *
   * @param simulated batches of each of the outlooks
   */
  public Differences differences(Map<Outlook, Batches> simulated) {
    return DifferenceReader.of(this, simulated);
  }
}
