package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Milestone;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the ledger answers a question. */
@Schema(description = "How the ledger answers a question: which facts count, and how.")
public record ResolutionRule(
    @Schema(description = "Type of the facts that count.", examples = "LAUNCH_CADENCE")
        FactType type,
    @Schema(description = "A word of the actor is one of these.", examples = "[\"SpaceX\"]")
        List<String> actors,
    @Schema(description = "Least evidence quality.", examples = "0.3") double evidence,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What else a fact that counts must fulfil.")
        FactCondition where,
    @Schema(description = "Which of the facts answer.", examples = "total") TakenFacts take,
    @Schema(
            description =
                "What it means when there is none, once the ledger reaches the grace days after.",
            examples = "zero")
        AbsentFacts absent,
    @Schema(description = "Days for reports that are late.", examples = "60") int graceDays) {

  /** Which facts answer. */
  public enum TakenFacts {
    /** The sum of those that cover the period. */
    @JsonProperty("total")
    TOTAL,
    /** The latest up to the day; of a period, the latest within. */
    @JsonProperty("latest")
    LATEST,
    /** The first after the day of the forecast. */
    @JsonProperty("first")
    FIRST,
    /** Any is a yes. */
    @JsonProperty("any")
    ANY
  }

  /** What it means when there is no fact. */
  public enum AbsentFacts {
    /** Zero, which is a no. */
    @JsonProperty("zero")
    ZERO,
    /** The question falls: no forecast of it is scored. */
    @JsonProperty("void")
    VOID,
    /** The question stays open. */
    @JsonProperty("open")
    OPEN
  }

  public ResolutionRule {
    if (type == null || take == null || actors == null || actors.isEmpty()) {
      throw new IllegalArgumentException("a resolution names type, actors and take");
    }
    if (!(evidence >= 0 && evidence <= 1) || graceDays < 0) {
      throw new IllegalArgumentException(
          "evidence lies in [0, 1] and graceDays is not negative, got %s and %d"
              .formatted(evidence, graceDays));
    }
    absent = absent == null ? AbsentFacts.OPEN : absent;
    actors = List.copyOf(actors);
  }

  /** Whether a fact counts. */
  boolean counts(Milestone fact) {
    return fact.type() == type
        && fact.evidenceQuality() >= evidence
        && Arrays.stream(fact.actor().split("\\W+", -1))
            .anyMatch(word -> actors.stream().anyMatch(word::equalsIgnoreCase))
        && (where == null || where.holds(fact.value(), fact.grade()));
  }
}
