package dev.perigee.identity;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks for an API key. */
@Schema(
    description = "Asks for an API key.",
    requiredProperties = {"name", "roles", "lifeDays"},
    additionalProperties = Schema.False.class)
public record ApiKeyCreation(
    @Schema(
            description = "What it is for.",
            minLength = 1,
            maxLength = 100,
            pattern = "\\S",
            examples = "nightly sweep")
        String name,
    @Schema(
            description =
                "What it may do: roles, that is viewer, analyst, author, approver, operator, admin.",
            minItems = 1,
            maxItems = 6,
            examples = "[\"viewer\"]")
        List<String> roles,
    @Schema(
            description =
                "How many days it lives: not longer than `perigee.identity.api-key-life`, a year unless changed.",
            minimum = "1",
            maximum = "3650",
            examples = "90")
        int lifeDays) {}
