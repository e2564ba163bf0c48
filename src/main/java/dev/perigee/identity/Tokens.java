package dev.perigee.identity;

import dev.perigee.platform.Caller;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tokens of the OIDC provider: how they are verified, and who bears them. The provider is asked
 * when the first token comes, so that a start does not wait for it.
 */
@ApplicationScoped
public class Tokens implements TenantConfigResolver {
  private static final String TENANT = "provider";
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final IdentityConfig config;
  private final Optional<OidcTenantConfig> verification;

  public Tokens(IdentityConfig config, OidcConfig oidc) {
    this.config = config;
    this.verification =
        config
            .provider()
            .map(provider -> verification(config, provider, OidcConfig.getDefaultTenant(oidc)));
  }

  /**
   * Signatures are asymmetric ones, keys those that the provider publishes, and no token is asked
   * about at the provider.
   *
   * @param base the settings {@code quarkus.oidc}, such as those of TLS
   */
  private static OidcTenantConfig verification(
      IdentityConfig config, String provider, io.quarkus.oidc.runtime.OidcTenantConfig base) {
    OidcTenantConfigBuilder builder =
        OidcTenantConfig.builder(base)
            .tenantId(TENANT)
            .tenantEnabled(true)
            .applicationType(io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType.SERVICE)
            .authServerUrl(provider)
            .token()
            .audience(config.audience().orElseThrow())
            .subjectRequired(true)
            .principalClaim(config.nameClaim())
            .allowJwtIntrospection(false)
            .allowOpaqueTokenIntrospection(false)
            .end()
            .jwks()
            .resolveEarly(false) // so that a key that the provider takes back is forgotten
            .cacheTimeToLive(config.keyLife())
            .cleanUpTimerInterval(config.keyLife()) // nothing else looks at how old they are
            .end();
    config.rolesClaim().ifPresent(claim -> builder.roles().roleClaimPath(claim).end());
    return builder.build();
  }

  /** Whether there is a provider of tokens. */
  boolean areTaken() {
    return verification.isPresent();
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext http, OidcRequestContext<OidcTenantConfig> context) {
    return Uni.createFrom().item(verification.orElse(null));
  }

  /**
   * Whether a text may be a token at all: three parts of base64url, none of them empty, the first a
   * JSON object. What is none is not given to the verification, which stumbles over some of it.
   */
  static boolean isToken(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return false;
    }
    try {
      return !new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(form.group(1)))).isEmpty();
    } catch (IllegalArgumentException | DecodeException e) {
      return false;
    }
  }

  /**
   * Who bears a token that was verified.
   *
   * @throws AuthenticationFailedException when it does not say who
   */
  SecurityIdentity bearer(SecurityIdentity verified) {
    if (!(verified.getPrincipal() instanceof JsonWebToken token)) {
      throw new AuthenticationFailedException("The token has no claims");
    }
    String name = token.getClaim(config.nameClaim()) instanceof String text ? text : "";
    if (!Caller.isName(name) || token.getIssuer() == null || token.getSubject() == null) {
      throw new AuthenticationFailedException(
          "Expected a name of 1 to 100 printable ASCII characters in the claim "
              + config.nameClaim());
    }
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addRoles(Roles.withImplied(roles(verified.getRoles())))
        .addAttribute(
            Caller.Proof.ATTRIBUTE, new Caller.Proof(token.getIssuer(), token.getSubject()))
        .build();
  }

  private Set<String> roles(Set<String> told) {
    return Roles.ALL.stream()
        .filter(
            role ->
                config.roles().getOrDefault(role, List.of(role)).stream().anyMatch(told::contains))
        .collect(Collectors.toSet());
  }

  /** Whether a token could not be verified because the provider could not be asked. */
  static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OIDCException) {
        return true;
      }
    }
    return false;
  }
}
