package dev.perigee.comparisons;

import dev.perigee.scenarios.RunExamples;
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
            examples = RunExamples.ID)
        String run,
    @Schema(
            description = "Name of the run that it is compared with, the reference.",
            required = true,
            maxLength = 100,
            examples = RunExamples.CENTRAL_ID)
        String with) {}
