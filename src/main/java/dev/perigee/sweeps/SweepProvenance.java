package dev.perigee.sweeps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.scenarios.RunInputs;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a sweep comes from. */
@Schema(description = "Where a sweep comes from; equal provenance means equal bytes.")
record SweepProvenance(
    @Schema(
            description =
                "Name of the run around which the sweep is; POST `/api/v1/runs` with the base makes it.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String runId,
    @Schema(description = "Digest of the rule set.", pattern = RuleSetDigest.PATTERN)
        String ruleSet,
    @Schema(description = "Day of knowledge.", examples = "2026-11-23") LocalDate asOf,
    @Schema(
            description = "Digest of the facts in force on that day.",
            pattern = RuleSetDigest.PATTERN)
        String facts,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Name of the scenario, when it has one.", examples = "bull")
        String scenario,
    @Schema(description = "Seed of the draws, the same for all points.", examples = "20260215")
        long seed,
    @Schema(description = "Paths of each pack at each point.", examples = "20000") int paths,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Number of batches from whose differences the standard errors come; absent in a grid, whose points are whole"
                    + " runs.",
            examples = "16")
        Integer batches,
    @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion) {

  static SweepProvenance of(RunInputs base, int paths, Integer batches) {
    return new SweepProvenance(
        base.id(),
        base.ruleSet(),
        base.asOf(),
        base.facts(),
        base.scenario().name(),
        base.seed(),
        paths,
        batches,
        base.coreVersion());
  }
}
