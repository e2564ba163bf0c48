package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service on a database of version 11, as a user that owns it and may make no role,
 * which is how many a provider gives one out.
 */
class UpgradeIT {
  private static final String USER = "perigee";
  private static final String READER = "perigee_reader";
  private static final String BACKTESTS = "/api/v1/forecasts/backtests/";
  private static final String ROLE_MISSING = "may not make the role perigee_reader";
  private static final String PASSWORD_KEPT = "perigee_reader keeps the password that it has";
  private static final String BARRED = "42501";

  @TempDir Path folder;

  @Test
  void theServiceStartsAndWhatIsMissingAnAdministratorAdds() throws Exception {
    try (PostgresqlServer postgresql = new PostgresqlServer(folder.resolve("data"))) {
      postgresql.execute(
          "postgres",
          "create role %1$s login nosuperuser nocreaterole; alter database postgres owner to %1$s"
              .formatted(USER));
      VersionEleven.make(postgresql, USER);
      Map<String, String> settings = new HashMap<>(postgresql.settings(USER));
      settings.put("PERIGEE_REPORTING_PASSWORD", "of the service");
      PackagedService service = PackagedService.start(folder.resolve("service"), settings);
      try {
        assertTrue(service.log().contains(ROLE_MISSING), service.log());
        backtestsAreStudies(service);
        tablesHaveTheOldRuns(service);

        postgresql.execute("postgres", role());
        theReaderReadsTheViewsAlone(postgresql);
        // As if the administrator had made the role and nothing else.
        postgresql.execute("postgres", "drop owned by " + READER);
        assertEquals(BARRED, refused(postgresql, "select * from reporting.runs"));
        service.close();
        service = service.startAgain();
        assertFalse(service.log().contains(ROLE_MISSING), service.log());
        assertTrue(service.log().contains(PASSWORD_KEPT), service.log());
        theReaderReadsTheViewsAlone(postgresql);
      } finally {
        service.close();
      }
    }
  }

  private static void backtestsAreStudies(PackagedService service) throws Exception {
    JsonNode done = json(service.get(BACKTESTS + "3".repeat(32)));
    assertEquals("done", done.path("state").asText());
    assertEquals("2026-05-01", done.path("to").asText());
    assertEquals("2026-06-01T12:00:09Z", done.path("finishedAt").asText());
    JsonNode scores = json(service.get(done.path("scores").asText()));
    assertEquals(2, scores.path("items").path(0).path("forecasts").asInt(), scores.toString());
    JsonNode forecasts = json(service.get("/api/v1/forecasts?backtest=" + "3".repeat(32)));
    assertEquals(
        List.of("2026-05-01 0.7", "2026-04-01 0.6"),
        texts(forecasts, "madeOn", "probability"),
        forecasts.toString());
    JsonNode failed = json(service.get(BACKTESTS + "4".repeat(32)));
    assertEquals("failed", failed.path("state").asText());
    assertEquals(
        "urn:perigee:problem:internal-error", failed.path("problem").path("type").asText());
    assertEquals("cancelled", json(service.get(BACKTESTS + "5".repeat(32))).path("state").asText());
    for (String goingOn : List.of("1", "2")) {
      String path = BACKTESTS + goingOn.repeat(32);
      Waiting.until(() -> json(service.get(path)).path("state").asText().equals("failed"));
      String why = json(service.get(path)).path("problem").path("detail").asText();
      assertTrue(why.startsWith("It was begun with core 1.9.0, and this service has"), why);
    }
  }

  private static void tablesHaveTheOldRuns(PackagedService service) throws Exception {
    assertEquals(
        List.of("mean 10.0", "p50 8.0"),
        texts(
            json(service.get("/api/v1/tables/series?run=" + "a".repeat(32))),
            "statistic",
            "value"));
    HttpResponse<String> run = service.get("/api/v1/runs/" + "a".repeat(32));
    assertTrue(run.body().contains("\"enterpriseValueUsd\": {\"mean\": 8e10"), run.body());
  }

  /** What the documentation tells an administrator to run. */
  private static String role() throws Exception {
    String page = Files.readString(Path.of("docs", "feeds.md"));
    String section = page.substring(page.indexOf("### The role"));
    int start = section.indexOf("```sql") + "```sql".length();
    return section.substring(start, section.indexOf("```", start));
  }

  private static void theReaderReadsTheViewsAlone(PostgresqlServer postgresql) throws Exception {
    assertEquals(
        List.of(List.of("3")), postgresql.rows(READER, "select count(*) from reporting.runs"));
    assertEquals(List.of(List.of("on")), postgresql.rows(READER, "show transaction_read_only"));
    assertEquals(BARRED, refused(postgresql, "select * from public.run"));
  }

  private static String refused(PostgresqlServer postgresql, String sql) {
    return assertThrows(SQLException.class, () -> postgresql.rows(READER, sql)).getSQLState();
  }

  private static List<String> texts(JsonNode page, String one, String other) {
    List<String> texts = new ArrayList<>();
    page.path("items")
        .forEach(row -> texts.add(row.path(one).asText() + " " + row.path(other).asText()));
    return texts;
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertEquals(200, answer.statusCode(), answer.body());
    return RuleBundles.JSON.readTree(answer.body());
  }
}
