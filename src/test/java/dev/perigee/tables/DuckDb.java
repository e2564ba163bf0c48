package dev.perigee.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A database in memory that reads files, as analysts use it. */
public final class DuckDb {
  private DuckDb() {}

  /** Without the manager of drivers, which has those alone that it found when it was first used. */
  public static Connection connect() throws SQLException {
    return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
  }
}
