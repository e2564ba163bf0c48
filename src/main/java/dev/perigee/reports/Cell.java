package dev.perigee.reports;

import java.util.List;

/**
 * What a table says in one place.
 *
 * @param text as it is read
 * @param note a second line, smaller; empty when there is none
 * @param source where it is from, a web address; empty when there is none
 * @param exact the number of the API that the text rounds; empty when it is no number
 */
public record Cell(String text, String note, String source, String exact) {
  private static final List<String> SCHEMES = List.of("https://", "http://");

  private static final int SHORT = 22;

  /** Words. */
  static Cell of(String text) {
    return of(text, "");
  }

  /** Words, and more of them in a second line. */
  static Cell of(String text, String note) {
    return new Cell(text, note, "", "");
  }

  /** A number, rounded in the text. */
  static Cell of(double exact, String text) {
    return new Cell(text, "", "", Double.toString(exact));
  }

  /** USD in billions. */
  static Cell billions(double usd) {
    return of(usd, Numbers.billions(usd));
  }

  /** Standard error of USD in billions. */
  static Cell billionsError(double usd) {
    return of(usd, Numbers.billionsError(usd));
  }

  /** A share as percent. */
  static Cell percent(double share) {
    return of(share, Numbers.percent(share));
  }

  /** Standard error of a share, in points of percent. */
  static Cell percentError(double share) {
    return of(share, Numbers.percentError(share));
  }

  /** A number of any size; nothing for null, as effects without one have it. */
  static Cell general(Double value) {
    return value == null ? none() : of(value, Numbers.general(value));
  }

  /** Nothing: the number does not exist. */
  static Cell none() {
    return of("–");
  }

  /** The same with where it is from; anything but a web address is said and not linked. */
  Cell from(String address) {
    return SCHEMES.stream().anyMatch(address::startsWith)
        ? new Cell(text, note, address, exact)
        : new Cell(text, (note + " " + address).strip(), "", exact);
  }

  /** Whether it leads to where it is from. */
  public boolean isLinked() {
    return !source.isEmpty();
  }

  /** Whether it is a number. */
  public boolean isNumber() {
    return !exact.isEmpty();
  }

  /** Whether it is so short that it is never broken. */
  public boolean isShort() {
    return text.length() <= SHORT && note.length() <= SHORT;
  }

  /** Whether there is a second line. */
  public boolean isNoted() {
    return !note.isEmpty();
  }
}
