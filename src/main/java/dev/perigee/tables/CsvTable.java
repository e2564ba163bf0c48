package dev.perigee.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as comma-separated values (RFC 4180) with a header, in UTF-8. Days and moments are
 * written as in ISO 8601; what is absent is empty.
 */
final class CsvTable {
  private static final CsvMapper MAPPER = new CsvMapper();

  private CsvTable() {}

  static byte[] write(Table table) {
    CsvSchema.Builder schema = CsvSchema.builder();
    table.header().forEach(schema::addColumn);
    List<List<Object>> rows = new ArrayList<>();
    for (List<?> row : table.rows()) {
      List<Object> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(isWritten(cell) ? cell : String.valueOf(cell)));
      rows.add(cells);
    }
    try {
      return MAPPER
          .writer(schema.build().withHeader())
          .writeValueAsString(rows)
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(table.name() + " cannot be written as CSV", e);
    }
  }

  /** Whether the mapper writes a cell as it should be; days and moments are written out. */
  private static boolean isWritten(Object cell) {
    return cell == null
        || cell instanceof String
        || cell instanceof Number
        || cell instanceof Boolean;
  }
}
