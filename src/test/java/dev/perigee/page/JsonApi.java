package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.service.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the service answers to somebody, as JSON. */
final class JsonApi {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Set<Integer> SUCCESS = Set.of(200, 201);
  private static final long PAUSE_MILLIS = 200;

  private final PackagedService service;
  private final Map<String, String> headers;

  private JsonApi(PackagedService service, Map<String, String> headers) {
    this.service = service;
    this.headers = headers;
  }

  /** As an open service answers. */
  static JsonApi of(PackagedService service) {
    return new JsonApi(service, Map.of("Prefer", "wait=60"));
  }

  /** As it answers the bearer of a token or an API key. */
  JsonApi as(String credential) {
    Map<String, String> proven = new HashMap<>(headers);
    proven.put("Authorization", "Bearer " + credential);
    return new JsonApi(service, proven);
  }

  JsonNode get(String path) {
    return success(send("GET", path, ""));
  }

  JsonNode post(String path, String body) {
    return success(send("POST", path, body));
  }

  /** Begins long work or finds it, and waits until it is done. */
  JsonNode finished(String path, String body) throws InterruptedException {
    HttpResponse<String> begun = send("POST", path, body);
    String place =
        begun.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    JsonNode job = body(begun);
    while (!job.path("state").asText().equals("done")) {
      assertTrue(Set.of("queued", "running").contains(job.path("state").asText()), job.toString());
      Thread.sleep(PAUSE_MILLIS);
      job = body(send("GET", place, ""));
    }
    return job;
  }

  /** Any answer, a refusal too. */
  HttpResponse<String> send(String method, String path, String body) {
    try {
      return service.send(method, path, body, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service was asked", e);
    }
  }

  private static JsonNode success(HttpResponse<String> response) {
    assertTrue(SUCCESS.contains(response.statusCode()), response.body());
    return body(response);
  }

  /** What an answer says. */
  static JsonNode body(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
