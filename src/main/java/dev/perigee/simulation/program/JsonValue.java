package dev.perigee.simulation.program;

import dev.perigee.simulation.InvalidParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A value of a document and its place in it. What is asked of it in vain ends as {@link
 * InvalidJson}, with the place, what was expected and what came.
 */
final class JsonValue {
  /** Content of null. */
  static final Object NULL = new Object();

  private static final int SHOWN = 80;

  private final String pointer;
  private final Object content;

  /**
   * A value.
   *
   * @param content a map, a list, a string, a Boolean, a Long, a Double or {@link #NULL}
   */
  JsonValue(String pointer, Object content) {
    this.pointer = pointer;
    this.content = content;
  }

  /** Pointer to the member {@code name} of the object at {@code pointer}. */
  static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The same value at another place. */
  JsonValue at(String place) {
    return new JsonValue(place, content);
  }

  /** An object with these members at the same place. */
  JsonValue with(Map<String, JsonValue> members) {
    return new JsonValue(pointer, members);
  }

  /** The object with no other members than these. */
  JsonObject object(String... names) {
    Map<String, JsonValue> members = members();
    Set<String> known = Set.of(names);
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      if (!known.contains(member.getKey())) {
        throw InvalidJson.expected(
            member.getValue().pointer,
            "no other field than " + String.join(", ", names),
            member.getValue().toString());
      }
    }
    return new JsonObject(pointer, members);
  }

  boolean isObject() {
    return content instanceof Map;
  }

  boolean isNull() {
    return content == NULL;
  }

  boolean isNumber() {
    return content instanceof Number;
  }

  /** The members of an object whose names the caller checks. */
  @SuppressWarnings("unchecked") // the parser puts no other map into a value
  Map<String, JsonValue> members() {
    if (content instanceof Map<?, ?> members) {
      return (Map<String, JsonValue>) members;
    }
    throw refused("an object");
  }

  /** The items of an array. */
  @SuppressWarnings("unchecked") // the parser puts no other list into a value
  List<JsonValue> items() {
    if (content instanceof List<?> items) {
      return (List<JsonValue>) items;
    }
    throw refused("an array");
  }

  /** The items of an array of this length. */
  List<JsonValue> items(int length, String form) {
    if (!(content instanceof List) || items().size() != length) {
      throw refused(form);
    }
    return items();
  }

  /** A number, at least 0. */
  double amount() {
    if (number() >= 0) {
      return number();
    }
    throw refused("a number of at least 0");
  }

  /** A number within limits. */
  double number(double least, double most) {
    if (number() >= least && number() <= most) {
      return number();
    }
    throw refused("a number from %s to %s".formatted(least, most));
  }

  double number() {
    if (content instanceof Number number) {
      return number.doubleValue();
    }
    throw refused("a number");
  }

  /** The numbers of an array of this length. */
  double[] numbers(int length, String form) {
    return items(length, form).stream().mapToDouble(JsonValue::number).toArray();
  }

  long integer() {
    if (content instanceof Long number) {
      return number;
    }
    throw refused("a whole number of 64 bits");
  }

  int integer(int least, int most) {
    if (content instanceof Long number && number >= least && number <= most) {
      return number.intValue();
    }
    throw refused("a whole number from %d to %d".formatted(least, most));
  }

  String text() {
    if (content instanceof String text) {
      return text;
    }
    throw refused("a string");
  }

  /** The one of {@code values} whose key this string is. */
  <T> T oneOf(T[] values, Function<T, String> key) {
    return oneOf(text(), values, key);
  }

  /** The one of {@code values} with this key, which stands at this place. */
  <T> T oneOf(String name, T[] values, Function<T, String> key) {
    for (T value : values) {
      if (key.apply(value).equals(name)) {
        return value;
      }
    }
    throw refusedName(
        "one of " + Arrays.stream(values).map(key).collect(Collectors.joining(", ")), name);
  }

  /** What {@code maker} makes of this value; its complaint becomes one of this place. */
  <T> T made(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InvalidJson | InvalidParameters e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidJson(pointer, e.getMessage());
    }
  }

  InvalidJson refused(String expected) {
    return InvalidJson.expected(pointer, expected, toString());
  }

  /** This place has a name that is not {@code expected}. */
  InvalidJson refusedName(String expected, String name) {
    return InvalidJson.expected(pointer, expected, quoted(name));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** The value as JSON, cut where it is long. */
  @Override
  public String toString() {
    String text =
        switch (content) {
          case Map<?, ?> members -> members.isEmpty() ? "{}" : "an object of " + members.keySet();
          case List<?> items -> "an array of " + items.size();
          case String string -> quoted(string);
          default -> content == NULL ? "null" : content.toString();
        };
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
