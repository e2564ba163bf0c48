package dev.perigee.scenarios;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client prefers to do while a run is computed (RFC 7240): {@code wait=N} waits up to N
 * seconds, {@code respond-async} does not wait unless it says for how long. What cannot be read is
 * ignored, as the standard asks.
 *
 * @param patience how long to wait; empty when nothing was said
 * @param applied the preferences that are honoured, as {@code Preference-Applied} tells them
 */
record Preference(Optional<Duration> patience, String applied) {
  static final String HEADER = "Prefer";
  static final String APPLIED = "Preference-Applied";
  private static final int LONGEST_SECONDS = 60;

  /** The preferences of the lines of the header; of equal ones the first counts. */
  static Preference of(List<String> lines) {
    boolean async = false;
    Optional<Integer> wait = Optional.empty();
    for (String preference : String.join(",", lines).split(",", -1)) {
      String[] parts = preference.split(";", 2)[0].strip().split("=", 2);
      String name = parts[0].strip().toLowerCase(Locale.ROOT);
      if (name.equals("respond-async")) {
        async = true;
      } else if (name.equals("wait") && parts.length == 2 && wait.isEmpty()) {
        wait = seconds(parts[1].strip().replaceAll("^\"(.*)\"$", "$1"));
      }
    }
    String applied =
        (async ? "respond-async" : "")
            + (async && wait.isPresent() ? ", " : "")
            + wait.map(seconds -> "wait=" + seconds).orElse("");
    return new Preference(
        wait.map(seconds -> Duration.ofSeconds(seconds))
            .or(async ? () -> Optional.of(Duration.ZERO) : Optional::empty),
        applied);
  }

  private static Optional<Integer> seconds(String text) {
    return text.matches("[0-9]{1,9}")
        ? Optional.of(Math.min(LONGEST_SECONDS, Integer.parseInt(text)))
        : Optional.empty();
  }
}
