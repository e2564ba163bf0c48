package dev.perigee.platform;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * Which page of a list is asked for. The cursor is opaque to clients: the key of the last row of
 * the page before, so that rows which come or go meanwhile shift nothing.
 */
public class PageRequest {
  private static final int DEFAULT_LIMIT = 100;
  private static final int GREATEST_LIMIT = 1000;

  /** Between the parts of a key; no part has it. */
  private static final String SEPARATOR = "\u001f";

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

  @Parameter(description = "The `next` of the page before.")
  @QueryParam("cursor")
  String cursor;

  @Context UriInfo uri;
  @Context RoutingContext http;

  /** Most rows of the page, 1 to 1000. */
  public int limit(QueryParameters query) {
    return query.integer("limit", limit, 1, GREATEST_LIMIT, DEFAULT_LIMIT);
  }

  /**
   * The key after which the page begins; empty for the first page.
   *
   * @param parts how many parts a key has
   * @param key makes the key of its parts; throws IllegalArgumentException or DateTimeException
   *     when they are none
   */
  public <K> Optional<K> after(QueryParameters query, int parts, Function<List<String>, K> key) {
    if (cursor == null) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> read = List.of(text.split(SEPARATOR, -1));
      if (read.size() == parts && text.indexOf(0) < 0) {
        return Optional.of(key.apply(read));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      return query.refuse("cursor", "the next of a page", cursor);
    }
    return query.refuse("cursor", "the next of a page", cursor);
  }

  /**
   * A day in a key.
   *
   * @throws DateTimeException when it is none of the years 0 to 9999
   */
  public static LocalDate day(String text) {
    return LocalDate.parse(ofFourDigits(text));
  }

  /**
   * A moment in a key.
   *
   * @throws DateTimeException when it is none of the years 0 to 9999
   */
  public static Instant moment(String text) {
    return Instant.parse(ofFourDigits(text));
  }

  /** Years of more digits have a sign, and no database knows all of them. */
  private static String ofFourDigits(String text) {
    if (text.startsWith("+") || text.startsWith("-")) {
      throw new DateTimeException("expected a year of four digits, got " + text);
    }
    return text;
  }

  /**
   * The rows of the page.
   *
   * @param found one row more than the limit, when there are so many
   * @param key the parts of the key of a row
   */
  public <T> Page<T> page(List<T> found, int most, Function<T, List<?>> key) {
    if (found.size() <= most) {
      return new Page<>(found, null);
    }
    List<T> rows = found.subList(0, most);
    return new Page<>(rows, cursor(key.apply(rows.getLast())));
  }

  private static String cursor(List<?> key) {
    String text = String.join(SEPARATOR, key.stream().map(String::valueOf).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer with a {@code Link} to the next page, when there is one. */
  public Response.ResponseBuilder linked(Response.ResponseBuilder response, Page<?> page) {
    if (page.next() != null) {
      response.link(
          UriBuilder.fromUri(uri.getBaseUri().resolve(http.request().uri()))
              .replaceQueryParam("cursor", page.next())
              .build(),
          "next");
    }
    return response;
  }

  /**
   * The rows of one page.
   *
   * @param next the cursor of the next page, or null when this is the last
   */
  public record Page<T>(List<T> rows, String next) {}
}
