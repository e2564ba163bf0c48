package dev.perigee.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One thing wrong with a request: where, what was expected, what came. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One thing wrong with a request.")
public record Violation(
    @Schema(
            description =
                "Where in the body, as a JSON pointer (RFC 6901); rows of a CSV count from 0.",
            examples = "/scenario/quarters")
        String pointer,
    @Schema(
            description = "Name of the query or path parameter, when it is not in the body.",
            examples = "asOf")
        String parameter,
    @Schema(description = "What was expected.", examples = "an integer from 4 to 120")
        String expected,
    @Schema(description = "What came.", examples = "3") String actual) {

  private static final int LONGEST_ACTUAL = 200;

  public Violation {
    actual =
        actual != null && actual.length() > LONGEST_ACTUAL
            ? actual.substring(0, LONGEST_ACTUAL) + "..."
            : actual;
  }

  /** A violation in the body. */
  public static Violation at(String pointer, String expected, Object actual) {
    return new Violation(pointer, null, expected, String.valueOf(actual));
  }

  /** A violation of a query or path parameter. */
  public static Violation of(String parameter, String expected, Object actual) {
    return new Violation(null, parameter, expected, String.valueOf(actual));
  }

  /** A step of a JSON pointer: a slash and the escaped name (RFC 6901). */
  public static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The same within an outer value. */
  public Violation within(String outer) {
    return new Violation(outer + (pointer == null ? "" : pointer), parameter, expected, actual);
  }
}
