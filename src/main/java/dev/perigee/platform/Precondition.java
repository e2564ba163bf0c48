package dev.perigee.platform;

import java.util.Arrays;
import java.util.List;

/** Conditions of requests on the strong entity tag of a resource (RFC 9110, section 13). */
public final class Precondition {
  /** The header {@code If-Match} as the contract tells it. */
  public static final String IF_MATCH =
      "The ETag of the state that is to be changed; `*` for whatever it is.";

  /** The header {@code If-None-Match} as the contract tells it. */
  public static final String IF_NONE_MATCH = "The ETag of the state that the client has.";

  private static final String ANY = "*";
  private static final String WEAK = "W/";

  private Precondition() {}

  /**
   * Requires that a client knows what it changes.
   *
   * @param ifMatch entity tags in quotes, by commas, or {@code *}; null when none were sent
   * @param tag of the resource as it is, without quotes
   * @param path where the client finds the tag
   * @param since what made the resource as it is, such as "ada saved version 3"
   * @throws ProblemException when there are no tags, or none is that of the resource
   */
  public static void require(String ifMatch, String tag, String path, String since) {
    if (ifMatch == null) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED,
          "Expected If-Match with the ETag of GET %s, got none".formatted(path),
          List.of());
    }
    if (!names(ifMatch, tag)) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED,
          "Expected If-Match \"%s\", as %s; got %s".formatted(tag, since, ifMatch),
          List.of());
    }
  }

  /**
   * Whether a client has a resource as it is; weak tags count as strong ones, as RFC 9110 asks.
   *
   * @param ifNoneMatch entity tags in quotes, by commas, or {@code *}; null when none were sent
   * @param tag of the resource as it is, without quotes
   */
  public static boolean isUnchanged(String ifNoneMatch, String tag) {
    return ifNoneMatch != null && names(ifNoneMatch.replace(WEAK, ""), tag);
  }

  private static boolean names(String header, String tag) {
    return Arrays.stream(header.split(",", -1))
        .map(String::strip)
        .anyMatch(each -> each.equals(ANY) || each.equals("\"" + tag + "\""));
  }
}
