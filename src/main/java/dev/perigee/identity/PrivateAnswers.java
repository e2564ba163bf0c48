package dev.perigee.identity;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Keeps answers out of caches that callers share, where not everybody may have them: what one may
 * read, the next one may not.
 */
public class PrivateAnswers {
  private static final String SHARED = "public";
  private static final String OWN = "private";

  private final Access access;

  public PrivateAnswers(Access access) {
    this.access = access;
  }

  @ServerResponseFilter
  public void keep(ContainerResponseContext response) {
    if (access.isOpen()) {
      return;
    }
    Object told = response.getHeaders().getFirst(HttpHeaders.CACHE_CONTROL);
    response
        .getHeaders()
        .putSingle(
            HttpHeaders.CACHE_CONTROL, told == null ? OWN : told.toString().replace(SHARED, OWN));
  }
}
