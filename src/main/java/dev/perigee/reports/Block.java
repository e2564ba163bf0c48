package dev.perigee.reports;

import java.util.List;
import org.jfree.chart.JFreeChart;

/** A part of a section. Public, as templates read it. */
public sealed interface Block {

  /** A paragraph. */
  record Prose(String text) implements Block {}

  /** Sentences that stand each for itself. */
  record Points(List<String> items) implements Block {}

  /**
   * A chart with what it shows.
   *
   * @param id unique name in the report
   * @param caption what it shows, with units
   * @param alternative the same for who does not see it, with its main numbers
   * @param widthMm of the picture, mm
   * @param heightMm of the picture, mm
   */
  record Figure(
      String id, String caption, String alternative, JFreeChart chart, int widthMm, int heightMm)
      implements Block {
    /** As wide as a page is within its margins, mm. */
    static final int PAGE_WIDTH_MM = 178;
  }

  /**
   * A table; all columns but the first {@code words} hold numbers.
   *
   * @param caption what it shows, with units
   * @param columns their titles
   * @param words how many columns hold words, from the left
   */
  record Table(String caption, List<String> columns, int words, List<List<Cell>> rows)
      implements Block {
    /** About as many as a page holds beside a chart. */
    private static final int WHOLE = 16;

    /** Whether it is kept on one page. */
    public boolean isShort() {
      return rows.size() <= WHOLE;
    }
  }
}
