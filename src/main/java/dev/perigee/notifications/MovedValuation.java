package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.RuleSetDigest;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A move of the mean enterprise value of the orbital programme. */
@Schema(
    description =
        "A move of the mean enterprise value of the orbital programme, as of today under the active"
            + " rule set, in real 2026 USD.")
public record MovedValuation(
    @Schema(description = "The value announced last.") AnnouncedValue before,
    @Schema(description = "The value now.") AnnouncedValue after,
    @Schema(description = "By how much it moved, USD.", examples = "1.2e10") double changeUsd,
    @Schema(
            description =
                "Standard error of the change, as if both runs had draws of their own; they share"
                    + " them, so it is less.",
            examples = "1.1e9")
        double changeStandardErrorUsd,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "The change as a share of the value before; absent when that was 0.",
            examples = "0.12")
        Double changeShare,
    @Schema(
            description = "Names of facts that count now and did not before, the first 100.",
            examples = "[\"starship-flight-15\"]")
        List<String> factsAdded,
    @Schema(
            description = "Names of facts that counted before and do not now, the first 100.",
            examples = "[\"starship-flight-13\"]")
        List<String> factsRemoved,
    @Schema(description = "Whether the rule set is another one.", examples = "false")
        boolean ruleSetChanged) {
  private static final int MOST = 100;

  /** Standard errors that a change must exceed, lest it be noise. */
  private static final double SIGNIFICANT = 2;

  /** A value as a run has it. */
  @Schema(description = "A mean enterprise value, and the run that says so.")
  public record AnnouncedValue(
      @Schema(description = "Name of the run.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
          String runId,
      @Schema(description = "Day of knowledge of the run.", examples = "2026-11-30") LocalDate asOf,
      @Schema(description = "Digest of its rule set.", pattern = RuleSetDigest.PATTERN)
          String ruleSet,
      @Schema(description = "Mean enterprise value, USD.", examples = "1.12e11") double meanUsd,
      @Schema(description = "Standard error of the mean, USD.", examples = "8.3e8")
          double standardErrorUsd) {}

  /**
   * From one valuation to another.
   *
   * @param factsBefore names of the facts in force then
   * @param factsAfter names of the facts in force now
   */
  static MovedValuation between(
      AnnouncedValue before,
      Set<String> factsBefore,
      AnnouncedValue after,
      Set<String> factsAfter) {
    double change = after.meanUsd() - before.meanUsd();
    return new MovedValuation(
        before,
        after,
        change,
        Math.hypot(before.standardErrorUsd(), after.standardErrorUsd()),
        before.meanUsd() == 0 ? null : change / Math.abs(before.meanUsd()),
        without(factsAfter, factsBefore),
        without(factsBefore, factsAfter),
        !before.ruleSet().equals(after.ruleSet()));
  }

  private static List<String> without(Set<String> facts, Set<String> others) {
    Set<String> left = new TreeSet<>(facts);
    left.removeAll(others);
    return left.stream().limit(MOST).toList();
  }

  /**
   * Whether it is to be announced: more than a share of the value before, and more than two
   * standard errors of the change.
   */
  boolean exceeds(double threshold) {
    return Math.abs(changeUsd) > threshold * Math.abs(before.meanUsd())
        && Math.abs(changeUsd) > SIGNIFICANT * changeStandardErrorUsd;
  }
}
