package dev.perigee.comparisons;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A comparison of runs to be made. */
@Schema(
    description = "Two stored runs of the same mode.",
    additionalProperties = Schema.False.class)
record ComparisonRequest(
    @Schema(
            description = "Name of the run that is compared, the candidate.",
            required = true,
            maxLength = 100,
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String run,
    @Schema(
            description = "Name of the run that it is compared with, the reference.",
            required = true,
            maxLength = 100,
            examples = "b31076c359822f73ab6dbf28f265e5f5")
        String with) {}
