package dev.perigee.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.tables.Column;
import dev.perigee.tables.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of a table. */
@Schema(description = "A page of a table.")
public record TablePage(
    @Schema(description = "Name of the table.", examples = "series") String table,
    @Schema(description = "Rows: cells by the name of their column; what is absent is left out.")
        List<Map<String, Object>> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "The cursor of the next page; absent on the last one.",
            examples = "MjAyNi0xMS0yNB80NzEx")
        String next) {

  static TablePage of(Table table, String next) {
    return new TablePage(
        table.name(), table.rows().stream().map(row -> cells(table.columns(), row)).toList(), next);
  }

  private static Map<String, Object> cells(List<Column> columns, List<?> row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) != null) {
        cells.put(columns.get(i).name(), row.get(i));
      }
    }
    return cells;
  }
}
