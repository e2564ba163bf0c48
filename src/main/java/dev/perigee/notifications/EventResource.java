package dev.perigee.notifications;

import dev.perigee.identity.Roles;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.Precondition;
import dev.perigee.platform.Preconditions;
import dev.perigee.platform.QueryParameters;
import dev.perigee.platform.Sha256;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Events over HTTP: as a list, and as feeds. */
@Path(EventResource.PATH)
@Tag(name = "Events", description = "What happened, as a list and as feeds.")
public class EventResource {
  static final String PATH = "/api/v1/events";

  /** In the order in which they are chosen when a client takes several equally. */
  private static final List<String> FORMATS =
      List.of(MediaType.APPLICATION_JSON, AtomFeed.MEDIA_TYPE, JsonFeed.MEDIA_TYPE);

  private final EventLog log;

  public EventResource(EventLog log) {
    this.log = log;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces({MediaType.APPLICATION_JSON, AtomFeed.MEDIA_TYPE, JsonFeed.MEDIA_TYPE})
  @Operation(
      operationId = "listEvents",
      summary = "List events",
      description =
          "Facts that were recorded, corrected and withdrawn, rule sets that became active, and"
              + " moves of the valuation; the latest first. `Accept: application/atom+xml` or the"
              + " address `/api/v1/events.atom` gives an Atom feed, `Accept: application/feed+json`"
              + " or `/api/v1/events.json` a JSON Feed.")
  @APIResponse(
      responseCode = "200",
      description = "A page of events; Link names the next.",
      headers = {
        @Header(name = "ETag", description = "Of this page in this form."),
        @Header(
            name = "Last-Modified",
            description =
                "When the latest event of the page happened; absent while others may happen in the"
                    + " same second.")
      },
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EventPage.class)),
        @Content(mediaType = AtomFeed.MEDIA_TYPE, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = JsonFeed.MEDIA_TYPE,
            schema = @Schema(type = SchemaType.OBJECT, description = "A JSON Feed 1.1."))
      })
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response list(
      @Parameter(
              description =
                  "Only of this kind: `milestone.recorded`, `milestone.corrected`,"
                      + " `milestone.retracted`, `rule-set.activated` or `valuation.moved`.",
              example = "milestone.recorded")
          @QueryParam("type")
          String type,
      @Parameter(
              description = "Only of this moment or later.",
              schema = @Schema(format = "date-time"),
              example = "2026-11-01T00:00:00Z")
          @QueryParam("since")
          String since,
      @BeanParam PageRequest page,
      @Parameter(
              description = Precondition.IF_NONE_MATCH,
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_NONE_MATCH)
          String ifNoneMatch,
      @Parameter(
              description =
                  "Unless there is an If-None-Match: the Last-Modified of the page that the client"
                      + " has. What is no date is not looked at.",
              schema = @Schema(implementation = String.class))
          @HeaderParam(HttpHeaders.IF_MODIFIED_SINCE)
          String ifModifiedSince,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context Request request) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<Long> before = page.after(query, 1, key -> Long.valueOf(key.getFirst()));
    EventLog.Filter filter =
        new EventLog.Filter(kind(type, query), moment("since", since, query), before);
    query.check();
    PageCursor.Page<EventEntity> found =
        page.page(log.list(filter, most + 1), most, last -> List.of(last.position));
    List<EventResponse> events = found.rows().stream().map(EventResponse::of).toList();
    String format = format(headers);
    String body = body(format, events, found.next(), uri);
    EntityTag tag = new EntityTag(digest(body));
    Optional<Instant> modified = lastModified(events);
    Response.ResponseBuilder response =
        Preconditions.unchanged(request, tag)
            .or(
                () ->
                    ifNoneMatch == null && isUnchanged(modified, ifModifiedSince)
                        ? Optional.of(Response.notModified())
                        : Optional.empty())
            .orElseGet(() -> Response.ok(body, format + ";charset=UTF-8"));
    modified.ifPresent(moment -> response.lastModified(Date.from(moment)));
    return page.linked(response, found).tag(tag).header(HttpHeaders.VARY, "Accept").build();
  }

  private static Optional<EventKind> kind(String type, QueryParameters query) {
    if (type == null) {
      return Optional.empty();
    }
    Optional<EventKind> kind = EventKind.of(type);
    return kind.isPresent() ? kind : query.refuse("type", "one of " + EventKind.keys(), type);
  }

  private static Optional<Instant> moment(String name, String text, QueryParameters query) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PageRequest.moment(text));
    } catch (DateTimeException e) {
      return query.refuse(name, "a moment such as 2026-11-23T00:00:00Z", text);
    }
  }

  private static String format(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .flatMap(
            accepted ->
                FORMATS.stream().filter(each -> MediaType.valueOf(each).isCompatible(accepted)))
        .findFirst()
        .orElse(MediaType.APPLICATION_JSON);
  }

  private static String body(String format, List<EventResponse> events, String next, UriInfo uri) {
    return switch (format) {
      case AtomFeed.MEDIA_TYPE -> AtomFeed.write(feed(events, next, uri, ".atom"));
      case JsonFeed.MEDIA_TYPE ->
          CanonicalJson.write(JsonFeed.of(feed(events, next, uri, ".json")));
      default -> CanonicalJson.write(new EventPage(events, next));
    };
  }

  private static EventFeed feed(
      List<EventResponse> events, String next, UriInfo uri, String suffix) {
    URI self =
        UriBuilder.fromUri(uri.getRequestUri())
            .replacePath(uri.getBaseUri().resolve(PATH + suffix).getRawPath())
            .build();
    return new EventFeed(
        events,
        uri.getBaseUri(),
        self,
        Optional.ofNullable(next)
            .map(cursor -> UriBuilder.fromUri(self).replaceQueryParam("cursor", cursor).build()));
  }

  private static String digest(String body) {
    MessageDigest digest = Sha256.start();
    digest.update(body.getBytes(StandardCharsets.UTF_8));
    return Sha256.hex(digest);
  }

  /** The second of the latest event, once it is over. */
  private static Optional<Instant> lastModified(List<EventResponse> events) {
    return events.stream()
        .findFirst()
        .map(latest -> latest.timestamp().truncatedTo(ChronoUnit.SECONDS))
        .filter(second -> second.plusSeconds(1).isBefore(Instant.now()));
  }

  private static boolean isUnchanged(Optional<Instant> modified, String since) {
    if (modified.isEmpty() || since == null) {
      return false;
    }
    try {
      return !modified
          .get()
          .isAfter(ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return false; // RFC 9110: what is no date is not looked at
    }
  }
}
