package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of saved scenarios, or of versions of one. */
@Schema(description = "A page of saved scenarios, or of the versions of one.")
public record SavedScenarioPage(
    @Schema(description = "The scenarios or versions.") List<SavedScenarioSummary> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Cursor of the next page; absent on the last.",
            examples = "cmV1c2UgaW4gZWFybHkgMjAyNw")
        String next) {}
