package dev.perigee.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * The pages of a column as parquet-column encodes them, in memory: a dictionary when it made one,
 * then the data. Uncompressed, as most columns of tidy tables are small by their dictionaries, and
 * the answer is compressed on its way.
 */
final class ParquetColumn implements PageWriter {
  private final ColumnDescriptor path;
  private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
  private long values;

  ParquetColumn(ColumnDescriptor path) {
    this.path = path;
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      SizeStatistics sizes,
      GeospatialStatistics geometries,
      org.apache.parquet.column.Encoding repetition,
      org.apache.parquet.column.Encoding definition,
      org.apache.parquet.column.Encoding encoding)
      throws IOException {
    values += valueCount;
    PageHeader header = header(PageType.DATA_PAGE, bytes);
    header.setData_page_header(
        new DataPageHeader(
            valueCount, encoding(encoding), encoding(definition), encoding(repetition)));
    Util.writePageHeader(header, data);
    bytes.writeAllTo(data);
  }

  /** The form that the library called before it knew sizes. */
  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      org.apache.parquet.column.Encoding repetition,
      org.apache.parquet.column.Encoding definition,
      org.apache.parquet.column.Encoding encoding)
      throws IOException {
    writePage(
        bytes, valueCount, rowCount, statistics, null, null, repetition, definition, encoding);
  }

  /** The form that the library called before it counted rows; a flat row has one value. */
  @Override
  @Deprecated
  public void writePage(
      BytesInput bytes,
      int valueCount,
      Statistics<?> statistics,
      org.apache.parquet.column.Encoding repetition,
      org.apache.parquet.column.Encoding definition,
      org.apache.parquet.column.Encoding encoding)
      throws IOException {
    writePage(bytes, valueCount, valueCount, statistics, repetition, definition, encoding);
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetition,
      BytesInput definition,
      org.apache.parquet.column.Encoding encoding,
      BytesInput bytes,
      Statistics<?> statistics) {
    throw new UnsupportedOperationException("pages are of version 1, which every reader knows");
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    PageHeader header = header(PageType.DICTIONARY_PAGE, page.getBytes());
    header.setDictionary_page_header(
        new DictionaryPageHeader(page.getDictionarySize(), encoding(page.getEncoding())));
    Util.writePageHeader(header, dictionary);
    page.getBytes().writeAllTo(dictionary);
  }

  private static PageHeader header(PageType type, BytesInput bytes) {
    int size = Math.toIntExact(bytes.size());
    return new PageHeader(type, size, size);
  }

  private Encoding encoding(org.apache.parquet.column.Encoding encoding) {
    Encoding known = Encoding.valueOf(encoding.name());
    encodings.add(known);
    return known;
  }

  /** Appends the pages to a file; where they are, and what they are. */
  ColumnChunk appendTo(ByteArrayOutputStream file) throws IOException {
    long begin = file.size();
    dictionary.writeTo(file);
    long firstDataPage = file.size();
    data.writeTo(file);
    long size = file.size() - begin;
    ColumnMetaData metadata =
        new ColumnMetaData(
            Type.valueOf(physicalType()),
            List.copyOf(encodings),
            Arrays.asList(path.getPath()),
            CompressionCodec.UNCOMPRESSED,
            values,
            size,
            size,
            firstDataPage);
    if (dictionary.size() > 0) {
      metadata.setDictionary_page_offset(begin);
    }
    return new ColumnChunk(begin).setMeta_data(metadata);
  }

  /** The name of the type in the format; that of texts differs from the name in the library. */
  private String physicalType() {
    String name = path.getPrimitiveType().getPrimitiveTypeName().name();
    return name.equals("BINARY") ? Type.BYTE_ARRAY.name() : name;
  }

  @Override
  public long getMemSize() {
    return data.size();
  }

  @Override
  public long allocatedSize() {
    return data.size();
  }

  @Override
  public String memUsageString(String prefix) {
    return "%s %s: %d bytes".formatted(prefix, path, data.size());
  }
}
