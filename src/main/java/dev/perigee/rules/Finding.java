package dev.perigee.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something about a file of a rule set that its author should know.
 *
 * @param file path within the bundle; empty when it concerns the whole
 * @param line from 1; 0 when it concerns the whole file
 * @param column from 1; 0 when it concerns the whole line
 * @param message what was found
 * @param allowed what may stand there, or null
 * @param maybe what the author may have meant, or null
 */
@Schema(description = "Something about a file of a rule set that its author should know.")
public record Finding(
    @Schema(
            description = "Path within the rule set; empty when it concerns the whole.",
            examples = "launch.drl")
        String file,
    @Schema(description = "Line, from 1; 0 when it concerns the whole file.", examples = "12")
        int line,
    @Schema(description = "Column, from 1; 0 when it concerns the whole line.", examples = "5")
        int column,
    @Schema(description = "What was found.", examples = "no case fires this rule") String message,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What may stand there.", examples = "a key of a parameter")
        String allowed,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What the author may have meant.", examples = "launch.cost.initial")
        String maybe) {

  /** A finding about a whole file. */
  public static Finding of(String file, String message) {
    return at(file, 0, message);
  }

  /** A finding about a line. */
  public static Finding at(String file, int line, String message) {
    return at(file, line, 0, message);
  }

  /** A finding about a place. */
  public static Finding at(String file, int line, int column, String message) {
    return new Finding(file, line, column, message, null, null);
  }

  /** The same with what may stand there. */
  public Finding allowing(String what) {
    return new Finding(file, line, column, message, what, maybe);
  }

  /** The same with what the author may have meant. */
  public Finding suggesting(String what) {
    return new Finding(file, line, column, message, allowed, what);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    if (column > 0) {
      text.append(':').append(column);
    }
    text.append(": ").append(message);
    if (allowed != null) {
      text.append("; allowed: ").append(allowed);
    }
    if (maybe != null) {
      text.append(". Maybe ").append(maybe);
    }
    return text.toString();
  }
}
