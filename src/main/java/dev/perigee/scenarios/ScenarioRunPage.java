package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the runs of a saved scenario. */
@Schema(description = "A page of the runs of a saved scenario: the latest first.")
public record ScenarioRunPage(
    @Schema(description = "The runs.") List<ScenarioRun> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Cursor of the next page; absent on the last.", examples = "NDI")
        String next) {}
