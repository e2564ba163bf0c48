package dev.perigee.milestones;

import java.time.LocalDate;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fact as it is written to the ledger, or assumed in a scenario. */
@Schema(
    description = "A fact to be recorded, or assumed in a scenario.",
    additionalProperties = Schema.False.class)
public record MilestoneRequest(
    @Schema(
            description =
                "Name of the fact; given by the service when absent. The same fact may be sent again under its name.",
            pattern = "^[a-z0-9][a-z0-9-]{2,79}$",
            examples = "starship-flight-20")
        String id,
    @Schema(
            description = "What kind of fact. Not needed when a fact is withdrawn.",
            examples = "FLIGHT_RESULT")
        FactType type,
    @Schema(description = "Day it happened, or is planned to.", examples = "2026-11-20")
        LocalDate occurredOn,
    @Schema(
            description = "Day it became known; the day it happened unless given. Not after today.",
            examples = "2026-11-20")
        LocalDate reportedOn,
    @Schema(
            description = "Who. The programme's own facts are those of SpaceX.",
            minLength = 1,
            maxLength = 200,
            defaultValue = "SpaceX",
            examples = "SpaceX")
        String actor,
    @Schema(description = "The vehicle, system or thing.", maxLength = 200, examples = "Starship")
        String subject,
    @Schema(
            description = "The fact in a sentence.",
            maxLength = 500,
            examples = "Starship Flight 20 reaches orbit")
        String title,
    @Schema(description = "The number, in `unit`.", examples = "60") Double value,
    @Schema(
            description = "Unit of the value; may be left out where the type has a single unit.",
            maxLength = 100,
            examples = "t")
        String unit,
    @Schema(description = "How it came out.", examples = "MET") Grade grade,
    @Schema(description = "Kind of source.", examples = "COMPANY_DATA") Evidence evidence,
    @Schema(
            description =
                "Weight with which the fact acts, in [0, 1]; that of the kind of source unless given.",
            minimum = "0",
            maximum = "1",
            examples = "0.7")
        Double evidenceQuality,
    @Schema(
            description = "Where it is from.",
            maxLength = 1000,
            examples = "https://example.com/flight-20")
        String sourceUrl,
    @Schema(
            description = "Anything a reader should know.",
            maxLength = 4000,
            examples = "First flight of a new block")
        String note,
    @Schema(
            description = "Further numbers by name, as the type allows; see the type.",
            examples = "{\"periodYears\": 0.25}")
        Map<String, Double> measures,
    @Schema(
            description = "Name of the fact that this one corrects or withdraws.",
            maxLength = 80,
            examples = "starship-flight-19")
        String supersedes,
    @Schema(
            description = "True withdraws the fact named by `supersedes`.",
            defaultValue = "false",
            examples = "false")
        Boolean retracted) {}
