package dev.perigee.platform;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, and from where. On an open service the name is a claim that is written down; elsewhere
 * it is proven.
 *
 * @param name 1 to 100 printable ASCII characters
 * @param address network address of the client
 * @param proof of the name; empty when it is a claim
 */
public record Caller(String name, String address, Optional<Proof> proof) {
  /** The header with the name. */
  public static final String HEADER = "Perigee-User";

  /** The header as the contract tells it. */
  public static final String DESCRIPTION =
      "Who asks, on an open service: 1 to 100 printable ASCII characters. A claim, which is written down, not a proof;"
          + " `anonymous` unless given. Where callers prove who they are, the proof says who asks, and the header is refused.";

  /** Who gives no name. */
  public static final String ANONYMOUS = "anonymous";

  /** The service itself. */
  public static final Caller SERVICE = new Caller("perigee", "the service");

  private static final String NAME = "[!-~]([ -~]{0,98}[!-~])?";

  /** Somebody whose name is a claim. */
  public Caller(String name, String address) {
    this(name, address, Optional.empty());
  }

  /**
   * What a name rests on.
   *
   * @param issuer who vouches for it: the issuer of a token, or {@link #API_KEY}
   * @param subject what the issuer knows the caller by: the subject of a token, the id of a key
   */
  public record Proof(String issuer, String subject) {
    /** The issuer of API keys. */
    public static final String API_KEY = "api-key";

    /** The attribute of a security identity that has the proof. */
    public static final String ATTRIBUTE = "perigee.proof";
  }

  /** Whether somebody other than the service may have a name. */
  public static boolean isName(String name) {
    return name.matches(NAME) && !Set.of(SERVICE.name(), ANONYMOUS).contains(name);
  }

  /**
   * Who sent a request.
   *
   * @throws ProblemException when a name is claimed that is none, or beside a proof, or on a
   *     service that is not open
   */
  public static Caller of(RoutingContext http) {
    List<String> names = http.request().headers().getAll(HEADER);
    String address = http.request().remoteAddress().hostAddress();
    SecurityIdentity identity = ((QuarkusHttpUser) http.user()).getSecurityIdentity();
    Proof proof = identity.getAttribute(Proof.ATTRIBUTE);
    if (proof != null) {
      if (!names.isEmpty()) {
        throw malformed(
            "Expected no header %s, as the credentials say that %s asks"
                .formatted(HEADER, identity.getPrincipal().getName()));
      }
      return new Caller(identity.getPrincipal().getName(), address, Optional.of(proof));
    }
    if (identity.isAnonymous()) {
      throw new ProblemException(
          ProblemType.UNAUTHENTICATED, "Expected a proof of who asks, got none", List.of());
    }
    if (names.isEmpty()) {
      return new Caller(ANONYMOUS, address);
    }
    String name = names.getFirst().strip();
    if (names.size() > 1 || !(isName(name) || name.equals(ANONYMOUS))) {
      throw malformed(
          "Expected one header %s of 1 to 100 printable ASCII characters, which is not %s"
              .formatted(HEADER, SERVICE.name()));
    }
    return new Caller(name, address);
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(ProblemType.MALFORMED_REQUEST, detail, List.of());
  }

  /**
   * Tells clients apart, whether or not they may do what they ask: by the name, as far as it is
   * known, and the address.
   */
  public static String client(RoutingContext http) {
    SecurityIdentity identity = ((QuarkusHttpUser) http.user()).getSecurityIdentity();
    String claimed = http.request().getHeader(HEADER);
    String name =
        identity.getAttribute(Proof.ATTRIBUTE) == null && claimed != null
            ? claimed
            : identity.getPrincipal().getName();
    return name + " " + http.request().remoteAddress().hostAddress();
  }

  /** Whether no name was given. */
  public boolean isAnonymous() {
    return name.equals(ANONYMOUS);
  }
}
