package dev.perigee.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of API keys. Plain SQL, as the console, which has nothing but a connection, writes them as
 * the service does.
 */
final class ApiKeyTable {
  private static final String COLUMNS =
      "id, name, owner, roles, hash, replaces, created_at, expires_at, revoked_at, last_used_at";
  private static final Position BEFORE_ALL =
      new Position(Instant.parse("9999-12-31T23:59:59Z"), "");

  private ApiKeyTable() {}

  /** Where a page ended. */
  record Position(Instant createdAt, String id) {}

  static void insert(Connection connection, StoredKey key) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into api_key (id, name, owner, roles, hash, replaces, created_at, expires_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      int i = 0;
      insert.setString(++i, key.id());
      insert.setString(++i, key.name());
      insert.setString(++i, key.owner());
      insert.setArray(++i, connection.createArrayOf("text", key.roles().toArray()));
      insert.setString(++i, key.hash());
      insert.setString(++i, key.replaces().orElse(null));
      insert.setObject(++i, key.createdAt().atOffset(ZoneOffset.UTC));
      insert.setObject(++i, key.expiresAt().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static Optional<StoredKey> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select " + COLUMNS + " from api_key where id = ?")) {
      select.setString(1, id);
      return read(select).stream().findFirst();
    }
  }

  /** The key, which nobody else changes until the transaction ends. */
  static Optional<StoredKey> lock(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from api_key where id = ? for update")) {
      select.setString(1, id);
      return read(select).stream().findFirst();
    }
  }

  /** Keys, the latest first. */
  static List<StoredKey> list(Connection connection, Optional<Position> after, int limit)
      throws SQLException {
    Position last = after.orElse(BEFORE_ALL);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from api_key where created_at < ? or (created_at = ? and id > ?)"
                + " order by created_at desc, id limit ?")) {
      int i = 0;
      select.setObject(++i, last.createdAt().atOffset(ZoneOffset.UTC));
      select.setObject(++i, last.createdAt().atOffset(ZoneOffset.UTC));
      select.setString(++i, last.id());
      select.setInt(++i, limit);
      return read(select);
    }
  }

  static void revoke(Connection connection, String id, Instant now) throws SQLException {
    set(connection, "revoked_at", id, now);
  }

  static void expire(Connection connection, String id, Instant end) throws SQLException {
    set(connection, "expires_at", id, end);
  }

  static void use(Connection connection, String id, Instant now) throws SQLException {
    set(connection, "last_used_at", id, now);
  }

  private static void set(Connection connection, String column, String id, Instant moment)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update api_key set " + column + " = ? where id = ?")) {
      update.setObject(1, moment.atOffset(ZoneOffset.UTC));
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  private static List<StoredKey> read(PreparedStatement select) throws SQLException {
    List<StoredKey> keys = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        keys.add(
            new StoredKey(
                rows.getString("id"),
                rows.getString("name"),
                rows.getString("owner"),
                List.of((String[]) rows.getArray("roles").getArray()),
                rows.getString("hash"),
                Optional.ofNullable(rows.getString("replaces")),
                moment(rows, "created_at").orElseThrow(),
                moment(rows, "expires_at").orElseThrow(),
                moment(rows, "revoked_at"),
                moment(rows, "last_used_at")));
      }
    }
    return keys;
  }

  private static Optional<Instant> moment(ResultSet rows, String column) throws SQLException {
    return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
