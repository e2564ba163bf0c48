package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients of the guides work as they stand. Those in Python are left out where there is none.
 */
@ServiceTest
class GuidesTest {
  private static final Path GUIDES = Path.of("docs", "guides");
  private static final Pattern RELATIVE_PATH = Pattern.compile("RelativePath = \"([^\"]+)\"");
  private static final Pattern QUERY = Pattern.compile("Query = \\[(\\w+) = \"([^\"]+)\"]");
  private static final Pattern CHOSEN = Pattern.compile("SelectColumns\\(Typed, \\{([^}]+)}");
  private static final Pattern BODY = Pattern.compile("Body = \"(.+)\",\n");
  private static final Pattern ADDRESS = Pattern.compile("`http://127\\.0\\.0\\.1:8080(/[^`]+)`");

  @TempDir Path folder;

  @Test
  void theClientInPythonRuns() throws Exception {
    assumeTrue(hasPython(), "there is no python3");
    String output = run("python3", GUIDES.resolve("client.py").toString());
    assertContains(output, "flights, the last on");
    assertContains(output, "cheap launch: ");
    assertContains(output, "capacity at the end of 2030");
    assertContains(output, "refused: 422");
    assertContains(output, "/paths: expected");
  }

  @Test
  void theCellsOfTheNotebookRun() throws Exception {
    JsonNode notebook = new ObjectMapper().readTree(GUIDES.resolve("notebook.ipynb").toFile());
    Path script = folder.resolve("notebook.py");
    Files.writeString(script, code(notebook));
    assumeTrue(hasPython(), "there is no python3");
    Files.copy(GUIDES.resolve("client.py"), folder.resolve("client.py"));
    String output = run("python3", script.toString());
    assertContains(output, "billion USD");
    assertContains(output, "kW");
    assertContains(output, "422");
  }

  /** The code of a notebook of format 4.5, which is checked on the way. */
  private static String code(JsonNode notebook) {
    assertEquals(4, notebook.path("nbformat").asInt());
    assertTrue(notebook.path("nbformat_minor").asInt() >= 5, "cells have names since 4.5");
    assertTrue(notebook.path("metadata").isObject());
    Set<String> names = new HashSet<>();
    StringBuilder code = new StringBuilder();
    for (JsonNode cell : notebook.path("cells")) {
      assertTrue(names.add(cell.path("id").asText()), "two cells have the same name");
      assertTrue(cell.path("metadata").isObject() && cell.path("source").isArray());
      if (cell.path("cell_type").asText().equals("code")) {
        assertTrue(cell.path("outputs").isEmpty(), "a committed notebook has no outputs");
        assertTrue(cell.path("execution_count").isNull());
        cell.path("source").forEach(line -> code.append(line.asText()));
        code.append("\n\n");
      } else {
        assertEquals("markdown", cell.path("cell_type").asText());
      }
    }
    return code.toString();
  }

  @Test
  void theExampleInJavaRuns() throws Exception {
    String output =
        run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            GUIDES.resolve("PerigeeExample.java").toString());
    assertContains(output, "run http://");
    assertContains(output, "2030-12-31 median cost ratio ");
  }

  @Test
  void theQueriesOfTheSpreadsheetAreAnswered() throws IOException {
    String run = "";
    for (String query : queries()) {
      String path = group(RELATIVE_PATH, query).replace("{run}", run);
      RequestSpecification request = given();
      for (Matcher m = QUERY.matcher(query); m.find(); ) {
        request.queryParam(m.group(1), m.group(2));
      }
      if (query.startsWith("// RunOfToday")) {
        Response answer =
            request
                .contentType("application/json")
                .header("Prefer", "wait=60")
                .body(group(BODY, query).replace("\"\"", "\""))
                .post(path);
        assertEquals(200, answer.statusCode(), answer.asString());
        run = answer.path("id");
      } else {
        Response answer = request.get(path);
        assertEquals(200, answer.statusCode(), answer.asString());
        List<String> lines = answer.asString().lines().toList();
        assertTrue(lines.size() > 1, "there are rows");
        Set<String> columns = Set.of(lines.getFirst().split(",", -1));
        for (String column : group(CHOSEN, query).replace("\"", "").split(", *", -1)) {
          assertTrue(columns.contains(column), column + " is none of " + columns);
        }
      }
    }
  }

  /** The queries of the file: a comment with the name, and an expression of Power Query. */
  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (String query : Files.readString(GUIDES.resolve("perigee.pq")).split("(?m)^(?=// )", -1)) {
      if (!query.isBlank()) {
        queries.add(
            query.replaceAll(
                "RelativePath = \"([^\"]*)\" & RunOfToday & \"([^\"]*)\"",
                "RelativePath = \"$1{run}$2\""));
      }
    }
    assertEquals(3, queries.size());
    return queries;
  }

  @Test
  void theAddressesForSpreadsheetsAreTables() throws IOException {
    String run =
        given()
            .contentType("application/json")
            .header("Prefer", "wait=60")
            .body("{\"paths\": 1000}")
            .post("/api/v1/runs")
            .path("id");
    int found = 0;
    Matcher address = ADDRESS.matcher(Files.readString(GUIDES.resolve("excel.md")));
    for (; address.find(); found++) {
      Response answer =
          given().urlEncodingEnabled(false).get(address.group(1).replace("{id}", run));
      assertEquals(200, answer.statusCode(), address.group(1));
      assertTrue(answer.contentType().startsWith("text/csv"), address.group(1));
    }
    assertEquals(2, found);
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PERIGEE_URL", "http://127.0.0.1:" + RestAssured.port);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertTrue(ended, "it did not end: " + text);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("python3", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), () -> "no " + pattern + " in " + text);
    return matcher.group(1);
  }

  private static void assertContains(String text, String expected) {
    assertTrue(text.contains(expected), () -> "expected " + expected + " in " + text);
  }
}
