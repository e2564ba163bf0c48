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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * Where the page of a list begins that is asked for. The cursor is opaque to clients: the key of
 * the last row of the page before, so that rows which come or go meanwhile shift nothing.
 */
public abstract class PageCursor {
  /** Between the parts of a key; no part has it. */
  private static final String SEPARATOR = "\u001f";

  @Parameter(description = "The `next` of the page before.")
  @QueryParam("cursor")
  String cursor;

  @Context UriInfo uri;
  @Context RoutingContext http;

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
    Optional<K> read = read(cursor, parts, key);
    return read.isPresent() ? read : query.refuse("cursor", "the next of a page", cursor);
  }

  /**
   * The key that a cursor holds; empty when it is none of ours.
   *
   * @param parts how many parts a key has
   * @param key makes the key of its parts; throws IllegalArgumentException or DateTimeException
   *     when they are none
   */
  public static <K> Optional<K> read(String cursor, int parts, Function<List<String>, K> key) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> read = List.of(text.split(SEPARATOR, -1));
      return read.size() == parts && text.indexOf(0) < 0
          ? Optional.of(key.apply(read))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
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

  /** The cursor that holds a key. */
  public static String cursor(List<?> key) {
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
