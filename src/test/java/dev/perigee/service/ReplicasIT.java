package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged services over one PostgreSQL, either of which is killed while it activates. */
class ReplicasIT {
  private static final Logger LOG = Logger.getLogger(ReplicasIT.class);
  private static final Duration AGREEMENT = Duration.ofSeconds(5);
  private static final int KILLS = Integer.getInteger("replicas.kills", 6);
  private static final int LATEST_KILL_MILLIS = 200;
  private static final String ACTIVE = RuleBundles.ACTIVE;

  @TempDir Path folder;

  @Test
  void replicasAgreeWithinSecondsWhateverIsKilledWhen() throws Exception {
    try (PostgresqlServer postgresql = new PostgresqlServer(folder.resolve("data"))) {
      PackagedService[] services = {
        PackagedService.start(folder.resolve("a"), postgresql.settings()),
        PackagedService.start(folder.resolve("b"), postgresql.settings())
      };
      try {
        List<String> digests = new ArrayList<>();
        for (String mark : List.of("one", "two")) {
          digests.add(approved(services[0], mark));
        }
        assertEquals(200, activate(services[0], digests.get(0)).statusCode());
        agreed(services, digests.get(0));
        Random random = new Random(20261123);
        for (int i = 0; i < KILLS; i++) {
          PackagedService victim = services[i % 2];
          PackagedService survivor = services[1 - i % 2];
          String wanted = digests.get((i + 1) % 2);
          try (ExecutorService client = Executors.newSingleThreadExecutor()) {
            Future<Integer> answer =
                client.submit(
                    () -> {
                      try {
                        return activate(victim, wanted).statusCode();
                      } catch (IOException e) {
                        return 0; // it was killed before it answered
                      }
                    });
            Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
            victim.kill();
            int status = answer.get();
            long generations = postgresql.number("select count(*) from rule_set_activation");
            assertEquals(
                generations, postgresql.number("select max(generation) from rule_set_activation"));
            String active = active(survivor).path("digest").asText();
            if (status == 200) {
              assertEquals(wanted, active, "what was acknowledged is active");
            }
            Duration alone = agreed(new PackagedService[] {survivor}, active);
            services[i % 2] = PackagedService.start(folder.resolve("c" + i), postgresql.settings());
            Duration together = agreed(services, active);
            LOG.infof(
                "Killed %d, answer %d, activated %s; the survivor agrees after %s, both %s after the restart",
                i, status, active.equals(wanted), alone, together);
            if (!active.equals(wanted)) {
              assertEquals(200, activate(survivor, wanted).statusCode());
              agreed(services, wanted);
            }
          }
        }
      } finally {
        for (PackagedService service : services) {
          service.close();
        }
      }
    }
  }

  private static String approved(PackagedService service, String mark) throws Exception {
    HttpResponse<String> uploaded =
        service.send(
            "POST",
            RuleBundles.PATH,
            RuleBundles.json(RuleBundles.marked(mark), mark, null),
            Map.of("Perigee-User", "ada"));
    assertEquals(201, uploaded.statusCode(), uploaded.body());
    String digest = RuleBundles.JSON.readTree(uploaded.body()).path("digest").asText();
    HttpResponse<String> approved =
        service.send(
            "POST",
            RuleBundles.PATH + "/" + digest + "/approvals",
            "{\"message\": \"fine\"}",
            Map.of("Perigee-User", "grace"));
    assertEquals(201, approved.statusCode(), approved.body());
    return digest;
  }

  private static HttpResponse<String> activate(PackagedService service, String digest)
      throws IOException, InterruptedException {
    return service.send(
        "PUT",
        ACTIVE,
        "{\"digest\": \"%s\", \"reason\": \"a test\"}".formatted(digest),
        Map.of("Perigee-User", "ada", "If-Match", "*"));
  }

  private static JsonNode active(PackagedService service) throws Exception {
    HttpResponse<String> answer = service.get(ACTIVE);
    assertEquals(200, answer.statusCode(), answer.body());
    return RuleBundles.JSON.readTree(answer.body());
  }

  /** How long it takes until all say that all of them, and nobody else, serve a rule set. */
  private static Duration agreed(PackagedService[] services, String digest) throws Exception {
    Instant start = Instant.now();
    for (PackagedService service : services) {
      Waiting.until(
          () -> {
            JsonNode answer = active(service);
            return answer.path("digest").asText().equals(digest)
                && answer.path("agreed").asBoolean()
                && answer.path("replicas").size() == services.length;
          });
      HttpResponse<String> outlook = service.get("/api/v1/outlook?asOf=2026-11-01");
      assertTrue(outlook.body().contains(digest), "served is another one");
    }
    Duration taken = Duration.between(start, Instant.now());
    assertTrue(taken.compareTo(AGREEMENT) < 0, "it took " + taken);
    return taken;
  }
}
