package dev.perigee.milestones;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.platform.Csv;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import dev.perigee.tables.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facts that come in as comma-separated values, with the columns of a {@link MilestoneTable}. */
final class MilestoneCsv {
  private static final List<String> COLUMNS =
      MilestoneTable.COLUMNS.stream().map(Column::name).toList();
  private static final Set<String> NUMBERS = Set.of("value", "evidenceQuality");
  private static final int MOST_ROWS = 10_000;

  private MilestoneCsv() {}

  /**
   * Rows as JSON objects; a cell that is no number where one is due stays text and fails the
   * schema.
   */
  static List<ObjectNode> read(String text) {
    List<Map<String, String>> rows = Csv.read(text);
    if (rows.isEmpty() || rows.size() > MOST_ROWS) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "Expected 1 to %d rows, got %d".formatted(MOST_ROWS, rows.size()),
          List.of());
    }
    List<Violation> unknown = new ArrayList<>();
    for (String column : rows.getFirst().keySet()) {
      if (!COLUMNS.contains(column)) {
        unknown.add(Violation.at("/0/" + column, "one of the columns " + COLUMNS, column));
      }
    }
    ProblemException.throwIfAny(unknown);
    return rows.stream().map(MilestoneCsv::object).toList();
  }

  private static ObjectNode object(Map<String, String> row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    row.forEach(
        (column, cell) -> {
          if (cell == null || cell.isEmpty()) {
            return;
          }
          if (column.equals("measures")) {
            node.set(column, measures(cell));
          } else if (column.equals("retracted") && Set.of("true", "false").contains(cell)) {
            node.put(column, Boolean.parseBoolean(cell));
          } else if (NUMBERS.contains(column)) {
            number(node, column, cell);
          } else {
            node.put(column, cell);
          }
        });
    return node;
  }

  private static ObjectNode measures(String cell) {
    ObjectNode measures = JsonNodeFactory.instance.objectNode();
    for (String part : cell.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        measures.put(part.strip(), "");
      } else {
        number(measures, part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return measures;
  }

  private static void number(ObjectNode node, String name, String cell) {
    double number = parse(cell);
    if (Double.isFinite(number)) {
      node.put(name, number);
    } else {
      node.put(name, cell);
    }
  }

  private static double parse(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
