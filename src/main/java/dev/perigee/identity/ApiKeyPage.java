package dev.perigee.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of API keys. */
@Schema(description = "A page of API keys: the latest first.")
public record ApiKeyPage(
    @Schema(description = "The keys, without their secrets.") List<ApiKeyResponse> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Cursor of the next page; absent on the last.", examples = "42")
        String next) {}
