package dev.perigee.identity;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What callers may do. Every operation of the API names the roles that may call it. */
public final class Roles {
  /** Reads, and runs what is computed and kept for everyone: runs, impacts. */
  public static final String VIEWER = "viewer";

  /** Writes facts, scenarios and sweeps. A viewer, too. */
  public static final String ANALYST = "analyst";

  /** Uploads rule sets. A viewer, too. */
  public static final String AUTHOR = "author";

  /** Approves and activates rule sets. A viewer, too. */
  public static final String APPROVER = "approver";

  /**
   * Reads how the service is doing: metrics, the engine, the audit trail, webhooks, which it tests
   * too.
   */
  public static final String OPERATOR = "operator";

  /** Creates, rotates and revokes API keys and webhooks; reads the audit trail. */
  public static final String ADMIN = "admin";

  /** Every role. */
  public static final List<String> ALL =
      List.of(VIEWER, ANALYST, AUTHOR, APPROVER, OPERATOR, ADMIN);

  private static final List<String> VIEWERS_TOO = List.of(ANALYST, AUTHOR, APPROVER);

  private Roles() {}

  /** The roles, and those that come with them. */
  static Set<String> withImplied(Collection<String> roles) {
    Set<String> all = new LinkedHashSet<>(roles);
    if (VIEWERS_TOO.stream().anyMatch(all::contains)) {
      all.add(VIEWER);
    }
    return all;
  }
}
