package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The rest of the company, where it differs from that of the rule set. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "The rest of the company, where it differs from the rule set's `valuation.yaml`. All in USD.",
    additionalProperties = Schema.False.class)
public record EquityBridgeRequest(
    @Schema(
            description = "Enterprise value of connectivity, USD.",
            minimum = "0",
            maximum = "1e15",
            examples = "360e9")
        Double connectivityUsd,
    @Schema(
            description = "Enterprise value of launch and government business, USD.",
            minimum = "0",
            maximum = "1e15",
            examples = "60e9")
        Double launchUsd,
    @Schema(
            description = "Enterprise value of AI on the ground, USD.",
            minimum = "0",
            maximum = "1e15",
            examples = "250e9")
        Double groundAiUsd,
    @Schema(description = "Debt, USD.", minimum = "0", maximum = "1e15", examples = "39.36e9")
        Double debtUsd,
    @Schema(description = "Cash, USD.", minimum = "0", maximum = "1e15", examples = "100e9")
        Double cashUsd,
    @Schema(description = "Diluted shares.", minimum = "1", maximum = "1e15", examples = "13.11e9")
        Double dilutedShares,
    @Schema(
            description = "Enterprise value at which the company trades, USD.",
            minimum = "0",
            maximum = "1e15",
            examples = "1.25e12")
        Double marketEnterpriseValueUsd) {}
