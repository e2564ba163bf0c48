package dev.perigee.simulation.program;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Options of a command: {@code --name value} or {@code --name=value}, and flags without a value;
 * each at most once.
 *
 * @param values by name of the option; the empty string for a flag
 */
record Arguments(Map<String, String> values) {
  /**
   * Reads the options of a command line.
   *
   * @param valued names of the options that take a value
   * @param flags names of those that take none
   * @throws UsageError when there is another word, or an option twice or without its value
   */
  static Arguments parse(List<String> words, Set<String> valued, Set<String> flags) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value;
      if (flags.contains(word)) {
        value = "";
      } else if (!valued.contains(name)) {
        throw new UsageError("unknown option " + word);
      } else if (equals >= 0) {
        value = word.substring(equals + 1);
      } else if (i + 1 < words.size()) {
        i++;
        value = words.get(i);
      } else {
        throw new UsageError(name + " needs a value");
      }
      if (values.put(name, value) != null) {
        throw new UsageError(name + " is given twice");
      }
    }
    return new Arguments(values);
  }

  boolean has(String flag) {
    return values.containsKey(flag);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The value as JSON: a number where it is one, otherwise a string. */
  Optional<JsonValue> json(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return JsonParsing.parse(text.getBytes(StandardCharsets.UTF_8)).at(name);
              } catch (InvalidJson e) {
                return new JsonValue(name, text);
              }
            });
  }

  /** A whole number within limits, or {@code otherwise} where it is left out. */
  int integer(String name, int least, int most, int otherwise) {
    try {
      return json(name).map(value -> value.integer(least, most)).orElse(otherwise);
    } catch (InvalidJson e) {
      throw new UsageError(e.getMessage());
    }
  }
}
