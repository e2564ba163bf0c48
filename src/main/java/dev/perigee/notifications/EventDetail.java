package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an event tells. */
@Schema(description = "What an event tells: the one part that is of its kind. Tests have none.")
public record EventDetail(
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Of `milestone.*`: the facts of one request.")
        RecordedFacts facts,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Of `rule-set.activated`: the activation.")
        ActivatedRuleSet ruleSet,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Of `valuation.moved`: from where to where, and since when.")
        MovedValuation valuation) {
  /** Of a test. */
  static final EventDetail NONE = new EventDetail(null, null, null);

  static EventDetail of(RecordedFacts facts) {
    return new EventDetail(facts, null, null);
  }

  static EventDetail of(ActivatedRuleSet ruleSet) {
    return new EventDetail(null, ruleSet, null);
  }

  static EventDetail of(MovedValuation valuation) {
    return new EventDetail(null, null, valuation);
  }
}
