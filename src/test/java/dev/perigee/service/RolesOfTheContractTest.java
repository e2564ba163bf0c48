package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract, with every credential that is not enough and with those that
 * are. An operation that is added is here by itself.
 */
@ServiceTest
@TestProfile(IdentityRequired.class)
class RolesOfTheContractTest {
  private static final List<String> ROLES =
      List.of("viewer", "analyst", "author", "approver", "operator", "admin");

  /** What the provider of the tests calls a role. */
  private static final Map<String, String> CALLED = Map.of("approver", "risk-committee");

  private static final List<String> VIEWERS_TOO = List.of("analyst", "author", "approver");

  /** Tables that change by themselves, and those of runs, which are computed for whoever may. */
  private static final Set<String> ALIVE = Set.of("replica", "flyway_schema_history");

  private static final Contract CONTRACT = Contract.read();

  @Inject DataSource database;

  @Test
  void nobodyGetsInWithoutARoleThatTheOperationNames() throws SQLException {
    Map<String, String> useless = useless();
    List<String> faults = new ArrayList<>();
    Map<String, Long> before = rows();
    int requests = 0;
    for (Contract.Operation operation : CONTRACT.operations()) {
      Set<String> enough = enough(operation);
      assertTrue(!enough.isEmpty(), operation.name() + " names no role");
      for (Map.Entry<String, String> credential : useless.entrySet()) {
        expect(faults, operation, credential.getKey(), credential.getValue(), 401);
        requests++;
      }
      for (String role : ROLES) {
        if (!enough.contains(role)) {
          expect(faults, operation, "the role " + role, "Bearer " + token(role), 403);
          requests++;
        }
      }
      Map<String, Long> after = rows();
      if (!after.equals(before)) {
        faults.add(operation.name() + " stored something: " + before + " -> " + after);
        before = after;
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(requests > 200, "only " + requests + " requests");
  }

  @Test
  void everybodyGetsInWithARoleThatTheOperationNames() {
    List<String> faults = new ArrayList<>();
    Map<String, String> keys = new LinkedHashMap<>();
    for (String role : ROLES) {
      keys.put(role, ApiKeyTest.key("root", role));
    }
    for (Contract.Operation operation : CONTRACT.operations()) {
      for (String role : enough(operation)) {
        for (String credential : List.of(token(role), keys.get(role))) {
          int status = send(operation, "Bearer " + credential, false).statusCode();
          if (status == 401 || status == 403 || status >= 500) {
            faults.add(operation.name() + " with the role " + role + ": " + status);
          }
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  private static void expect(
      List<String> faults,
      Contract.Operation operation,
      String what,
      String credential,
      int expected) {
    Response answer = send(operation, credential, true);
    boolean problem =
        answer.contentType().startsWith("application/problem+json")
            && answer.header("WWW-Authenticate") != null;
    if (answer.statusCode() != expected || !problem) {
      faults.add(
          "%s with %s: %d %s"
              .formatted(operation.name(), what, answer.statusCode(), answer.asString()));
    }
    CONTRACT
        .fault(operation, answer.statusCode(), "application/problem+json", answer.asByteArray())
        .ifPresent(fault -> faults.add(operation.name() + " with " + what + ": " + fault));
  }

  private static Response send(Contract.Operation operation, String credential, boolean withBody) {
    RequestSpecification request = given();
    if (!credential.isEmpty()) {
      request.header("Authorization", credential);
    }
    String path = operation.path();
    for (JsonNode parameter : operation.parameters()) {
      if (parameter.path("in").asText().equals("path")) {
        String name = parameter.path("name").asText();
        path =
            path.replace(
                "{" + name + "}",
                name.equals("digest") ? "sha256:" + "0".repeat(64) : "0".repeat(16));
      }
    }
    if (!operation.bodies().isEmpty()) {
      request.contentType("application/json");
      request.header("If-Match", "*");
      request.body(withBody ? example(operation) : "[]");
    }
    return request.request(operation.method().toUpperCase(Locale.ROOT), path);
  }

  /** A body that would be stored. */
  private static String example(Contract.Operation operation) {
    JsonNode media = operation.bodies().getOrDefault("application/json", MissingNode.getInstance());
    return media.path("examples").properties().stream()
        .map(example -> example.getValue().path("value").toString())
        .findFirst()
        .orElse("{}");
  }

  /** Roles of which one is enough, those that come with others among them. */
  private static Set<String> enough(Contract.Operation operation) {
    Set<String> roles = new TreeSet<>();
    operation
        .node()
        .path("security")
        .forEach(
            each ->
                each.properties()
                    .forEach(
                        scheme -> scheme.getValue().forEach(role -> roles.add(role.asText()))));
    if (roles.contains("viewer")) {
      roles.addAll(VIEWERS_TOO);
    }
    return roles;
  }

  private static String token(String role) {
    return SignedToken.of("somebody", CALLED.getOrDefault(role, role));
  }

  private static Map<String, String> useless() {
    Map<String, String> useless = new LinkedHashMap<>();
    useless.put("nothing", "");
    String all = String.join(",", ROLES);
    String[] parts =
        SignedToken.of("ada", (all + ",risk-committee").split(",", -1)).split("\\.", -1);
    useless.put("a tampered token", "Bearer " + parts[0] + "." + parts[1] + "." + "A".repeat(342));
    useless.put(
        "an expired token",
        "Bearer "
            + SignedToken.changed(
                claims -> {
                  claims.setExpirationTimeMinutesInTheFuture(-1);
                  claims.setClaim("realm_access", Map.of("roles", List.of(all.split(",", -1))));
                }));
    String key = ApiKeyTest.key("root", "admin");
    given()
        .header("Authorization", "Bearer " + SignedToken.of("root", "admin"))
        .delete(ApiKeyTest.PATH + "/" + ApiKeyTest.id(key))
        .then()
        .statusCode(204);
    useless.put("a revoked key", "Bearer " + key);
    return useless;
  }

  private Map<String, Long> rows() throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = database.getConnection();
        ResultSet tables =
            connection
                .createStatement()
                .executeQuery(
                    "select tablename from pg_tables where schemaname = current_schema()")) {
      while (tables.next()) {
        String table = tables.getString(1);
        if (!ALIVE.contains(table)) {
          try (ResultSet count =
              connection.createStatement().executeQuery("select count(*) from " + table)) {
            count.next();
            rows.put(table, count.getLong(1));
          }
        }
      }
    }
    return rows;
  }
}
