package dev.perigee.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of who may do what. */
@ConfigMapping(prefix = "perigee.identity")
public interface IdentityConfig {
  /** Whether callers must prove who they are; they must when there is a provider. */
  Optional<Mode> mode();

  /** Address of the OIDC provider, above {@code /.well-known/openid-configuration}. */
  Optional<String> provider();

  /** The audience that tokens must be issued for, or several of which one is enough. */
  Optional<List<String>> audience();

  /**
   * Where a token has the roles of its bearer: claims, steps into objects separated by {@code /}.
   * Unless given, {@code groups}, then {@code realm_access/roles}.
   */
  Optional<List<String>> rolesClaim();

  /** What the provider calls our roles; a role that is not listed is called as it is. */
  Map<String, List<String>> roles();

  /**
   * The claim with the name of the bearer. It must be unique among all of them and never be given
   * to somebody else, as four eyes rest on it.
   */
  @WithDefault("sub")
  String nameClaim();

  /** How long a key that the provider signs with is trusted before it is asked for again. */
  @WithDefault("PT5M")
  Duration keyLife();

  /** How long an API key that was found good is believed; 0 asks the database every time. */
  @WithDefault("PT2S")
  Duration apiKeyMemory();

  /** Longest life of an API key. */
  @WithDefault("P365D")
  Duration apiKeyLife();
}
