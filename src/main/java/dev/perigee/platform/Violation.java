package dev.perigee.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing wrong with a request: where, what was expected, what came. What is wrong with a file of
 * a rule set has a place in the file, and a message.
 */
@Schema(description = "One thing wrong with a request.")
public record Violation(
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Where in the body, as a JSON pointer (RFC 6901); rows of a CSV count from 0.",
            examples = "/scenario/quarters")
        String pointer,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Name of the query or path parameter, when it is not in the body.",
            examples = "asOf")
        String parameter,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Path within the rule set, when it is in one of its files.",
            examples = "launch.drl")
        String file,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Line of the file, from 1, when it is known.", examples = "12")
        Integer line,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Column of the line, from 1, when it is known.", examples = "5")
        Integer column,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "What was found in the file.",
            examples = "there is no parameter launch.cost.initail")
        String message,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What was expected.", examples = "an integer from 4 to 120")
        String expected,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "What came.", examples = "3")
        String actual,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What the author may have meant.", examples = "launch.cost.initial")
        String maybe) {

  private static final int LONGEST_ACTUAL = 200;

  public Violation {
    actual =
        actual != null && actual.length() > LONGEST_ACTUAL
            ? actual.substring(0, LONGEST_ACTUAL) + "..."
            : actual;
  }

  /** A violation in the body. */
  public static Violation at(String pointer, String expected, Object actual) {
    return new Violation(
        pointer, null, null, null, null, null, expected, String.valueOf(actual), null);
  }

  /** A violation of a query or path parameter. */
  public static Violation of(String parameter, String expected, Object actual) {
    return new Violation(
        null, parameter, null, null, null, null, expected, String.valueOf(actual), null);
  }

  /**
   * Something wrong with a file of a rule set.
   *
   * @param file path within the rule set; empty when it concerns the whole
   * @param line from 1; 0 when it concerns the whole file
   * @param column from 1; 0 when it concerns the whole line
   * @param expected what may stand there, or null
   * @param maybe what the author may have meant, or null
   */
  public static Violation in(
      String file, int line, int column, String message, String expected, String maybe) {
    return new Violation(
        null,
        null,
        file,
        line == 0 ? null : line,
        column == 0 ? null : column,
        message,
        expected,
        null,
        maybe);
  }

  /** A step of a JSON pointer: a slash and the escaped name (RFC 6901). */
  public static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The same within an outer value. */
  public Violation within(String outer) {
    return new Violation(
        outer + (pointer == null ? "" : pointer),
        parameter,
        file,
        line,
        column,
        message,
        expected,
        actual,
        maybe);
  }
}
