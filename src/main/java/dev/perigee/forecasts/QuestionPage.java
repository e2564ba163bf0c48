package dev.perigee.forecasts;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The questions that are asked. */
@Schema(description = "The questions that are asked of every run of the day.")
public record QuestionPage(@Schema(description = "The questions.") List<Question> items) {}
