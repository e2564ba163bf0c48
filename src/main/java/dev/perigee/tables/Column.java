package dev.perigee.tables;

/**
 * A column of a table.
 *
 * @param name as it stands in a header
 * @param type what its cells hold
 * @param meaning what it says, with its unit when it has one
 */
public record Column(String name, ColumnType type, String meaning) {
  public Column {
    if (name.isBlank() || meaning.isBlank()) {
      throw new IllegalArgumentException(
          "a column has a name and a meaning, got '%s' and '%s'".formatted(name, meaning));
    }
  }
}
