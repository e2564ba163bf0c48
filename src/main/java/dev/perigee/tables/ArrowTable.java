package dev.perigee.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table in the streaming format of Arrow: one batch, each field with its meaning in the metadata.
 */
final class ArrowTable {
  private static final String MEANING = "meaning";
  private static final int WORD_BITS = 64;

  private ArrowTable() {}

  static byte[] write(Table table) {
    Schema schema = new Schema(table.columns().stream().map(ArrowTable::field).toList());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BufferAllocator memory = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, memory);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, out)) {
      for (int column = 0; column < table.columns().size(); column++) {
        fill(root.getVector(column), column, table.rows());
      }
      root.setRowCount(table.rows().size());
      writer.start();
      writer.writeBatch();
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(table.name() + " cannot be written as Arrow", e);
    }
    return out.toByteArray();
  }

  private static Field field(Column column) {
    return new Field(
        column.name(),
        new FieldType(true, type(column.type()), null, Map.of(MEANING, column.meaning())),
        List.of());
  }

  private static ArrowType type(ColumnType type) {
    return switch (type) {
      case TEXT -> new ArrowType.Utf8();
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case NUMBER -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case INTEGER -> new ArrowType.Int(WORD_BITS, true);
      case BOOLEAN -> new ArrowType.Bool();
    };
  }

  private static void fill(FieldVector vector, int column, List<? extends List<?>> rows) {
    vector.setInitialCapacity(rows.size());
    vector.allocateNew();
    for (int i = 0; i < rows.size(); i++) {
      Object cell = rows.get(i).get(column);
      if (cell != null) {
        set(vector, i, cell);
      }
    }
    vector.setValueCount(rows.size());
  }

  private static void set(FieldVector vector, int row, Object cell) {
    switch (vector) {
      case VarCharVector texts ->
          texts.setSafe(row, ((String) cell).getBytes(StandardCharsets.UTF_8));
      case DateDayVector days -> days.setSafe(row, (int) ((LocalDate) cell).toEpochDay());
      case TimeStampMicroTZVector moments -> moments.setSafe(row, microseconds((Instant) cell));
      case Float8Vector numbers -> numbers.setSafe(row, (Double) cell);
      case BigIntVector integers -> integers.setSafe(row, (Long) cell);
      case BitVector flags -> flags.setSafe(row, (Boolean) cell ? 1 : 0);
      default -> throw new IllegalStateException("no column has vectors of " + vector.getField());
    }
  }

  /** Microseconds since 1970. */
  static long microseconds(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }
}
