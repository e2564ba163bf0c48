package dev.perigee.dashboards;

import dev.perigee.platform.PageCursor;
import dev.perigee.platform.QueryParameters;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a table is asked for; longer than those of lists, as machines read them. */
public class TablePageRequest extends PageCursor {
  /** Rows of a page unless a request says otherwise. */
  static final int DEFAULT_LIMIT = 10_000;

  private static final int GREATEST_LIMIT = 50_000;

  @Parameter(
      description = "At most so many rows.",
      schema =
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "50000",
              defaultValue = "10000"),
      example = "10")
  @QueryParam("limit")
  String limit;

  /** Most rows of the page, 1 to 50,000. */
  int limit(QueryParameters query) {
    return query.integer("limit", limit, 1, GREATEST_LIMIT, DEFAULT_LIMIT);
  }
}
