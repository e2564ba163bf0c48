package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.engine.TwinWorker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, started, killed and started again as a user would. */
class PackagedServiceIT {
  private static final Logger LOG = Logger.getLogger(PackagedServiceIT.class);
  private static final String FACT =
      """
      {"id": "acknowledged", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 62, "title": "x",
       "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"}""";
  private static final String RUN = "{\"asOf\": \"2026-09-30\", \"paths\": 5000, \"seed\": 11}";

  /** Worker processes for the engine, and no long wait for the jobs of a life that ended. */
  private static final Map<String, String> WORKERS =
      Map.of(
          "PERIGEE_ENGINE", "native",
          "PERIGEE_ENGINE_COMMAND", String.join(",", TwinWorker.command()),
          "PERIGEE_RUNS_LEASE", "PT3S",
          "PERIGEE_RUNS_HEARTBEAT", "PT1S",
          "PERIGEE_RUNS_PREPARE", "false");

  @TempDir Path first;
  @TempDir Path second;

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    String fact;
    HttpResponse<String> run;
    PackagedService killed = PackagedService.start(first);
    try {
      HttpResponse<String> recorded = killed.post("/api/v1/milestones", FACT);
      assertEquals(201, recorded.statusCode(), recorded.body());
      fact = recorded.body();
      run = killed.post("/api/v1/runs", RUN);
      assertEquals(200, run.statusCode(), run.body());
    } finally {
      killed.kill();
    }
    try (PackagedService again = PackagedService.start(first)) {
      assertEquals(fact, again.get("/api/v1/milestones/acknowledged").body());
      String path =
          run.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
      assertEquals(run.body(), again.get(path).body());
    }
  }

  @Test
  void aRequestWithAKeyIsDoneOnceHoweverOftenItsServiceIsKilled() throws Exception {
    String fact = FACT.replace("\"id\": \"acknowledged\", ", "");
    String run = "{\"asOf\": \"2026-09-30\", \"paths\": 100000, \"seed\": 12}";
    Map<String, String> keyed = Map.of("Idempotency-Key", "once", "Prefer", "respond-async");
    String job = null;
    String recorded = null;
    for (int life = 0; life < 3; life++) {
      try (PackagedService service = PackagedService.start(first, WORKERS)) {
        HttpResponse<String> asked = service.send("POST", "/api/v1/runs", run, keyed);
        String id = field(asked.body(), "id");
        assertTrue(job == null || job.equals(id), asked.body());
        job = id;
        if (life > 0) {
          HttpResponse<String> answer =
              service.send("POST", "/api/v1/milestones", fact, keyed("fact"));
          assertEquals(201, answer.statusCode(), answer.body());
          assertTrue(recorded == null || recorded.equals(answer.body()), answer.body());
          recorded = answer.body();
        } else {
          Thread.startVirtualThread(() -> sendUntilKilled(service, fact));
          Thread.sleep(20);
        }
        service.kill();
      }
    }
    try (PackagedService service = PackagedService.start(first, WORKERS)) {
      Map<String, String> patient = Map.of("Idempotency-Key", "once", "Prefer", "wait=60");
      HttpResponse<String> done = service.send("POST", "/api/v1/runs", run, patient);
      assertEquals(200, done.statusCode(), done.body());
      assertEquals(job, field(done.body(), "id"));
      String facts = service.get("/api/v1/milestones?type=LATENCY&from=2026-10-01").body();
      assertEquals(1, facts.split("\"title\":\"x\"", -1).length - 1, facts);
    }
  }

  private static Map<String, String> keyed(String key) {
    return Map.of("Idempotency-Key", key);
  }

  /** Whether this is answered before the service is killed is left to chance. */
  private static void sendUntilKilled(PackagedService service, String fact) {
    try {
      service.send("POST", "/api/v1/milestones", fact, keyed("fact"));
    } catch (IOException | InterruptedException e) {
      LOG.debugf("The service was killed first: %s", e);
    }
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(name)).matcher(json);
    assertTrue(matcher.find(), json);
    return matcher.group(1);
  }

  @Test
  void twoProcessesGiveTheSameBytes() throws Exception {
    try (PackagedService one = PackagedService.start(first);
        PackagedService other = PackagedService.start(second)) {
      String answer = one.post("/api/v1/runs", RUN).body();
      assertTrue(answer.contains("\"mode\":\"stochastic\""), answer);
      assertEquals(answer, other.post("/api/v1/runs", RUN).body());
    }
  }

  @Test
  void aSecondServiceOnTheSameDataIsRefusedInASentence() throws Exception {
    try (PackagedService running = PackagedService.start(first)) {
      PackagedService refused = PackagedService.launch(first);
      assertNotEquals(0, refused.exitCode());
      assertTrue(refused.log().contains("Another Perigee uses the data in"), refused.log());
      assertEquals(200, running.get("/q/health/ready").statusCode());
    }
  }

  @Test
  void aJobSurvivesAKillOfTheServiceAndItsWorkersDoNot() throws Exception {
    PackagedService killed = PackagedService.start(first, WORKERS);
    String path;
    List<Long> workers;
    try {
      path = begin(killed);
      workers = workers(killed);
      assertEquals(2, workers.size());
    } finally {
      killed.kill();
    }
    workers.forEach(PackagedServiceIT::waitUntilItIsGone);
    try (PackagedService again = PackagedService.start(first, WORKERS)) {
      int status = again.get(path).statusCode();
      assertTrue(status == 202 || status == 200, "status " + status);
      Waiting.until(() -> again.get(path).statusCode() == 200);
      String verified = again.post(path + "/verification?engine=jvm", "").body();
      assertTrue(verified.contains("\"identical\":true"), verified);
    }
  }

  @Test
  void whoeverWaitsIsAnsweredWhenTheServiceIsAskedToEnd() throws Exception {
    PackagedService ending = PackagedService.start(first, WORKERS);
    try (ExecutorService clients = Executors.newSingleThreadExecutor()) {
      List<Long> workers = workers(ending);
      Future<HttpResponse<String>> waiting =
          clients.submit(
              () -> ending.post("/api/v1/runs", "{\"paths\": 60000, \"seed\": 13}", "wait=60"));
      Waiting.until(() -> ending.get("/api/v1/engine").body().contains("\"running\":1"));
      ending.terminate();
      assertEquals(200, waiting.get().statusCode(), waiting.get().body());
      ending.exitCode();
      workers.forEach(PackagedServiceIT::waitUntilItIsGone);
    } finally {
      ending.kill();
    }
  }

  @Test
  void aJobThatIsLongerThanTheDrainGoesOnInTheNextLife() throws Exception {
    Map<String, String> hasty = new HashMap<>(WORKERS);
    hasty.put("PERIGEE_ENGINE_DRAIN", "PT0.2S");
    hasty.put("PERIGEE_RUNS_LEASE", "PT1H"); // it is given back, not waited for
    PackagedService ending = PackagedService.start(first, hasty);
    String path;
    try {
      path = begin(ending);
      ending.terminate();
      ending.exitCode();
    } finally {
      ending.kill();
    }
    try (PackagedService again = PackagedService.start(first, hasty)) {
      Waiting.until(() -> again.get(path).statusCode() == 200);
    }
  }

  /** Begins a job and waits until a worker computes it. */
  private static String begin(PackagedService service) throws Exception {
    HttpResponse<String> accepted =
        service.post("/api/v1/runs", "{\"paths\": 150000, \"seed\": 12}", "respond-async");
    assertEquals(202, accepted.statusCode(), accepted.body());
    String path =
        accepted.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    Waiting.until(
        () -> {
          String job = service.get(path).body();
          return job.contains("\"running\"") && !job.contains("\"progress\":0.0,");
        });
    return path;
  }

  private static List<Long> workers(PackagedService service) throws Exception {
    List<Long> pids = new ArrayList<>();
    Waiting.until(
        () -> {
          pids.clear();
          Matcher pid =
              Pattern.compile("\"pid\":([0-9]+)").matcher(service.get("/api/v1/engine").body());
          while (pid.find()) {
            pids.add(Long.valueOf(pid.group(1)));
          }
          return pids.size() == 2;
        });
    return pids;
  }

  private static void waitUntilItIsGone(long pid) {
    Waiting.until(() -> ProcessHandle.of(pid).isEmpty());
  }
}
