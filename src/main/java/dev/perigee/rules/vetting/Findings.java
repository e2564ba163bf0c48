package dev.perigee.rules.vetting;

import dev.perigee.rules.Finding;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with one file, up to a bound, and finds the column of a word. */
final class Findings {
  /** Most findings of a bundle; an author mends these first. */
  static final int MOST = 100;

  private final String file;
  private final List<String> lines;
  private final List<Finding> found;
  private final boolean table;
  private int row;

  /**
   * @param found receives the findings
   */
  Findings(String file, String text, List<Finding> found) {
    this.file = file;
    this.found = found;
    lines = text.lines().toList();
    table = file.endsWith(RuleTexts.TABLE);
  }

  /** Names the row of a table that is looked at; lines of its generated text mean nothing. */
  void enterRow(int tableRow) {
    row = tableRow;
  }

  void add(int line, String word, String message) {
    add(line, word, message, null, Optional.empty());
  }

  void add(int line, String word, String message, String allowed) {
    add(line, word, message, allowed, Optional.empty());
  }

  /**
   * @param line from 1; 0 for the whole file
   * @param word what stands there, for its column
   */
  void add(int line, String word, String message, String allowed, Optional<String> maybe) {
    int column = 0;
    if (!table && !word.isEmpty() && line > 0 && line <= lines.size()) {
      column = lines.get(line - 1).indexOf(word) + 1;
    }
    addAt(line, column, message, allowed, maybe);
  }

  /** The same with a known column. */
  void addAt(int line, int column, String message, String allowed, Optional<String> maybe) {
    Finding finding =
        new Finding(file, table ? row : line, column, message, allowed, maybe.orElse(null));
    if (found.size() < MOST && !found.contains(finding)) {
      found.add(finding);
    }
  }
}
