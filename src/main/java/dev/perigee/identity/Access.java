package dev.perigee.identity;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Whether the service is open, and whether it may be where it listens. */
@ApplicationScoped
public class Access {
  private static final Logger LOG = Logger.getLogger(Access.class);

  private final IdentityConfig config;
  private final String host;
  private final Mode mode;

  public Access(IdentityConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.config = config;
    this.host = host;
    this.mode = config.mode().orElse(config.provider().isPresent() ? Mode.REQUIRED : Mode.OPEN);
  }

  /** Whether whoever reaches the service may do everything. */
  public boolean isOpen() {
    return mode == Mode.OPEN;
  }

  /** Before anything is done, and long before anybody is listened to. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    check(config, mode, isLoopback(host), host);
    if (!isOpen() && !isLoopback(host)) {
      LOG.warnf(
          "The service listens on %s: tokens and keys are read by whoever reads the connection, so it must be TLS up to here"
              + " or up to a proxy on a network that you trust",
          host);
    }
  }

  /**
   * Refuses settings that contradict each other, or that leave open what others reach.
   *
   * @throws ConfigurationException in a sentence that says what to do
   */
  static void check(IdentityConfig config, Mode mode, boolean loopback, String host) {
    if (mode == Mode.OPEN && config.provider().isPresent()) {
      throw new ConfigurationException(
          "perigee.identity.mode is open, and perigee.identity.provider names a provider; leave one of them out");
    }
    if (mode == Mode.OPEN && !loopback) {
      throw new ConfigurationException(
          "Without perigee.identity.provider, or perigee.identity.mode=required, whoever reaches the service may do everything,"
              + " so it listens on a loopback address only; got quarkus.http.host="
              + host);
    }
    config.provider().ifPresent(provider -> checkProvider(config, provider));
    List<String> unknown =
        config.roles().keySet().stream()
            .filter(role -> !Roles.ALL.contains(role))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(
          "Expected perigee.identity.roles of %s, got %s".formatted(Roles.ALL, unknown));
    }
  }

  private static void checkProvider(IdentityConfig config, String provider) {
    if (config.audience().map(List::isEmpty).orElse(true)) {
      throw new ConfigurationException(
          "perigee.identity.provider needs perigee.identity.audience: without it a token that was issued for another service"
              + " would do");
    }
    URI address = address(provider);
    boolean safe =
        "https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && isLoopback(address.getHost()));
    if (!safe) {
      throw new ConfigurationException(
          "Expected perigee.identity.provider with https, or with http on a loopback address, got "
              + provider);
    }
  }

  private static URI address(String provider) {
    try {
      URI address = URI.create(provider);
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(provider, e);
    }
    throw notAnAddress(provider, null);
  }

  private static ConfigurationException notAnAddress(String provider, Throwable cause) {
    return new ConfigurationException(
        "Expected an address such as https://id.example.com/realms/fund in perigee.identity.provider, got "
            + provider,
        cause);
  }

  /** Whether all that a name stands for is on this machine alone. */
  static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  void listening(@ObservesAsync HttpServerStart server) {
    if (isOpen()) {
      LOG.info(
          "Identity       open: no provider is configured, so whoever reaches this address may read and write");
    } else {
      LOG.infof(
          "Identity       required: %s",
          config
              .provider()
              .map(provider -> "tokens of " + provider + ", and API keys")
              .orElse("API keys"));
    }
  }
}
