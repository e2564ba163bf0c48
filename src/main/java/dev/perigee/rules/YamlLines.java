package dev.perigee.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Where the values of a YAML document stand. */
final class YamlLines {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final Map<String, Integer> lines = new HashMap<>();

  private YamlLines() {}

  /** The lines of a document that can be parsed. */
  static YamlLines of(String text) {
    YamlLines found = new YamlLines();
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() != null) {
        found.read(parser, "", line(parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /**
   * Line of a value, from 1; that of its key when it has one, and 0 when there is no such value.
   *
   * @param steps keys and indices from the root
   */
  int line(Object... steps) {
    StringBuilder path = new StringBuilder();
    for (Object step : steps) {
      path.append('\n').append(step);
    }
    return lines.getOrDefault(path.toString(), 0);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private void read(JsonParser parser, String path, int line) throws IOException {
    lines.putIfAbsent(path, line);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        int keyLine = line(parser);
        parser.nextToken();
        read(parser, path + '\n' + key, keyLine);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      int index = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        read(parser, path + '\n' + index, line(parser));
        index++;
      }
    }
  }
}
