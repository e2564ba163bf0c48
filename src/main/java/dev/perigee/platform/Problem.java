package dev.perigee.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Problem details for HTTP APIs (RFC 9457). */
@Schema(description = "Problem details (RFC 9457).")
public record Problem(
    @Schema(
            description = "What kind of problem; stable.",
            examples = "urn:perigee:problem:invalid-request")
        URI type,
    @Schema(
            description = "The kind in words.",
            examples = "The request is understood but not valid")
        String title,
    @Schema(description = "HTTP status.", examples = "422") int status,
    @Schema(description = "This problem in words.", examples = "1 violation") String detail,
    @Schema(description = "Path of the request.", examples = "/api/v1/runs") String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(description = "Every violation found.")
        List<Violation> errors) {

  /** Media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Answers a request that reaches no resource. */
  public static void send(RoutingContext http, ProblemType type, String detail) {
    http.response()
        .setStatusCode(type.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            CanonicalJson.write(
                new Problem(
                    type.uri(),
                    type.title(),
                    type.status(),
                    detail,
                    http.request().path(),
                    List.of())));
  }
}
