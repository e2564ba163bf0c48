package dev.perigee.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Reads the database of the tests as dashboards do: logged in as the role that is made for them.
 */
final class Reader {
  private Reader() {}

  static Connection connection() throws SQLException {
    String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    return DriverManager.getConnection(
        url.replaceAll("user=[^&]*", "user=perigee_reader&password=read%20only%20in%20tests"));
  }

  /** Rows of a query, each as the texts of its cells; absent cells are null. */
  static List<List<String>> rows(String sql) throws SQLException {
    try (Connection connection = connection()) {
      return rows(connection, sql);
    }
  }

  /** The same of any connection. */
  static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (row.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          cells.add(row.getString(i));
        }
        rows.add(cells);
      }
      return rows;
    }
  }
}
