package dev.perigee.service;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/** Looks at and changes rows behind the back of the service, as another replica would. */
final class Rows {
  private static final int ID_LENGTH = 32;

  private Rows() {}

  static String text(String sql, String id) {
    try (Connection connection = connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new AssertionError("no row for " + id + ": " + sql);
        }
        return row.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static long count(String sql, String id) {
    return Long.parseLong(text(sql, id));
  }

  static void change(String sql, String id) {
    try (Connection connection = connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      if (statement.executeUpdate() != 1) {
        throw new AssertionError("nothing changed for " + id + ": " + sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Adds a job whose lease is over.
   *
   * @return its name
   */
  static String job(String inputs, String state, String owner, int attempts) {
    String id = id(inputs);
    try (Connection connection = connection();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into run_job (id, inputs, ledger_position, state, progress, attempts, owner, lease_until, submitted_at)"
                    + " select ?, ?, max(position), ?, 0, ?, "
                    + owner
                    + ", now() - interval '1 second', now() from milestone")) {
      statement.setString(1, id);
      statement.setString(2, inputs);
      statement.setString(3, state);
      statement.setInt(4, attempts);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return id;
  }

  /**
   * Adds a run as it was stored before the ledger had positions.
   *
   * @return its name
   */
  static String run(String inputs, String digest) {
    String id = id(inputs);
    try (Connection connection = connection();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into run (id, mode, inputs, answer, series, trace, digest)"
                    + " values (?, 'stochastic', ?, '{}', '{}', '{}', ?)")) {
      statement.setString(1, id);
      statement.setString(2, inputs);
      statement.setString(3, digest);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return id;
  }

  /**
   * Adds a run like another, with other inputs and another digest than its answer would have.
   *
   * @return its name
   */
  static String runLike(
      String other, String input, String instead, String digest, String otherDigest) {
    String id = id(text("select inputs from run where id = ?", other).replace(input, instead));
    try (Connection connection = connection();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into run (id, mode, inputs, ledger_position, answer, series, trace, digest)"
                    + " select ?, mode, replace(inputs, ?, ?), ledger_position, replace(answer, ?, ?), series, trace, ?"
                    + " from run where id = ?")) {
      statement.setString(1, id);
      statement.setString(2, input);
      statement.setString(3, instead);
      statement.setString(4, digest);
      statement.setString(5, otherDigest);
      statement.setString(6, otherDigest);
      statement.setString(7, other);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return id;
  }

  /** Name of the run of these inputs. */
  static String id(String inputs) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(inputs.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connection() throws SQLException {
    return Arc.container().instance(AgroalDataSource.class).get().getConnection();
  }
}
