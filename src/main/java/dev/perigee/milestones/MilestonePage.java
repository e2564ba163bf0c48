package dev.perigee.milestones;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the ledger. */
@Schema(description = "A page of the ledger: the latest facts first.")
public record MilestonePage(
    @Schema(description = "The day as of which the facts are known.", examples = "2026-11-23")
        LocalDate asOf,
    @Schema(description = "The facts.") List<MilestoneResponse> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Cursor of the next page; absent on the last.",
            examples = "MjAyNi0wOS0yOHxzdGFyc2hpcA")
        String next) {}
