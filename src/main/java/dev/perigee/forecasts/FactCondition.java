package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.milestones.Grade;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a number, and the grade of the fact it is from, must fulfil; all that is given. */
@Schema(description = "What a number, and the grade of its fact, must fulfil; all that is given.")
public record FactCondition(
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The number is above this.", examples = "1000")
        Double above,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The number is this or more.", examples = "1")
        Double atLeast,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The number is this or less.", examples = "60")
        Double atMost,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "The grade is one of these.")
        List<Grade> grades) {
  public FactCondition {
    grades = grades == null ? null : List.copyOf(grades);
  }

  /** Whether it holds. What asks for a number does not hold of nothing. */
  boolean holds(Optional<Double> value, Optional<Grade> grade) {
    return (above == null || value.filter(x -> x > above).isPresent())
        && (atLeast == null || value.filter(x -> x >= atLeast).isPresent())
        && (atMost == null || value.filter(x -> x <= atMost).isPresent())
        && (grades == null || grade.filter(grades::contains).isPresent());
  }
}
