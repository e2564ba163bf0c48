package dev.perigee.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * A table as Parquet: one row group, every column optional. Pages are encoded by parquet-column and
 * the footer written by parquet-format; the frame around them is that of the specification of the
 * format ("File format"): the magic number, the column chunks, the footer, its length in four bytes
 * and the magic number again.
 */
final class ParquetTable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 1;
  private static final String CREATOR = "perigee (parquet-column of parquet-java)";

  private ParquetTable() {}

  static byte[] write(Table table) {
    MessageType schema = schema(table);
    List<ParquetColumn> columns = new ArrayList<>();
    try {
      encode(table, schema, columns);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(MAGIC);
      List<ColumnChunk> chunks = new ArrayList<>();
      for (ParquetColumn column : columns) {
        chunks.add(column.appendTo(file));
      }
      long size = chunks.stream().mapToLong(c -> c.getMeta_data().getTotal_compressed_size()).sum();
      FileMetaData footer =
          new FileMetaData(
              FORMAT_VERSION,
              elements(table),
              table.rows().size(),
              chunks.isEmpty()
                  ? List.of()
                  : List.of(new RowGroup(chunks, size, table.rows().size())));
      footer.setCreated_by(CREATOR);
      footer.setKey_value_metadata(
          table.columns().stream()
              .map(each -> new KeyValue(each.name()).setValue(each.meaning()))
              .toList());
      int before = file.size();
      Util.writeFileMetaData(footer, file);
      file.write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(file.size() - before)
              .array());
      file.write(MAGIC);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(table.name() + " cannot be written as Parquet", e);
    }
  }

  /** Encodes every column; those of a table without rows have no pages and are left out. */
  private static void encode(Table table, MessageType schema, List<ParquetColumn> columns) {
    if (table.rows().isEmpty()) {
      return;
    }
    try (ColumnWriteStore store =
        ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .build()
            .newColumnWriteStore(schema, path -> add(path, columns))) {
      RecordConsumer consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(store);
      for (List<?> row : table.rows()) {
        consumer.startMessage();
        for (int i = 0; i < row.size(); i++) {
          if (row.get(i) != null) {
            consumer.startField(table.columns().get(i).name(), i);
            add(consumer, table.columns().get(i).type(), row.get(i));
            consumer.endField(table.columns().get(i).name(), i);
          }
        }
        consumer.endMessage();
      }
      consumer.flush();
      store.flush();
    }
  }

  private static PageWriter add(ColumnDescriptor path, List<ParquetColumn> columns) {
    ParquetColumn column = new ParquetColumn(path);
    columns.add(column);
    return column;
  }

  private static void add(RecordConsumer consumer, ColumnType type, Object cell) {
    switch (type) {
      case TEXT -> consumer.addBinary(Binary.fromString((String) cell));
      case DATE -> consumer.addInteger((int) ((LocalDate) cell).toEpochDay());
      case TIMESTAMP -> consumer.addLong(ArrowTable.microseconds((Instant) cell));
      case NUMBER -> consumer.addDouble((Double) cell);
      case INTEGER -> consumer.addLong((Long) cell);
      case BOOLEAN -> consumer.addBoolean((Boolean) cell);
    }
  }

  private static MessageType schema(Table table) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column column : table.columns()) {
      switch (column.type()) {
        case TEXT ->
            message
                .optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column.name());
        case DATE ->
            message
                .optional(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(column.name());
        case TIMESTAMP ->
            message
                .optional(PrimitiveTypeName.INT64)
                .as(
                    LogicalTypeAnnotation.timestampType(
                        true, LogicalTypeAnnotation.TimeUnit.MICROS))
                .named(column.name());
        case NUMBER -> message.optional(PrimitiveTypeName.DOUBLE).named(column.name());
        case INTEGER -> message.optional(PrimitiveTypeName.INT64).named(column.name());
        case BOOLEAN -> message.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      }
    }
    return message.named(table.name());
  }

  /** The schema as it stands in the footer: its root, and each column under it. */
  private static List<SchemaElement> elements(Table table) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement(table.name()).setNum_children(table.columns().size()));
    table.columns().forEach(column -> elements.add(element(column)));
    return elements;
  }

  private static SchemaElement element(Column column) {
    SchemaElement element =
        new SchemaElement(column.name()).setRepetition_type(FieldRepetitionType.OPTIONAL);
    return switch (column.type()) {
      case TEXT ->
          element
              .setType(Type.BYTE_ARRAY)
              .setConverted_type(ConvertedType.UTF8)
              .setLogicalType(LogicalType.STRING(new StringType()));
      case DATE ->
          element
              .setType(Type.INT32)
              .setConverted_type(ConvertedType.DATE)
              .setLogicalType(LogicalType.DATE(new DateType()));
      case TIMESTAMP ->
          element
              .setType(Type.INT64)
              .setConverted_type(ConvertedType.TIMESTAMP_MICROS)
              .setLogicalType(
                  LogicalType.TIMESTAMP(
                      new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
      case NUMBER -> element.setType(Type.DOUBLE);
      case INTEGER -> element.setType(Type.INT64);
      case BOOLEAN -> element.setType(Type.BOOLEAN);
    };
  }
}
