package dev.perigee.scenarios;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run that was computed again. */
@Schema(description = "A run that was computed again.")
public record RunVerification(
    @Schema(description = "Name of the run.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(
            description = "What computed it again.",
            enumeration = {"jvm", "native"},
            examples = "jvm")
        String engine,
    @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion,
    @Schema(description = "Digest of the stored result.", examples = "sha256:07cd...")
        String storedDigest,
    @Schema(description = "Digest of what came out now.", examples = "sha256:07cd...")
        String recomputedDigest,
    @Schema(description = "Whether the two are the same.", examples = "true") boolean identical,
    @Schema(description = "How long it took, with waiting, s.", examples = "0.42")
        double seconds) {}
