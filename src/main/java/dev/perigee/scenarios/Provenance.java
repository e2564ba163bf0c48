package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.engine.EngineKind;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.simulation.SimulationResult;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a result comes from. */
@Schema(description = "Where a result comes from; equal provenance means equal bytes.")
public record Provenance(
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Digest of the rule set; absent in deterministic mode.",
            examples = "sha256:5f0c...")
        String ruleSet,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Day of knowledge; absent in deterministic mode.",
            examples = "2026-11-23")
        LocalDate asOf,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Digest of the facts in force on that day.",
            examples = "sha256:9b1a...")
        String facts,
    @Schema(description = "Digest of the scenario.", examples = "sha256:44a1...") String scenario,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Seed of the draws; absent in deterministic mode.",
            examples = "20260215")
        Long seed,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Paths of each pack that were run; absent in deterministic mode.",
            examples = "20000")
        Integer paths,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "How points were chosen; absent in deterministic mode.",
            enumeration = {"pseudo", "sobol"},
            examples = "pseudo")
        String sampling,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Relative standard error of the mean enterprise value that was asked for, when one was.",
            examples = "0.01")
        Double precision,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Why the run ended: all `paths` that were asked for, the `precision` that was asked for, or the `limit` of"
                    + " paths before it was reached; absent in deterministic mode.",
            enumeration = {"paths", "precision", "limit"},
            examples = "paths")
        String stoppedBy,
    @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion,
    @Schema(description = "What computed it; changes no bit of the numbers.", examples = "jvm")
        String engine,
    @Schema(
            description = "Digest of the answer without its provenance, and of its series.",
            examples = "sha256:07cd...")
        String digest) {
  /** Provenance of a deterministic run. */
  static Provenance of(RunInputs inputs, EngineKind engine, String digest) {
    return new Provenance(
        null,
        null,
        null,
        CanonicalJson.digest(inputs.scenario()),
        null,
        null,
        null,
        null,
        null,
        inputs.coreVersion(),
        engine.key(),
        digest);
  }

  /** Provenance of a stochastic run. */
  static Provenance of(
      RunInputs inputs, SimulationResult result, EngineKind engine, String digest) {
    return new Provenance(
        inputs.ruleSet(),
        inputs.asOf(),
        inputs.facts(),
        CanonicalJson.digest(inputs.scenario()),
        inputs.seed(),
        result.paths(),
        result.sampling().key(),
        inputs.precision(),
        result.stop().key(),
        inputs.coreVersion(),
        engine.key(),
        digest);
  }
}
