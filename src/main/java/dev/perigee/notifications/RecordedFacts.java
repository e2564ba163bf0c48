package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Facts that one request recorded. */
@Schema(description = "Facts that one request recorded; many rows of a CSV are one event.")
public record RecordedFacts(
    @Schema(description = "How many facts.", examples = "1") int count,
    @Schema(description = "Who recorded them.", examples = "ada") String by,
    @Schema(description = "The facts, the first 100 of them.") List<RecordedFact> milestones) {
  private static final int MOST = 100;

  static RecordedFacts of(List<Milestone> facts, String by) {
    return new RecordedFacts(
        facts.size(), by, facts.stream().limit(MOST).map(RecordedFact::of).toList());
  }

  /** A fact in short. */
  @Schema(description = "A fact in short; `/api/v1/milestones/{id}` has all of it.")
  public record RecordedFact(
      @Schema(description = "Name of the fact.", examples = "starship-flight-14") String id,
      @Schema(description = "What kind of fact.", examples = "FLIGHT_RESULT") FactType type,
      @Schema(
              description = "The fact in a sentence.",
              examples = "Starship Flight 14 is the first to reach orbit")
          String title,
      @Schema(description = "Who.", examples = "SpaceX") String actor,
      @Schema(description = "The vehicle, system or thing.", examples = "Starship") String subject,
      @Schema(description = "Day it happened, or is planned to.", examples = "2026-09-28")
          LocalDate occurredOn,
      @Schema(description = "Day it became known.", examples = "2026-09-28") LocalDate reportedOn,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "The number, in `unit`.", examples = "44")
          Double value,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "Unit of the value.", examples = "t")
          String unit,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "How it came out.", examples = "MET")
          Grade grade,
      @Schema(description = "Where it is from.", examples = "https://example.com/flight-14")
          String sourceUrl,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "Name of the fact that it corrects or withdraws.",
              examples = "starship-flight-13")
          String supersedes) {

    static RecordedFact of(Milestone fact) {
      return new RecordedFact(
          fact.id(),
          fact.type(),
          fact.title(),
          fact.actor(),
          fact.subject(),
          fact.occurredOn(),
          fact.reportedOn(),
          fact.value().orElse(null),
          fact.unit().orElse(null),
          fact.grade().orElse(null),
          fact.sourceUrl(),
          fact.supersedes().orElse(null));
    }
  }
}
