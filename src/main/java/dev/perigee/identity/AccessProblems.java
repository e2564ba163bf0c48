package dev.perigee.identity;

import dev.perigee.platform.ProblemMappers;
import dev.perigee.platform.ProblemType;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers those who may not do what they ask for. */
public class AccessProblems {
  private final SecurityIdentity identity;

  public AccessProblems(SecurityIdentity identity) {
    this.identity = identity;
  }

  @ServerExceptionMapper
  public Response nobody(UnauthorizedException e, UriInfo uri) {
    return ProblemMappers.response(ProblemType.UNAUTHENTICATED, Challenge.DETAIL, uri, List.of())
        .header(HttpHeaders.WWW_AUTHENTICATE, Challenge.NONE)
        .build();
  }

  @ServerExceptionMapper
  public Response withoutRole(ForbiddenException e, UriInfo uri, ResourceInfo resource) {
    RolesAllowed allowed =
        resource == null ? null : resource.getResourceMethod().getAnnotation(RolesAllowed.class);
    String needed =
        allowed == null ? "a role that nobody has" : String.join(" or ", allowed.value());
    return ProblemMappers.response(
            ProblemType.FORBIDDEN,
            "Expected the role %s, got %s"
                .formatted(needed, identity.getRoles().stream().sorted().toList()),
            uri,
            List.of())
        .header(HttpHeaders.WWW_AUTHENTICATE, Challenge.INSUFFICIENT)
        .build();
  }
}
