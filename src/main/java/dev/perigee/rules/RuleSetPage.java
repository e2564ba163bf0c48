package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the stored rule sets. */
@Schema(description = "A page of the stored rule sets: the latest first.")
public record RuleSetPage(
    @Schema(description = "The rule sets.") List<RuleSetSummary> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Cursor of the next page; absent on the last.",
            examples = "MjAyNi0xMS0yM1QyMTozODowMFp8c2hhMjU2Og")
        String next) {}
