package dev.perigee.tables;

import java.util.List;

/**
 * A table of typed columns.
 *
 * @param name what a row of it is one of, such as {@code series}
 * @param columns in order
 * @param rows cells in the order of the columns; a cell that holds nothing is null, as in every
 *     format the table is written as
 */
public record Table(String name, List<Column> columns, List<? extends List<?>> rows) {
  /**
   * Checks every cell.
   *
   * @throws IllegalArgumentException when a row has another width, or a cell another type than its
   *     column
   */
  public Table {
    columns = List.copyOf(columns);
    for (List<?> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%s has %d columns, got a row of %d".formatted(name, columns.size(), row.size()));
      }
      for (int i = 0; i < row.size(); i++) {
        Object cell = row.get(i);
        if (cell != null && !columns.get(i).type().holds(cell)) {
          throw new IllegalArgumentException(
              "%s.%s expected %s, got %s"
                  .formatted(name, columns.get(i).name(), columns.get(i).type(), cell));
        }
      }
    }
  }

  /** Names of the columns. */
  List<String> header() {
    return columns.stream().map(Column::name).toList();
  }
}
