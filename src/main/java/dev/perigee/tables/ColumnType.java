package dev.perigee.tables;

import java.time.Instant;
import java.time.LocalDate;

/** What the cells of a column hold. */
public enum ColumnType {
  /** Text. */
  TEXT(String.class),
  /** A day. */
  DATE(LocalDate.class),
  /** A moment; written to the microsecond, as databases keep it. */
  TIMESTAMP(Instant.class),
  /** A number of double precision, finite. */
  NUMBER(Double.class),
  /** A whole number of 64 bits. */
  INTEGER(Long.class),
  /** True or false. */
  BOOLEAN(Boolean.class);

  private final Class<?> cells;

  ColumnType(Class<?> cells) {
    this.cells = cells;
  }

  /** Whether a cell of such a column may hold a value. */
  boolean holds(Object value) {
    return cells.isInstance(value) && !(value instanceof Double number && !Double.isFinite(number));
  }
}
