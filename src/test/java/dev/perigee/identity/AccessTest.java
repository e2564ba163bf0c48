package dev.perigee.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings that would leave a service open to others stop it. */
class AccessTest {
  private static final String PROVIDER = "perigee.identity.provider";
  private static final String AUDIENCE = "perigee.identity.audience";
  private static final String MODE = "perigee.identity.mode";
  private static final String ISSUER = "https://id.example.com/realms/fund";

  private static Access access(Map<String, String> settings, String host) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(IdentityConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build();
    return new Access(config.getConfigMapping(IdentityConfig.class), host);
  }

  private static void refused(Map<String, String> settings, String host, String words) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> access(settings, host).start(null));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  @Test
  void withoutAProviderItIsOpenOnLoopback() {
    for (String host : List.of("127.0.0.1", "localhost", "::1", "127.8.9.1")) {
      Access access = access(Map.of(), host);
      assertDoesNotThrow(() -> access.start(null));
      assertTrue(access.isOpen());
    }
  }

  @Test
  void anOpenServiceListensNowhereElse() {
    for (String host : List.of("0.0.0.0", "::", "192.0.2.7", "no.such.host.invalid")) {
      refused(Map.of(), host, "got quarkus.http.host=" + host);
      refused(Map.of(MODE, "open"), host, "loopback");
    }
  }

  @Test
  void withAProviderOrWhereItIsRequiredItListensAnywhere() {
    Access provider = access(Map.of(PROVIDER, ISSUER, AUDIENCE, "perigee"), "0.0.0.0");
    assertDoesNotThrow(() -> provider.start(null));
    assertFalse(provider.isOpen());
    Access keys = access(Map.of(MODE, "required"), "0.0.0.0");
    assertDoesNotThrow(() -> keys.start(null));
    assertFalse(keys.isOpen());
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    refused(Map.of(MODE, "open", PROVIDER, ISSUER, AUDIENCE, "x"), "127.0.0.1", "leave one");
    refused(Map.of(PROVIDER, ISSUER), "127.0.0.1", AUDIENCE);
    refused(
        Map.of(PROVIDER, ISSUER, AUDIENCE, "x", "perigee.identity.roles.king", "ada"),
        "127.0.0.1",
        "[king]");
  }

  @Test
  void aProviderThatOthersCouldStandInForIsRefused() {
    for (String provider :
        List.of(
            "http://id.example.com", "ftp://id.example.com", "id.example.com", "https://", " ")) {
      refused(
          Map.of(PROVIDER, provider, AUDIENCE, "x", MODE, "required"),
          "127.0.0.1",
          "perigee.identity.provider");
    }
  }

  @Test
  void whoWritesReadsToo() {
    assertEquals(Set.of("analyst", "viewer"), Roles.withImplied(List.of("analyst")));
    assertEquals(Set.of("author", "viewer"), Roles.withImplied(List.of("author")));
    assertEquals(Set.of("approver", "viewer"), Roles.withImplied(List.of("approver")));
    assertEquals(Set.of("operator", "admin"), Roles.withImplied(List.of("operator", "admin")));
  }
}
