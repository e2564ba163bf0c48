package dev.perigee.simulation.program;

/** A document that is no JSON, or not of the form that is read here; says where and why. */
public final class InvalidJson extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  InvalidJson(String pointer, String message) {
    super((pointer.isEmpty() ? "the document" : pointer) + ": " + message);
    this.pointer = pointer;
  }

  static InvalidJson expected(String pointer, String expected, String actual) {
    return new InvalidJson(pointer, "expected %s, got %s".formatted(expected, actual));
  }

  /** JSON pointer (RFC 6901) to what does not fit; empty for the whole document. */
  public String pointer() {
    return pointer;
  }
}
