package dev.perigee.identity;

import dev.perigee.platform.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who an API key belongs to. */
@ApplicationScoped
public class ApiKeyIdentities implements IdentityProvider<ApiKeyRequest> {
  private final ApiKeys keys;

  public ApiKeyIdentities(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public Class<ApiKeyRequest> getRequestType() {
    return ApiKeyRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      ApiKeyRequest request, AuthenticationRequestContext context) {
    Optional<ApiKey> key = ApiKey.parse(request.text());
    if (key.isEmpty()) {
      return Uni.createFrom()
          .failure(new AuthenticationFailedException("An API key that is none, or was cut"));
    }
    Optional<StoredKey> believed = keys.believed(key.get());
    if (believed.isPresent()) {
      return Uni.createFrom().item(identity(believed.get()));
    }
    return context.runBlocking(
        () ->
            identity(
                keys.verified(key.get())
                    .orElseThrow(
                        () ->
                            new AuthenticationFailedException(
                                "%s is unknown, expired or revoked".formatted(key.get())))));
  }

  private static SecurityIdentity identity(StoredKey key) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(key.owner()))
        .addRoles(Roles.withImplied(key.roles()))
        .addAttribute(Caller.Proof.ATTRIBUTE, new Caller.Proof(Caller.Proof.API_KEY, key.id()))
        .build();
  }
}
