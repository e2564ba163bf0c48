package dev.perigee.platform;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * Who asks, and from where. Until there is an identity provider the name is a claim that is written
 * down, not a proof.
 *
 * @param name 1 to 100 printable ASCII characters
 * @param address network address of the client
 */
public record Caller(String name, String address) {
  /** The header with the name. */
  public static final String HEADER = "Perigee-User";

  /** The header as the contract tells it. */
  public static final String DESCRIPTION =
      "Who asks: 1 to 100 printable ASCII characters. A claim, which is written down, not a proof; `anonymous` unless given.";

  /** Who gives no name. */
  public static final String ANONYMOUS = "anonymous";

  /** The service itself. */
  public static final Caller SERVICE = new Caller("perigee", "the service");

  private static final String NAME = "[!-~]([ -~]{0,98}[!-~])?";
  private static final Set<String> RESERVED = Set.of(SERVICE.name());

  /**
   * Who sent a request.
   *
   * @throws ProblemException when the name is none
   */
  public static Caller of(RoutingContext http) {
    List<String> names = http.request().headers().getAll(HEADER);
    String address = http.request().remoteAddress().hostAddress();
    if (names.isEmpty()) {
      return new Caller(ANONYMOUS, address);
    }
    String name = names.getFirst().strip();
    if (names.size() > 1 || !name.matches(NAME) || RESERVED.contains(name)) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST,
          "Expected one header %s of 1 to 100 printable ASCII characters, which is not %s"
              .formatted(HEADER, SERVICE.name()),
          List.of());
    }
    return new Caller(name, address);
  }

  /** Whether no name was given. */
  public boolean isAnonymous() {
    return name.equals(ANONYMOUS);
  }
}
