package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is wrong with a request before its body is understood is the fault of the request. */
@ServiceTest
class BrokenRequestTest {
  private static final String RUNS = "/api/v1/runs";

  @Test
  void aContentTypeThatIsNoMediaTypeIsRefused() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + RUNS))
                  .header("Content-Type", "no media type")
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(415, answer.statusCode());
      assertTrue(answer.body().contains("Expected a media type in Content-Type"), answer.body());
    }
  }

  @Test
  void anAcceptThatNamesNoMediaTypeIsRefused() {
    given()
        .header("Accept", "a/b/c")
        .get("/api/v1/engine")
        .then()
        .statusCode(406)
        .body("detail", equalTo("Expected media types in Accept, got a/b/c"));
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws IOException {
    String answer = raw("GET /api/v1/engine HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
  }

  @Test
  void aBodyThatCannotBeReadIsRefusedOrItsConnectionEnds() throws IOException {
    String answer =
        raw(
            String.join(
                "\r\n",
                "POST /api/v1/runs HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: close",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                "zz",
                "{}",
                ""));
    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
    given().get("/api/v1/engine").then().statusCode(200);
  }

  @Test
  void aReaderWhoWantsAnotherStateOfARunIsTold() {
    String id =
        given()
            .contentType("application/json")
            .header("Prefer", "wait=60")
            .body("{\"mode\": \"deterministic\"}")
            .post(RUNS)
            .path("id");
    given()
        .header("If-Match", "\"another\"")
        .get(RUNS + "/" + id)
        .then()
        .statusCode(412)
        .body("type", equalTo("urn:perigee:problem:precondition-failed"));
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
