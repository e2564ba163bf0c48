package dev.perigee.identity;

import dev.perigee.platform.Caller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Rows of the audit trail are written here and nowhere else, by the service and by the console. */
final class AuditTable {
  private static final String INSERT =
      "insert into audit_event (kind, outcome, who, issuer, subject, client, target, why, detail)"
          + " select ?, ?, ?, ?, ?, ?, target, ?, ?"
          + " from unnest(cast(? as text[])) with ordinality as t(target, place) order by place";

  private AuditTable() {}

  /**
   * Notes an act, once for each of its targets.
   *
   * @param targets may hold nulls, for what has no name
   * @param detail why it was refused, or null when it was done
   */
  static void insert(
      Connection connection,
      AuditKind kind,
      Caller who,
      List<String> targets,
      String why,
      String detail)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      int i = 0;
      insert.setString(++i, kind.key());
      insert.setString(++i, detail == null ? "done" : "refused");
      insert.setString(++i, who.name());
      insert.setString(++i, who.proof().map(Caller.Proof::issuer).orElse(null));
      insert.setString(++i, who.proof().map(Caller.Proof::subject).orElse(null));
      insert.setString(++i, who.address());
      insert.setString(++i, why);
      insert.setString(++i, detail);
      insert.setArray(++i, connection.createArrayOf("text", targets.toArray()));
      insert.executeUpdate();
    }
  }
}
