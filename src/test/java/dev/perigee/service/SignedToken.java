package dev.perigee.service;

import static io.restassured.RestAssured.given;

import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Tokens of {@link TokenProvider}, and others that look like them. */
public final class SignedToken {
  private static final float MINUTES = 5;

  private SignedToken() {}

  static String provider() {
    return ConfigProvider.getConfig().getValue("perigee.identity.provider", String.class);
  }

  /** The keys that the provider signs with, the latest last. */
  static List<RsaJsonWebKey> keys() {
    return keys(provider());
  }

  private static List<RsaJsonWebKey> keys(String provider) {
    try {
      String json = given().get(provider + "/private-keys").asString();
      return new JsonWebKeySet(json)
          .getJsonWebKeys().stream().map(RsaJsonWebKey.class::cast).toList();
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** What the provider says of somebody. */
  static JwtClaims claims(String name, String... roles) {
    return claims(provider(), name, List.of(roles));
  }

  private static JwtClaims claims(String provider, String name, List<String> roles) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(provider);
    claims.setAudience("perigee", "account");
    claims.setSubject("subject of " + name);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(MINUTES);
    claims.setClaim("preferred_username", name);
    claims.setClaim("realm_access", Map.of("roles", roles));
    return claims;
  }

  /** A token as the provider issues it. */
  static String of(String name, String... roles) {
    return signed(claims(name, roles));
  }

  /** The same from the provider at an address, for a service that is not that of this process. */
  public static String issuedBy(String provider, String name, String... roles) {
    return signed(claims(provider, name, List.of(roles)), keys(provider).getLast());
  }

  static String changed(Consumer<JwtClaims> change) {
    JwtClaims claims = claims("ada", "viewer");
    change.accept(claims);
    return signed(claims);
  }

  static String signed(JwtClaims claims) {
    return signed(claims, keys().getLast());
  }

  static String signed(JwtClaims claims, RsaJsonWebKey key) {
    return signed(claims, "RS256", key.getKeyId(), key.getPrivateKey());
  }

  static String signed(JwtClaims claims, String algorithm, String keyId, Key key) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setDoKeyValidation(false);
    signature.setPayload(claims.toJson());
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setKeyIdHeaderValue(keyId);
    signature.setHeader("typ", "JWT");
    signature.setKey(key);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** The public key, as the provider publishes it. */
  static String published(RsaJsonWebKey key) {
    return key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }
}
