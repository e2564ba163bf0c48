package dev.perigee.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * An OIDC provider: it publishes its metadata and the keys that it signs with, and takes new ones
 * into use. What a real one keeps to itself, its private keys, it tells as well, so that tests can
 * sign tokens that no provider would.
 */
public class TokenProvider implements QuarkusTestResourceLifecycleManager {
  private static final int RSA_BITS = 2048;
  private static final String REALM = "/realms/fund";

  private final List<RsaJsonWebKey> keys = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      keys.add(key("first"));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        REALM + "/.well-known/openid-configuration",
        http ->
            answer(
                http,
                """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
                 "authorization_endpoint": "%1$s/login"}"""
                    .formatted(issuer())));
    server.createContext(
        REALM + "/keys",
        http -> answer(http, set().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
    server.createContext(
        REALM + "/private-keys",
        http -> answer(http, set().toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE)));
    server.createContext(
        REALM + "/rotate",
        http -> {
          keys.add(key("next-" + keys.size()));
          answer(http, "{}");
        });
    server.createContext(
        REALM + "/withdraw",
        http -> {
          keys.removeFirst();
          answer(http, "{}");
        });
    server.start();
    return Map.of("perigee.identity.provider", issuer());
  }

  private JsonWebKeySet set() {
    return new JsonWebKeySet(new ArrayList<>(keys));
  }

  private static RsaJsonWebKey key(String id) throws IOException {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(RSA_BITS);
      key.setKeyId(id);
      key.setUse("sig");
      key.setAlgorithm("RS256");
      return key;
    } catch (JoseException e) {
      throw new IOException(e);
    }
  }

  private String issuer() {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), REALM);
  }

  private static void answer(HttpExchange http, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().add("Content-Type", "application/json");
    http.sendResponseHeaders(200, bytes.length);
    try (var out = http.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
