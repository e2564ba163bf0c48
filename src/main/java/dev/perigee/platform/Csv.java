package dev.perigee.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Comma-separated values (RFC 4180) with a header, as they come in. */
public final class Csv {
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS).build();

  private Csv() {}

  /**
   * A body as text, without the mark that spreadsheets put before it; fails with a malformed
   * request.
   */
  public static String text(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw malformed("it is not UTF-8");
    }
  }

  /** Rows by column name, in order; fails with a malformed request. */
  public static List<Map<String, String>> read(String text) {
    try (MappingIterator<Map<String, String>> rows =
        MAPPER
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text)) {
      return rows.readAll();
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage());
    } catch (IOException | RuntimeException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException malformed(String message) {
    return new ProblemException(
        ProblemType.MALFORMED_REQUEST,
        "The body is no CSV with a header: " + message.lines().findFirst().orElse(""),
        List.of());
  }
}
