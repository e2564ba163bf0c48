package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service and its command line, when nobody can sign in yet, and when nobody may. */
class IdentityIT {
  private static final Logger LOG = Logger.getLogger(IdentityIT.class);
  private static final Duration REVOKED_EVERYWHERE = Duration.ofSeconds(4);
  private static final Map<String, String> REQUIRED =
      Map.of(
          "PERIGEE_IDENTITY_MODE", "required",
          "PERIGEE_RUNS_PREPARE", "false");

  @TempDir Path folder;

  @Test
  void anOpenServiceDoesNotStartWhereOthersReachIt() throws Exception {
    PackagedService refused =
        PackagedService.launch(folder, Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"));
    assertEquals(1, refused.exitCode());
    assertTrue(refused.log().contains("got quarkus.http.host=0.0.0.0"), refused.log());
    assertFalse(refused.log().contains("\tat "), "a sentence, not a stack trace: " + refused.log());
  }

  @Test
  void aProviderWithoutAnAudienceStopsTheStart() throws Exception {
    PackagedService refused =
        PackagedService.launch(
            folder, Map.of("PERIGEE_IDENTITY_PROVIDER", "https://id.example.com"));
    assertEquals(1, refused.exitCode());
    assertTrue(refused.log().contains("perigee.identity.audience"), refused.log());
  }

  @Test
  void theServiceStartsWithoutItsProviderAndAnswersTokensWith503() throws Exception {
    try (PackagedService service =
        PackagedService.start(
            folder,
            Map.of(
                "PERIGEE_IDENTITY_PROVIDER", "http://127.0.0.1:1/realms/fund",
                "PERIGEE_IDENTITY_AUDIENCE", "perigee",
                "PERIGEE_RUNS_PREPARE", "false"))) {
      var answer =
          service.send(
              "GET",
              "/api/v1/parameters",
              "",
              Map.of("Authorization", "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.e30.c2ln"));
      assertEquals(503, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("urn:perigee:problem:unavailable"), answer.body());
      assertEquals(401, service.get("/api/v1/parameters").statusCode());
    }
  }

  @Test
  void theFirstKeyComesFromTheCommandLine() throws Exception {
    assertEquals(1, console("list").exitCode(), "there is no table yet");
    try (PackagedService service = PackagedService.start(folder, REQUIRED)) {
      assertEquals(401, service.get("/api/v1/parameters").statusCode());
      Console created =
          console("create", "--name", "bootstrap", "--owner", "ada", "--roles", "admin,viewer");
      assertEquals(0, created.exitCode(), created.output());
      String key = created.output().strip();
      assertEquals(200, status(service, key));
      var audit = service.send("GET", "/api/v1/audit", "", Map.of("Perigee-Api-Key", key));
      assertTrue(audit.body().contains("\"client\":\"the console\""), audit.body());
      Console listed = console("list");
      assertTrue(listed.output().contains(key.substring(4, 20)), listed.output());
      assertTrue(listed.output().contains("active"), listed.output());
      assertFalse(listed.output().contains(key.substring(25)), "the secret is listed");
      assertEquals(0, console("revoke", key.substring(4, 20)).exitCode());
      Waiting.until(() -> status(service, key) == 401);
    }
    Console stopped = console("list");
    assertTrue(stopped.output().contains("revoked"), stopped.output());
  }

  @Test
  void whatTheCommandLineCannotDoItSaysInASentence() throws Exception {
    try (PackagedService service = PackagedService.start(folder, REQUIRED)) {
      assertEquals(200, service.get("/q/health/ready").statusCode());
      for (List<String> words :
          List.of(
              List.of("create"),
              List.of("create", "--name", "x", "--owner", "ada", "--roles", "king"),
              List.of("create", "--name", "x", "--owner", "perigee", "--roles", "viewer"),
              List.of(
                  "create", "--name", "x", "--owner", "a", "--roles", "viewer", "--days", "366"),
              List.of("create", "--colour", "green"),
              List.of("revoke", "0000000000000000"))) {
        Console refused = console(words.toArray(String[]::new));
        assertEquals(1, refused.exitCode(), words + ": " + refused.output());
        assertEquals(1, refused.output().lines().count(), refused.output());
      }
      assertEquals(2, console("steal").exitCode());
    }
  }

  @Test
  void aKeyThatOneReplicaRevokesIsRefusedByTheOtherWithinSeconds() throws Exception {
    try (PostgresqlServer postgresql = new PostgresqlServer(folder.resolve("data"))) {
      Map<String, String> settings = new HashMap<>(postgresql.settings());
      settings.putAll(REQUIRED);
      try (PackagedService one = PackagedService.start(folder.resolve("a"), settings);
          PackagedService other = PackagedService.start(folder.resolve("b"), settings)) {
        String admin = created(settings, "admin");
        String key = created(settings, "viewer");
        assertEquals(200, status(one, key));
        assertEquals(200, status(other, key));
        int revoked =
            one.send(
                    "DELETE",
                    "/api/v1/api-keys/" + key.substring(4, 20),
                    "",
                    Map.of("Perigee-Api-Key", admin))
                .statusCode();
        Instant start = Instant.now();
        assertEquals(204, revoked);
        assertEquals(401, status(one, key));
        Waiting.until(() -> status(other, key) == 401);
        Duration taken = Duration.between(start, Instant.now());
        LOG.infof("A revoked key is refused by the other replica after %s", taken);
        assertTrue(taken.compareTo(REVOKED_EVERYWHERE) < 0, "it took " + taken);
      }
    }
  }

  @Test
  void keysCannotBeCheckedWhileTheDatabaseIsAwayAndNobodyIsLetInForThat() throws Exception {
    try (PostgresqlServer postgresql = new PostgresqlServer(folder.resolve("data"))) {
      Map<String, String> settings = new HashMap<>(postgresql.settings());
      settings.putAll(REQUIRED);
      try (PackagedService service = PackagedService.start(folder.resolve("a"), settings)) {
        String key = created(settings, "viewer");
        assertEquals(200, status(service, key));
        postgresql.stop();
        Waiting.until(() -> status(service, key) == 503);
        assertEquals(401, service.get("/api/v1/parameters").statusCode());
        postgresql.start();
        Waiting.until(() -> status(service, key) == 200);
      }
    }
  }

  private String created(Map<String, String> settings, String role) throws Exception {
    Console created = console(settings, "create", "--name", "x", "--owner", "ada", "--roles", role);
    assertEquals(0, created.exitCode(), created.output());
    return created.output().strip();
  }

  private static int status(PackagedService service, String key)
      throws IOException, InterruptedException {
    return service
        .send("GET", "/api/v1/parameters", "", Map.of("Perigee-Api-Key", key))
        .statusCode();
  }

  /** What a call of the command line ended with, and said. */
  private record Console(int exitCode, String output) {}

  private Console console(String... words) throws Exception {
    return console(Map.of(), words);
  }

  private Console console(Map<String, String> settings, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("perigee.jar"),
                "api-key"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PERIGEE_DATA", folder.toString());
    builder.environment().remove("PERIGEE_DB_URL");
    builder.environment().putAll(settings);
    Process process = builder.redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Console(process.waitFor(), output);
    }
  }
}
