package dev.perigee.dashboards;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Some clients escape the dollar of {@code $metadata}, which is the same address. */
@Singleton
public class ODataPaths {
  private static final String ESCAPED = "%24";

  /** Writes the dollar out, so that the address is found. */
  @ServerRequestFilter(preMatching = true)
  public void filter(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    String path = uri.getRawPath();
    if (path.startsWith(ODataResource.PATH) && path.contains(ESCAPED)) {
      request.setRequestUri(URI.create(uri.toString().replace(path, path.replace(ESCAPED, "$"))));
    }
  }
}
