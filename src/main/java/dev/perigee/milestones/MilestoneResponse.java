package dev.perigee.milestones;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fact of the ledger. */
@Schema(description = "A fact of the ledger.")
public record MilestoneResponse(
    @Schema(description = "Name of the fact.", examples = "starship-flight-14") String id,
    @Schema(description = "What kind of fact.", examples = "FLIGHT_RESULT") FactType type,
    @Schema(description = "Day it happened, or is planned to.", examples = "2026-09-28")
        LocalDate occurredOn,
    @Schema(description = "Day it became known.", examples = "2026-09-28") LocalDate reportedOn,
    @Schema(description = "Who.", examples = "SpaceX") String actor,
    @Schema(description = "The vehicle, system or thing.", examples = "Starship") String subject,
    @Schema(
            description = "The fact in a sentence.",
            examples = "Starship Flight 14 is the first to reach orbit")
        String title,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The number, in `unit`.", examples = "44")
        Double value,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Unit of the value.", examples = "t")
        String unit,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "How it came out.", examples = "MET")
        Grade grade,
    @Schema(description = "Kind of source.", examples = "COMPANY_DATA") Evidence evidence,
    @Schema(description = "Weight with which the fact acts, in [0, 1].", examples = "0.4")
        double evidenceQuality,
    @Schema(description = "Where it is from.", examples = "https://example.com/flight-14")
        String sourceUrl,
    @Schema(
            description = "Anything a reader should know.",
            examples = "Cut from about 10 h to 3 h 08 min")
        String note,
    @Schema(description = "Further numbers by name.", examples = "{}") Map<String, Double> measures,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Name of the fact that this one corrects or withdraws.",
            examples = "starship-flight-13")
        String supersedes,
    @Schema(description = "Whether this withdraws a fact.", examples = "false") boolean retracted,
    @Schema(description = "Whether this is an assumption of a scenario.", examples = "false")
        boolean hypothetical) {

  /** The response for a fact. */
  public static MilestoneResponse of(Milestone milestone) {
    return new MilestoneResponse(
        milestone.id(),
        milestone.type(),
        milestone.occurredOn(),
        milestone.reportedOn(),
        milestone.actor(),
        milestone.subject(),
        milestone.title(),
        milestone.value().orElse(null),
        milestone.unit().orElse(null),
        milestone.grade().orElse(null),
        milestone.evidence(),
        milestone.evidenceQuality(),
        milestone.sourceUrl(),
        milestone.note(),
        milestone.measures(),
        milestone.supersedes().orElse(null),
        milestone.retracted(),
        milestone.hypothetical());
  }
}
