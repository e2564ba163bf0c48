package dev.perigee.identity;

import dev.perigee.platform.Caller;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.Problem;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds out who asks. On an open service everybody may do everything. Elsewhere a request has one
 * credential: an API key, or a token of the provider; or none, and then it is let in where nobody
 * needs a role. A credential that does not hold is refused everywhere.
 */
@ApplicationScoped
public class Authentication implements HttpAuthenticationMechanism {
  private static final Logger LOG = Logger.getLogger(Authentication.class);
  private static final int BEFORE_ALL_OTHERS = 2 * DEFAULT_PRIORITY;
  private static final String SCHEME = "bearer ";
  private static final SecurityIdentity EVERYBODY =
      QuarkusSecurityIdentity.builder()
          .setPrincipal(new QuarkusPrincipal(Caller.ANONYMOUS))
          .addRoles(Set.copyOf(Roles.ALL))
          .build();

  private final Access access;
  private final Tokens tokens;
  private final OidcAuthenticationMechanism oidc;

  public Authentication(Access access, Tokens tokens, OidcAuthenticationMechanism oidc) {
    this.access = access;
    this.tokens = tokens;
    this.oidc = oidc;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext http, IdentityProviderManager identities) {
    if (access.isOpen()) {
      return Uni.createFrom().item(EVERYBODY);
    }
    return proven(http, identities)
        .onFailure()
        .invoke(
            failure -> {
              http.put(HttpAuthenticationMechanism.class.getName(), this);
              refuse(http, failure);
            });
  }

  private Uni<SecurityIdentity> proven(RoutingContext http, IdentityProviderManager identities) {
    List<String> keys = http.request().headers().getAll(ApiKey.HEADER);
    List<String> authorizations = http.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (keys.size() + authorizations.size() > 1) {
      return Uni.createFrom()
          .failure(
              new ProblemException(
                  ProblemType.MALFORMED_REQUEST,
                  "Expected one credential, got %d".formatted(keys.size() + authorizations.size()),
                  List.of()));
    }
    if (!keys.isEmpty()) {
      return key(keys.getFirst().strip(), identities);
    }
    if (authorizations.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    String authorization = authorizations.getFirst();
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return failure("Expected Authorization: Bearer, got another scheme");
    }
    String credential = authorization.substring(SCHEME.length()).strip();
    if (credential.startsWith(ApiKey.PREFIX)) {
      return key(credential, identities);
    }
    if (!tokens.areTaken()) {
      return failure("Expected an API key, as there is no provider of tokens");
    }
    if (!Tokens.isToken(credential)) {
      return failure("Expected a signed token or an API key");
    }
    return oidc.authenticate(http, identities)
        .onItem()
        .ifNull()
        .switchTo(() -> failure("The token is none"))
        .map(tokens::bearer);
  }

  private static Uni<SecurityIdentity> key(String text, IdentityProviderManager identities) {
    return identities.authenticate(new ApiKeyRequest(text));
  }

  private static Uni<SecurityIdentity> failure(String why) {
    return Uni.createFrom().failure(new AuthenticationFailedException(why));
  }

  /** Answers; whoever handles the failure after this finds that it was answered. */
  private static void refuse(RoutingContext http, Throwable failure) {
    ProblemException problem = problem(failure);
    LOG.infof(
        "Refused %s %s of %s: %s",
        http.request().method(),
        http.request().path(),
        http.request().remoteAddress().hostAddress(),
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    send(http, problem.type(), problem.getMessage(), Challenge.INVALID);
  }

  private static ProblemException problem(Throwable failure) {
    if (failure instanceof ProblemException known) {
      return known;
    }
    if (DatabaseOutage.isCauseOf(failure)) {
      return new ProblemException(
          ProblemType.UNAVAILABLE,
          "The database cannot be reached, so API keys cannot be checked now; tokens can",
          List.of());
    }
    if (Tokens.isOutage(failure)) {
      return new ProblemException(
          ProblemType.UNAVAILABLE,
          "The provider of tokens cannot be reached, so they cannot be checked now; API keys can",
          List.of());
    }
    if (failure instanceof AuthenticationFailedException) {
      return new ProblemException(
          ProblemType.UNAUTHENTICATED,
          "The token or API key is not valid here: it is malformed, expired or revoked, or meant for another service",
          List.of());
    }
    LOG.errorf(failure, "Credentials could not be checked");
    return new ProblemException(
        ProblemType.INTERNAL_ERROR, "The credentials could not be checked", List.of());
  }

  private static void send(RoutingContext http, ProblemType type, String detail, String challenge) {
    if (http.response().ended()) {
      return;
    }
    if (type == ProblemType.UNAUTHENTICATED) {
      http.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, challenge);
    }
    if (!http.request().isEnded()) {
      http.request().resume(); // what is left of the body is read and dropped
    }
    Problem.send(http, type, detail);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext http) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                HttpResponseStatus.UNAUTHORIZED.code(),
                HttpHeaderNames.WWW_AUTHENTICATE,
                Challenge.NONE));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext http) {
    send(http, ProblemType.UNAUTHENTICATED, Challenge.DETAIL, Challenge.NONE);
    return Uni.createFrom().item(true);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(ApiKeyRequest.class);
  }

  @Override
  public int getPriority() {
    return BEFORE_ALL_OTHERS;
  }
}
