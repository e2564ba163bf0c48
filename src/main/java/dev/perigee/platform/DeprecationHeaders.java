package dev.perigee.platform;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Tells in every answer of an operation that is to go since when, until when, and where to read.
 */
public class DeprecationHeaders {
  /** Says so on the answer when the operation is marked with {@link Deprecation}. */
  @ServerResponseFilter
  public void filter(ContainerResponseContext response, ResourceInfo resource) {
    // there is none when no operation was found
    Method method = resource == null ? null : resource.getResourceMethod();
    Deprecation deprecation = method == null ? null : method.getAnnotation(Deprecation.class);
    if (deprecation == null) {
      return;
    }
    response.getHeaders().add("Deprecation", "@" + start(deprecation.since()).toEpochSecond());
    response
        .getHeaders()
        .add("Sunset", DateTimeFormatter.RFC_1123_DATE_TIME.format(start(deprecation.sunset())));
    response
        .getHeaders()
        .add("Link", "<%s>; rel=\"deprecation\"; type=\"text/html\"".formatted(deprecation.link()));
  }

  private static ZonedDateTime start(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC);
  }
}
