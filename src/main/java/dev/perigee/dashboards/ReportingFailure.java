package dev.perigee.dashboards;

import java.sql.SQLException;

/** A table that could not be read; whether the database is away is told by the cause. */
final class ReportingFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReportingFailure(ReportingTable table, SQLException cause) {
    super("reporting.%s cannot be read".formatted(table.key()), cause);
  }
}
