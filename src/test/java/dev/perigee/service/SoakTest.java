package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Many activations while many clients run scenarios. {@code -Dsoak.activations} shortens or
 * lengthens it.
 */
@ServiceTest
class SoakTest {
  private static final Logger LOG = Logger.getLogger(SoakTest.class);
  private static final int ACTIVATIONS = Integer.getInteger("soak.activations", 1000);
  private static final int CLIENTS = 16;
  private static final String RULE = "R06";
  private static final List<String> WORDS =
      List.of("is what version A says", "is what version B says");

  /** Classes and bytes that a service may gain over the second half for reasons of its own. */
  private static final double GROWTH = 1.02;

  private static final int MORE_CLASSES = 100;
  private static final long MORE_BYTES = 16 << 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger runs = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  @Test
  void activationsUnderLoadFailNoRequestMixNoVersionsAndLeaveNothingBehind() throws Exception {
    String before = RuleBundles.active();
    List<String> digests = new ArrayList<>();
    for (String words : WORDS) {
      digests.add(RuleBundles.approved(RuleBundles.saying(words)));
    }
    Map<String, String> saying = Map.of(digests.get(0), WORDS.get(0), digests.get(1), WORDS.get(1));
    String tag = RuleBundles.activate(digests.get(1), RuleBundles.tag()).extract().header("ETag");
    List<Double> millis = new ArrayList<>();
    int classesAtHalf = 0;
    long bytesAtHalf = 0;
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.execute(() -> keepRunning(number, saying));
      }
      try {
        for (int i = 0; i < ACTIVATIONS; i++) {
          long start = System.nanoTime();
          HttpResponse<String> answer = activate(digests.get(i % 2), tag);
          millis.add((System.nanoTime() - start) / 1e6);
          assertEquals(200, answer.statusCode(), answer.body());
          tag = answer.headers().firstValue("ETag").orElseThrow();
          if (i == ACTIVATIONS / 2) {
            bytesAtHalf = usedBytes();
            classesAtHalf = classes();
          }
        }
      } finally {
        over.set(true);
      }
    }
    long bytes = usedBytes();
    int classes = classes();
    List<Double> alone = new ArrayList<>();
    for (int i = 0; i < Math.min(200, ACTIVATIONS); i++) {
      long start = System.nanoTime();
      tag = activate(digests.get(i % 2), "*").headers().firstValue("ETag").orElseThrow();
      alone.add((System.nanoTime() - start) / 1e6);
    }
    RuleBundles.activate(before, tag).statusCode(200);
    millis.sort(null);
    alone.sort(null);
    LOG.infof(
        "%d activations, %d runs; activation p50 %.1f ms, p99 %.1f ms, without load p50 %.1f ms, p99 %.1f ms; classes %d then %d, heap %.1f then %.1f MB",
        ACTIVATIONS,
        runs.get(),
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        alone.get(alone.size() / 2),
        alone.get(alone.size() * 99 / 100),
        classesAtHalf,
        classes,
        bytesAtHalf / 1e6,
        bytes / 1e6);
    assertEquals(List.of(), List.copyOf(failures));
    assertTrue(runs.get() > CLIENTS, "only " + runs.get() + " runs");
    assertTrue(classes < classesAtHalf * GROWTH + MORE_CLASSES, classesAtHalf + " then " + classes);
    assertTrue(bytes < bytesAtHalf * GROWTH + MORE_BYTES, bytesAtHalf + " then " + bytes);
  }

  private void keepRunning(int number, Map<String, String> saying) {
    for (int i = 0; !over.get() && failures.size() < 10; i++) {
      try {
        HttpResponse<String> answer = run(number * 1_000_000L + i);
        if (answer.statusCode() == 200) {
          check(RuleBundles.JSON.readTree(answer.body()), saying);
        } else {
          failures.add(answer.statusCode() + " " + answer.body());
        }
      } catch (Exception e) {
        failures.add(e.toString());
      }
      runs.incrementAndGet();
    }
  }

  /** Every answer is of one version, the one that its provenance names. */
  private void check(JsonNode run, Map<String, String> saying) {
    String digest = run.path("provenance").path("ruleSet").asText();
    String words = saying.get(digest);
    int seen = 0;
    for (JsonNode effect : run.path("effects")) {
      if (effect.path("rule").asText().startsWith(RULE)) {
        seen++;
        if (words == null || !effect.path("because").asText().endsWith(words)) {
          failures.add(digest + " says " + effect.path("because"));
        }
      }
    }
    if (seen == 0) {
      failures.add("no effect of " + RULE + " under " + digest);
    }
  }

  private HttpResponse<String> run(long seed) throws Exception {
    return client.send(
        request("/api/v1/runs")
            .header("Prefer", "wait=60")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"paths\": 1000, \"seed\": %d, \"asOf\": \"2026-11-01\"}".formatted(seed)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> activate(String digest, String tag) throws Exception {
    return client.send(
        request("/api/v1/rule-sets/active")
            .header("If-Match", tag)
            .header("Perigee-User", "ada")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"digest\": \"%s\", \"reason\": \"soak\"}".formatted(digest)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
        .header("Content-Type", "application/json");
  }

  private static int classes() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  /** What is left after the collector of garbage has been. */
  private static long usedBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
