package dev.perigee.rules.vetting;

import java.util.Optional;

/**
 * The characters of a file of rules: sizes, nesting, and that nothing outside of texts and comments
 * could open a block, an array, a path or an escape.
 */
final class TextCheck {
  private static final String SIGNS = "_$.,;:()!=<>&|+-*/%@";
  private static final String ALLOWED =
      "letters, digits and " + SIGNS + " outside of texts and comments";

  private final String text;
  private final Findings findings;
  private int at;
  private int line = 1;
  private int lineStart;
  private int depth;
  private boolean tooDeep;

  private TextCheck(String text, Findings findings) {
    this.text = text;
    this.findings = findings;
  }

  /**
   * Checks the characters of a text.
   *
   * @return whether a parser may read it, which takes twice as long for each bracket in another
   */
  static boolean check(String text, Findings findings) {
    TextCheck check = new TextCheck(text, findings);
    check.run();
    return !check.tooDeep;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        literal();
      } else if (text.startsWith("//", at)) {
        comment("\n");
      } else if (text.startsWith("/*", at)) {
        comment("*/");
      } else {
        code(c);
        next();
      }
    }
  }

  private void code(char c) {
    boolean letter = c < 128 && Character.isLetterOrDigit(c);
    if (!letter && c != ' ' && c != '\t' && c != '\n' && SIGNS.indexOf(c) < 0) {
      found("the character " + shown(c) + " may not stand here", ALLOWED);
    }
    if (c == '(') {
      depth++;
      if (depth > Limits.DEEPEST_NESTING && !tooDeep) {
        tooDeep = true;
        found("nested too deeply", "at most " + Limits.DEEPEST_NESTING + " brackets in each other");
      }
    } else if (c == ')') {
      depth--;
    }
  }

  private void literal() {
    int start = at;
    next();
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      printable();
      next();
    }
    if (at >= text.length() || text.charAt(at) == '\n') {
      found("a text that does not end on its line", "\"...\"");
      return;
    }
    next();
    if (at - start > Limits.MOST_LITERAL_CHARACTERS) {
      found("a text that is too long", "at most " + Limits.MOST_LITERAL_CHARACTERS + " characters");
    }
    if (at < text.length() && text.charAt(at) == '"') {
      found("a text block", "\"...\" on one line");
    }
  }

  private void comment(String end) {
    int stop = text.indexOf(end, at + 2);
    if (stop < 0 && end.equals("*/")) {
      found("a comment that does not end", "/* ... */");
    }
    int past = stop < 0 ? text.length() : stop + (end.equals("\n") ? 0 : end.length());
    while (at < past) {
      printable();
      next();
    }
  }

  private void printable() {
    char c = text.charAt(at);
    if (c == '\\') {
      found("a backslash", "no escapes, neither in texts nor in comments");
    } else if (!isPrintable(c)) {
      found("the character " + shown(c) + " may not stand here", "characters that can be seen");
    }
  }

  private static boolean isPrintable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\t';
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String shown(char c) {
    return c > ' ' && c < 127 ? String.valueOf(c) : "U+%04X".formatted((int) c);
  }

  private void next() {
    if (text.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }

  private void found(String message, String allowed) {
    findings.addAt(line, at - lineStart + 1, message, allowed, Optional.empty());
  }
}
