package dev.perigee.notifications;

import dev.perigee.rules.RuleSetActivated;
import dev.perigee.rules.RuleSetDigest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The activation of a rule set. */
@Schema(description = "The activation of a rule set.")
public record ActivatedRuleSet(
    @Schema(description = "Digest of the rule set.", pattern = RuleSetDigest.PATTERN) String digest,
    @Schema(
            description = "Digest of the one it took the place of.",
            pattern = RuleSetDigest.PATTERN)
        String previous,
    @Schema(description = "Grows with each activation.", examples = "7") long generation,
    @Schema(description = "Who activated it.", examples = "grace") String by,
    @Schema(
            description = "Why, in the words of whoever did it.",
            examples = "Reuse was shown, and the rules did not know it")
        String why,
    @Schema(description = "Whether it had been active before.", examples = "false")
        boolean rollback) {

  static ActivatedRuleSet of(RuleSetActivated activated) {
    return new ActivatedRuleSet(
        activated.digest(),
        activated.previous(),
        activated.generation(),
        activated.by(),
        activated.why(),
        activated.rollback());
  }
}
