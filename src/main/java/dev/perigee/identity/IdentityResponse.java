package dev.perigee.identity;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who asks. */
@Schema(description = "Who asks, and what they may do.")
public record IdentityResponse(
    @Schema(
            description =
                "Whether whoever reaches the service may do everything (`open`), or callers prove who they are"
                    + " (`required`).",
            examples = "open")
        Mode mode,
    @Schema(description = "The name that is written beside what they do.", examples = "ada")
        String name,
    @Schema(
            description = "Their roles, with those that come with them.",
            examples = "[\"viewer\", \"analyst\"]")
        List<String> roles) {}
