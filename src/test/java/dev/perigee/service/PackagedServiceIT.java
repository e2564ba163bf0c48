package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, started, killed and started again as a user would. */
class PackagedServiceIT {
  private static final String FACT =
      """
      {"id": "acknowledged", "type": "LATENCY", "occurredOn": "2026-10-01", "value": 62, "title": "x",
       "sourceUrl": "https://example.com", "evidence": "PRESS", "grade": "MET"}""";
  private static final String RUN = "{\"asOf\": \"2026-09-30\", \"paths\": 5000, \"seed\": 11}";

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
}
