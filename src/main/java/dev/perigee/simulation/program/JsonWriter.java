package dev.perigee.simulation.program;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes a document. A double is written with the fewest digits that read back to it; one that is
 * not finite is refused.
 */
final class JsonWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;

  private JsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /** What is written into a document. */
  @FunctionalInterface
  interface Content {
    void write(JsonWriter out) throws IOException;
  }

  /** The document in UTF-8, on one line and without a line feed at its end. */
  static byte[] line(Content content) {
    return document(content, false);
  }

  /** The document in UTF-8, indented, with a line feed at its end. */
  static byte[] pretty(Content content) {
    return document(content, true);
  }

  private static byte[] document(Content content, boolean pretty) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      if (pretty) {
        out.setPrettyPrinter(
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      }
      content.write(new JsonWriter(out));
      if (pretty) {
        out.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An object. */
  void object(Content members) throws IOException {
    out.writeStartObject();
    members.write(this);
    out.writeEndObject();
  }

  /** A member that is an object. */
  void object(String name, Content members) throws IOException {
    name(name);
    object(members);
  }

  /** A member that is an array. */
  void array(String name, Content items) throws IOException {
    name(name);
    array(items);
  }

  /** An array. */
  void array(Content items) throws IOException {
    out.writeStartArray();
    items.write(this);
    out.writeEndArray();
  }

  /** The name of the next value. */
  void name(String name) throws IOException {
    out.writeFieldName(name);
  }

  /** An array of numbers. */
  void numbers(double... numbers) throws IOException {
    out.writeStartArray();
    for (double number : numbers) {
      number(number);
    }
    out.writeEndArray();
  }

  void number(double number) throws IOException {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "%s at %s cannot be written as JSON"
              .formatted(number, out.getOutputContext().pathAsPointer()));
    }
    out.writeNumber(number);
  }

  void integer(long number) throws IOException {
    out.writeNumber(number);
  }

  void text(String text) throws IOException {
    out.writeString(text);
  }

  void nothing() throws IOException {
    out.writeNull();
  }

  void field(String name, double number) throws IOException {
    name(name);
    number(number);
  }

  void field(String name, long number) throws IOException {
    name(name);
    integer(number);
  }

  void field(String name, String text) throws IOException {
    name(name);
    text(text);
  }
}
