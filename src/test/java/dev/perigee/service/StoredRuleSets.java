package dev.perigee.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.rules.RuleSetDigest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Stores rule sets behind the back of the service, as another replica would. */
final class StoredRuleSets {
  private StoredRuleSets() {}

  /**
   * Stores a rule set unless it is stored.
   *
   * @return its digest
   */
  static String store(Map<String, String> files) {
    String digest = RuleSetDigest.of(files).toString();
    try (Connection connection =
            Arc.container().instance(AgroalDataSource.class).get().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into rule_set (digest, files, author, message)"
                    + " values (?, cast(? as jsonb), 'test', 'stored by a test')"
                    + " on conflict do nothing")) {
      statement.setString(1, digest);
      statement.setString(2, new ObjectMapper().writeValueAsString(files));
      statement.executeUpdate();
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return digest;
  }
}
