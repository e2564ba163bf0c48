package dev.perigee.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what other implementations read: DuckDB for Parquet, Arrow's own reader. */
class TableFormatTest {
  private static final LocalDate DAY = LocalDate.of(2030, 12, 31);
  private static final LocalDate BEFORE_1970 = LocalDate.of(1957, 10, 4);
  private static final Instant MOMENT = Instant.parse("2026-11-30T12:34:56.123456Z");
  private static final double SMALLEST = Double.MIN_VALUE;

  private static final List<Column> COLUMNS =
      List.of(
          TidyColumns.text("name", "A text"),
          new Column("day", ColumnType.DATE, "A day"),
          new Column("moment", ColumnType.TIMESTAMP, "A moment"),
          TidyColumns.number("number", "A number, kW"),
          new Column("whole", ColumnType.INTEGER, "A whole number"),
          new Column("flag", ColumnType.BOOLEAN, "A flag"));

  private static final Table TABLE =
      new Table(
          "samples",
          COLUMNS,
          List.of(
              Arrays.asList("comma, \"quote\"\nline", DAY, MOMENT, 0.1, Long.MAX_VALUE, true),
              Arrays.asList("πλανήτης 🛰", BEFORE_1970, Instant.EPOCH, SMALLEST, -1L, false),
              Arrays.asList(null, null, null, null, null, null)));

  @TempDir Path folder;

  @Test
  void duckDbReadsParquetWithTypesAndAbsentCells() throws Exception {
    try (Connection duck = DuckDb.connect();
        Statement statement = duck.createStatement()) {
      String from = " from read_parquet('%s')".formatted(file(TABLE));
      assertEquals(
          List.of(
              "name VARCHAR",
              "day DATE",
              "moment TIMESTAMP WITH TIME ZONE",
              "number DOUBLE",
              "whole BIGINT",
              "flag BOOLEAN"),
          types(statement, "describe select *" + from));
      try (ResultSet row = statement.executeQuery("select *" + from)) {
        for (List<?> expected : TABLE.rows()) {
          assertTrue(row.next());
          assertEquals(expected.get(0), row.getString("name"));
          assertEquals(expected.get(1), row.getObject("day", LocalDate.class));
          OffsetDateTime moment = (OffsetDateTime) row.getObject("moment");
          assertEquals(
              expected.get(2),
              moment == null ? null : moment.withOffsetSameInstant(ZoneOffset.UTC).toInstant());
          assertEquals(expected.get(3), row.getObject("number"));
          assertEquals(expected.get(4), row.getObject("whole"));
          assertEquals(expected.get(5), row.getObject("flag"));
        }
        assertFalse(row.next());
      }
    }
  }

  @Test
  void duckDbReadsParquetOfManyPages() throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 60_000; i++) {
      rows.add(Arrays.asList("row " + i, DAY, MOMENT, i % 7 == 0 ? null : i / 3.0, i, i % 2 == 0));
    }
    try (Connection duck = DuckDb.connect();
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), count(distinct name), count(number), sum(whole), max(whole)"
                    + " from read_parquet('%s') where name = 'row ' || whole and flag = (whole %% 2 = 0)"
                        .formatted(file(new Table("many", COLUMNS, rows))))) {
      assertTrue(row.next());
      assertEquals(60_000, row.getLong(1));
      assertEquals(60_000, row.getLong(2));
      assertEquals(60_000 - 8572, row.getLong(3)); // multiples of 7 from 0 to 59,997
      assertEquals(60_000L * 59_999 / 2, row.getLong(4));
      assertEquals(59_999, row.getLong(5));
    }
  }

  @Test
  void aTableWithoutRowsHasItsColumnsInEveryFormat() throws Exception {
    Table empty = new Table("samples", COLUMNS, List.of());
    assertEquals("name,day,moment,number,whole,flag\n", text(TableFormat.CSV.write(empty)));
    try (Connection duck = DuckDb.connect();
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from read_parquet('%s')".formatted(file(empty)))) {
      assertTrue(row.next());
      assertEquals(0, row.getLong(1));
    }
    try (BufferAllocator memory = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(
                new ByteArrayInputStream(TableFormat.ARROW.write(empty)), memory)) {
      assertEquals(COLUMNS.size(), reader.getVectorSchemaRoot().getSchema().getFields().size());
      reader.loadNextBatch();
      assertEquals(0, reader.getVectorSchemaRoot().getRowCount());
    }
  }

  @Test
  void arrowReadsItsStreamWithTypesMeaningsAndAbsentCells() throws Exception {
    try (BufferAllocator memory = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(
                new ByteArrayInputStream(TableFormat.ARROW.write(TABLE)), memory)) {
      assertTrue(reader.loadNextBatch());
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertEquals(3, root.getRowCount());
      assertEquals(
          "A number, kW", root.getSchema().findField("number").getMetadata().get("meaning"));
      assertEquals("πλανήτης 🛰", ((VarCharVector) root.getVector("name")).getObject(1).toString());
      assertEquals(
          BEFORE_1970.toEpochDay(), (long) ((DateDayVector) root.getVector("day")).getObject(1));
      assertEquals(
          1_796_042_096_123_456L, ((TimeStampMicroTZVector) root.getVector("moment")).get(0));
      assertEquals(SMALLEST, ((Float8Vector) root.getVector("number")).getObject(1));
      assertEquals(Long.MAX_VALUE, ((BigIntVector) root.getVector("whole")).getObject(0));
      assertEquals(false, ((BitVector) root.getVector("flag")).getObject(1));
      root.getFieldVectors()
          .forEach(vector -> assertTrue(vector.isNull(2), () -> vector.getName() + " is absent"));
      assertFalse(reader.loadNextBatch());
    }
  }

  @Test
  void csvHasDaysAndMomentsOfIso8601AndLeavesOutWhatIsAbsent() {
    assertEquals(
        """
        name,day,moment,number,whole,flag
        "comma, ""quote""
        line",2030-12-31,"2026-11-30T12:34:56.123456Z",0.1,9223372036854775807,true
        "πλανήτης 🛰",1957-10-04,1970-01-01T00:00:00Z,4.9E-324,-1,false
        ,,,,,
        """,
        text(TableFormat.CSV.write(TABLE)));
  }

  @Test
  void aCellOfAnotherTypeThanItsColumnIsRefused() {
    for (Object cell : List.of("0.1", 1L, Double.NaN, Double.POSITIVE_INFINITY)) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Table("samples", List.of(TidyColumns.VALUE), List.of(List.of(cell))));
      assertEquals("samples.value expected NUMBER, got " + cell, refusal.getMessage());
    }
    assertThrows(
        IllegalArgumentException.class, () -> new Table("samples", COLUMNS, List.of(List.of())));
  }

  private Path file(Table table) throws Exception {
    return Files.write(folder.resolve(table.name()), TableFormat.PARQUET.write(table));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> types(Statement statement, String sql) throws Exception {
    List<String> types = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        types.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return types;
  }
}
