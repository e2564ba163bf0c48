package dev.perigee.simulation.program;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses a document into a {@link JsonValue}: one value, no key twice, no number beyond range. */
final class JsonParsing {
  private static final int DEEPEST = 32;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxDocumentLength(SimulationJson.LONGEST_DOCUMENT)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonParsing() {}

  /**
   * The value of a document in UTF-8.
   *
   * @throws InvalidJson when it is no JSON, or more than one value
   */
  static JsonValue parse(byte[] document) {
    if (document.length > SimulationJson.LONGEST_DOCUMENT) {
      throw InvalidJson.expected(
          "", "at most %d bytes".formatted(SimulationJson.LONGEST_DOCUMENT), "more");
    }
    try (JsonParser parser = JSON.createParser(document)) {
      if (parser.nextToken() == null) {
        throw InvalidJson.expected("", "a JSON document", "nothing");
      }
      JsonValue value = value(parser, "");
      if (parser.nextToken() != null) {
        throw InvalidJson.expected("", "one JSON document", "a further value after it");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidJson("", "no JSON%s: %s".formatted(place(e), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static JsonValue value(JsonParser parser, String pointer) throws IOException {
    Object content =
        switch (parser.currentToken()) {
          case START_OBJECT -> members(parser, pointer);
          case START_ARRAY -> items(parser, pointer);
          case VALUE_STRING -> parser.getText();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, pointer);
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NULL -> JsonValue.NULL;
          case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
              throw new IllegalStateException("unexpected token " + parser.currentToken());
        };
    return new JsonValue(pointer, content);
  }

  private static Map<String, JsonValue> members(JsonParser parser, String pointer)
      throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser, JsonValue.below(pointer, name)));
    }
    return members;
  }

  private static List<JsonValue> items(JsonParser parser, String pointer) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, pointer + "/" + items.size()));
    }
    return items;
  }

  /** A whole number of 64 bits as {@link Long}, any other as {@link Double}. */
  private static Number number(JsonParser parser, String pointer) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && !parser.getText().equals("-0")) {
      return parser.getLongValue();
    }
    double number = Double.parseDouble(parser.getText());
    if (!Double.isFinite(number)) {
      throw InvalidJson.expected(pointer, "a number within double precision", parser.getText());
    }
    return number;
  }
}
