package dev.perigee.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.identity.Access;
import dev.perigee.identity.IdentityConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are read and looked up; nothing is sent anywhere. */
class TargetPolicyTest {
  private static final TargetPolicy OPEN = policy(Map.of());
  private static final TargetPolicy REQUIRED = policy(Map.of("perigee.identity.mode", "required"));

  private static TargetPolicy policy(Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withMapping(NotificationsConfig.class)
            .withMapping(IdentityConfig.class);
    settings.forEach(builder::withDefaultValue);
    SmallRyeConfig config = builder.build();
    return new TargetPolicy(
        new Access(config.getConfigMapping(IdentityConfig.class), "127.0.0.1"),
        config.getConfigMapping(NotificationsConfig.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com",
        "https://hooks.example.com:8443/a/b?c=d",
        "HTTPS://HOOKS.EXAMPLE.COM/",
        "https://93.184.216.34/x",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/x"
      })
  void publicAddressesByHttpsAreFit(String url) {
    assertEquals(0, OPEN.violations(url).size());
    assertEquals(0, REQUIRED.violations(url).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/x",
        "https://167772161/x",
        "https://172.16.0.1/x",
        "https://172.31.255.255/x",
        "https://192.168.1.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://100.100.100.200/x",
        "https://168.63.129.16/x",
        "https://192.0.0.192/x",
        "https://0.0.0.0/x",
        "https://224.0.0.1/x",
        "https://255.255.255.255/x",
        "https://198.18.0.1/x",
        "https://[fd00:ec2::254]/x",
        "https://[fe80::1]/x",
        "https://[::]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://[::10.0.0.1]/x",
        "https://[64:ff9b::a00:1]/x",
        "https://[2002:a00:1::1]/x",
        "https://[2001:0:a00:1::1]/x",
        "https://[ff02::1]/x"
      })
  void whatIsNotPublicIsRefusedWhenItIsWrittenAndWhenItIsSentTo(String url) {
    for (TargetPolicy policy : new TargetPolicy[] {OPEN, REQUIRED}) {
      assertEquals(1, policy.violations(url).size(), url);
      TargetRefused refused = assertThrows(TargetRefused.class, () -> policy.resolve(url));
      assertTrue(refused.getMessage().contains("a public address"), refused.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/x",
        "https://127.8.8.8/x",
        "https://2130706433/x",
        "https://[::1]/x",
        "http://127.0.0.1:8080/x",
        "http://[::1]:9/x",
        "http://localhost:9/x"
      })
  void theMachineItselfIsFitForAnOpenServiceOnly(String url) throws TargetRefused {
    assertEquals(0, OPEN.violations(url).size());
    assertTrue(OPEN.resolve(url).address().isLoopbackAddress());
    assertEquals(1, REQUIRED.violations(url).size());
    assertThrows(TargetRefused.class, () -> REQUIRED.resolve(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost/x", "https://localhost:9/x"})
  void aNameOfTheMachineItselfIsRefusedWhenItIsSentTo(String url) {
    assertThrows(TargetRefused.class, () -> REQUIRED.resolve(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://hooks.example.com/x", "http://93.184.216.34/x"})
  void whatIsElsewhereNeedsHttps(String url) {
    assertTrue(OPEN.violations(url).getFirst().expected().startsWith("https"));
    assertEquals(1, REQUIRED.violations(url).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.com",
        "/x",
        "https:hooks.example.com",
        "https://",
        "https:///x",
        "ftp://hooks.example.com/x",
        "file:///etc/passwd",
        "https://a b/x",
        "https://127.1/x",
        "https://0x7f.0.0.1/x",
        "https://hooks.example.com:0/x",
        "https://hooks.example.com:65536/x",
        "https://ada:secret@hooks.example.com/x",
        "https://hooks.example.com/x#part"
      })
  void whatIsNoAddressIsRefused(String url) {
    assertEquals(1, OPEN.violations(url).size(), url);
    assertThrows(TargetRefused.class, () -> OPEN.resolve(url));
  }

  @Test
  void aHostThatTheSettingsNameMayBeOnOnesOwnNetworkByHttps() throws TargetRefused {
    TargetPolicy policy =
        policy(
            Map.of(
                "perigee.identity.mode", "required",
                "perigee.notifications.allowed-hosts", "10.1.2.3,hooks.internal.example"));
    assertEquals(0, policy.violations("https://10.1.2.3/x").size());
    assertEquals("10.1.2.3", policy.resolve("https://10.1.2.3/x").address().getHostAddress());
    assertFalse(policy.violations("http://10.1.2.3/x").isEmpty());
    assertFalse(policy.violations("https://10.1.2.4/x").isEmpty());
  }

  @Test
  void aTargetSaysWhereTheConnectionGoes() throws TargetRefused {
    Target target = OPEN.resolve("http://127.0.0.1:8123?a=b");
    assertEquals(8123, target.socket().getPort());
    assertEquals("/?a=b", target.resource());
    assertEquals(443, OPEN.resolve("https://[::1]/x").socket().getPort());
  }
}
