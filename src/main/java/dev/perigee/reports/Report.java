package dev.perigee.reports;

import java.util.List;
import java.util.Locale;

/**
 * What is said of a run, whatever it is written in.
 *
 * @param runId name of the run
 * @param title the scenario
 * @param question what the report answers
 * @param asOf day of knowledge, as it is read; empty for a run without facts
 * @param fileName name of a file that holds it, without suffix
 * @param statement the answer in a sentence
 * @param tiles the numbers of the headline
 * @param card the charts of the picture
 * @param sections the report
 */
public record Report(
    String runId,
    String title,
    String question,
    String asOf,
    String fileName,
    String statement,
    List<Tile> tiles,
    List<Block.Figure> card,
    List<Section> sections) {
  private static final int LONG_TITLE = 60;
  private static final int MOST_OF_A_TITLE = 40;
  private static final int DIGITS_OF_A_RUN = 8;

  /** Whether the title needs a smaller type. */
  public boolean isLong() {
    return title.length() > LONG_TITLE;
  }

  /** The first digits of the name of the run. */
  public String shortId() {
    return shortId(runId);
  }

  private static String shortId(String runId) {
    return runId.substring(0, Math.min(DIGITS_OF_A_RUN, runId.length()));
  }

  /**
   * Name of a file: letters and digits of ASCII alone, as headers hold no others.
   *
   * @param title of the report
   * @param day of knowledge, ISO; empty when there is none
   */
  static String fileName(String title, String day, String runId) {
    String words =
        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String name =
        "perigee-" + words.substring(0, Math.min(MOST_OF_A_TITLE, words.length())) + "-" + day;
    return (name + "-" + shortId(runId)).replaceAll("-+", "-");
  }
}
