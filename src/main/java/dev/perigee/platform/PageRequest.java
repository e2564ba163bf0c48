package dev.perigee.platform;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list is asked for. */
public class PageRequest extends PageCursor {
  private static final int DEFAULT_LIMIT = 100;
  private static final int GREATEST_LIMIT = 1000;

  @Parameter(
      description = "At most so many rows.",
      schema =
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "1000",
              defaultValue = "100"),
      example = "10")
  @QueryParam("limit")
  String limit;

  /** Most rows of the page, 1 to 1000. */
  public int limit(QueryParameters query) {
    return query.integer("limit", limit, 1, GREATEST_LIMIT, DEFAULT_LIMIT);
  }
}
