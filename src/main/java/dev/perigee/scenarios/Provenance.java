package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a result comes from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Where a result comes from; equal provenance means equal bytes.")
public record Provenance(
    @Schema(
            description = "Digest of the rule set; absent in deterministic mode.",
            examples = "sha256:5f0c...")
        String ruleSet,
    @Schema(
            description = "Day of knowledge; absent in deterministic mode.",
            examples = "2026-11-23")
        LocalDate asOf,
    @Schema(description = "Digest of the facts in force on that day.", examples = "sha256:9b1a...")
        String facts,
    @Schema(description = "Digest of the scenario.", examples = "sha256:44a1...") String scenario,
    @Schema(description = "Seed of the draws; absent in deterministic mode.", examples = "20260215")
        Long seed,
    @Schema(description = "Paths of each pack; absent in deterministic mode.", examples = "20000")
        Integer paths,
    @Schema(description = "Version of the arithmetic.", examples = "1.0.0") String coreVersion,
    @Schema(description = "What computed it; changes no bit of the numbers.", examples = "jvm")
        String engine,
    @Schema(
            description = "Digest of the answer without its provenance, and of its series.",
            examples = "sha256:07cd...")
        String digest) {}
