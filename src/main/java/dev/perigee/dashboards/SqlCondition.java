package dev.perigee.dashboards;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A condition on rows.
 *
 * @param sql with a question mark for each value; written by us alone
 * @param values in order
 */
record SqlCondition(String sql, List<Object> values) {
  /** Every row. */
  static final SqlCondition ALL = new SqlCondition("true", List.of());

  /** Rows whose column has one of some values. */
  static SqlCondition in(String column, List<?> values) {
    return new SqlCondition(
        "%s in (%s)".formatted(column, String.join(", ", Collections.nCopies(values.size(), "?"))),
        List.copyOf(values));
  }

  /** Rows that meet both. */
  SqlCondition and(SqlCondition other) {
    return with(other, "(%s) and (%s)".formatted(sql, other.sql));
  }

  /** This and another one, put together by a text of ours. */
  SqlCondition with(SqlCondition other, String together) {
    return new SqlCondition(
        together, Stream.concat(values.stream(), other.values.stream()).toList());
  }
}
