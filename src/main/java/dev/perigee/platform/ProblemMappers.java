package dev.perigee.platform;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a request into a problem. */
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  @ServerExceptionMapper
  public Response known(ProblemException e, UriInfo uri) {
    Response.ResponseBuilder response = response(e.type(), e.getMessage(), uri, e.violations());
    e.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    return response.build();
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException e, UriInfo uri) {
    ProblemType type =
        switch (e.getResponse().getStatus()) {
          case 404 -> ProblemType.NOT_FOUND;
          case 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case 406 -> ProblemType.NOT_ACCEPTABLE;
          case 413 -> ProblemType.TOO_LARGE;
          case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          case 500, 501, 502, 503, 504 -> ProblemType.INTERNAL_ERROR;
          default -> ProblemType.MALFORMED_REQUEST;
        };
    return type == ProblemType.INTERNAL_ERROR
        ? unexpected(e, uri)
        : response(type, type.title(), uri, List.of()).build();
  }

  /** The body broke off, or its chunks are none; what the service reads itself fails otherwise. */
  @ServerExceptionMapper
  public Response brokenBody(IOException e, UriInfo uri) {
    if (e instanceof JacksonException) {
      return unexpected(e, uri); // an answer of ours that cannot be written
    }
    LOG.debugf(e, "The body of request %s cannot be read", uri.getPath());
    return response(
            ProblemType.MALFORMED_REQUEST, "The body cannot be read to its end", uri, List.of())
        .build();
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e, UriInfo uri) {
    if (DatabaseOutage.isCauseOf(e)) {
      LOG.warnf("Request %s failed, as the database cannot be reached: %s", uri.getPath(), e);
      return known(DatabaseOutage.problem(), uri);
    }
    String reference = UUID.randomUUID().toString();
    LOG.errorf(e, "Request %s failed, reference %s", uri.getPath(), reference);
    return response(
            ProblemType.INTERNAL_ERROR,
            "Report the reference " + reference + ", it is in the log of the service",
            uri,
            List.of())
        .build();
  }

  /** An answer with a problem. */
  public static Response.ResponseBuilder response(
      ProblemType type, String detail, UriInfo uri, List<Violation> violations) {
    Response.ResponseBuilder builder =
        Response.status(type.status())
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(
                new Problem(
                    type.uri(), type.title(), type.status(), detail, uri.getPath(), violations));
    if (type == ProblemType.SATURATED || type == ProblemType.UNAVAILABLE) {
      builder.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return builder;
  }
}
