package dev.perigee.tables;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a table is written as, other than the JSON of its resource. */
public enum TableFormat {
  /** Comma-separated values with a header, for spreadsheets. */
  CSV(TableFormat.CSV_TYPE, ";charset=UTF-8"),
  /** The streaming format of Arrow, for data frames. */
  ARROW(TableFormat.ARROW_TYPE, ""),
  /** Parquet, for warehouses. */
  PARQUET(TableFormat.PARQUET_TYPE, "");

  /** Media type of CSV (RFC 7111). */
  public static final String CSV_TYPE = "text/csv";

  /** Media type of the stream of Arrow, as registered with IANA. */
  public static final String ARROW_TYPE = "application/vnd.apache.arrow.stream";

  /** Media type of Parquet, as registered with IANA. */
  public static final String PARQUET_TYPE = "application/vnd.apache.parquet";

  private final String type;
  private final String charset;

  TableFormat(String type, String charset) {
    this.type = type;
    this.charset = charset;
  }

  /** The format that a request prefers to JSON; empty when it is JSON that it asks for. */
  public static Optional<TableFormat> accepted(HttpHeaders headers) {
    MediaType first = headers.getAcceptableMediaTypes().getFirst();
    return Arrays.stream(values())
        .filter(each -> first.isCompatible(MediaType.valueOf(each.type)) && !first.isWildcardType())
        .filter(each -> !first.isWildcardSubtype() || each == CSV)
        .findFirst();
  }

  /** Name of the format, as in the suffix of an address. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it stands in {@code Content-Type}. */
  public String contentType() {
    return type + charset;
  }

  /** An answer with a table as its body. */
  public Response.ResponseBuilder answer(Table table) {
    return Response.ok(write(table), contentType());
  }

  /** The bytes of a table. */
  public byte[] write(Table table) {
    return switch (this) {
      case CSV -> CsvTable.write(table);
      case ARROW -> ArrowTable.write(table);
      case PARQUET -> ParquetTable.write(table);
    };
  }
}
