package dev.perigee.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/dashboards holds works as it stands, read by the role and over the API. */
@ServiceTest
class DashboardsTest {
  private static final Path DASHBOARDS = Path.of("docs", "dashboards");
  private static final Path GRAFANA = DASHBOARDS.resolve("grafana");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As Grafana's data source for PostgreSQL writes its macro. */
  private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\(([^)]+)\\)");

  private static final String WITHIN =
      "$1 BETWEEN '2020-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z'";
  private static final Pattern OPTIONAL = Pattern.compile("\\[\\[(.*?)]]", Pattern.DOTALL);
  private static final Pattern ADDRESS =
      Pattern.compile("http://127\\.0\\.0\\.1:8080(/[^`'\" ,;)]+)");

  @TempDir Path folder;

  private String run;

  @BeforeEach
  void thereIsARun() {
    run = TablesApiTest.run(11);
  }

  @Test
  void everyQueryOfTheGrafanaDashboardFindsItsColumns() throws Exception {
    JsonNode dashboard = JSON.readTree(GRAFANA.resolve("perigee.json").toFile());
    int asked = 0;
    for (JsonNode query : dashboard.findValues("rawSql")) {
      String sql = query.asText();
      String filled =
          TIME_FILTER.matcher(sql).replaceAll(WITHIN).replace("${run:sqlstring}", "'" + run + "'");
      assertFalse(filled.contains("$"), "a macro that the test does not know: " + filled);
      List<List<String>> rows = Reader.rows(filled);
      boolean mayBeEmpty = sql.contains("reporting.forecasts");
      assertTrue(mayBeEmpty || !rows.isEmpty(), () -> "no rows: " + filled);
      asked++;
    }
    assertEquals(9, asked);
    List<List<String>> choices = Reader.rows(dashboard.at("/templating/list/0/query").asText());
    assertTrue(choices.stream().anyMatch(choice -> choice.getFirst().equals(run)));
  }

  @Test
  void everyPanelReadsADataSourceThatIsProvisioned() throws Exception {
    Set<String> known = new HashSet<>();
    new YAMLMapper()
        .readTree(GRAFANA.resolve("datasources.yaml").toFile())
        .path("datasources")
        .forEach(each -> known.add(each.path("uid").asText() + " " + each.path("type").asText()));
    JsonNode dashboard = JSON.readTree(GRAFANA.resolve("perigee.json").toFile());
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertTrue(ids.add(panel.path("id").asInt()), "two panels have the same number");
      assertFalse(panel.path("title").asText().isBlank());
    }
    for (JsonNode source : dashboard.findValues("datasource")) {
      assertTrue(
          known.contains(source.path("uid").asText() + " " + source.path("type").asText()),
          () -> source + " is none of " + known);
    }
  }

  @Test
  void theAddressesOfTheGrafanaDashboardHaveTheFieldsItShows() throws Exception {
    int sent = 0;
    for (JsonNode target :
        JSON.readTree(GRAFANA.resolve("perigee.json").toFile()).findParents("root_selector")) {
      Response answer = given().urlEncodingEnabled(false).get(target.path("url").asText());
      assertEquals(200, answer.statusCode());
      List<Object> items = answer.path(target.path("root_selector").asText());
      assertFalse(items.isEmpty());
      for (JsonNode column : target.path("columns")) {
        assertTrue(
            items.toString().contains(column.path("selector").asText() + "="),
            () -> "no row has " + column);
      }
      sent++;
    }
    assertEquals(1, sent);
  }

  @Test
  void theQueriesForSupersetAndMetabaseRun() throws Exception {
    int asked = 0;
    for (String file : List.of("superset.sql", "metabase.sql")) {
      for (String sql : Files.readString(DASHBOARDS.resolve(file)).split(";", -1)) {
        if (!sql.isBlank()) {
          Reader.rows(OPTIONAL.matcher(sql).replaceAll(""));
          Reader.rows(
              OPTIONAL
                  .matcher(sql)
                  .replaceAll("$1")
                  .replace("{{scenario}}", "'bull'")
                  .replace("{{type}}", "'FLIGHT_RESULT'")
                  .replace("{{since}}", "'2025-01-01'"));
          asked++;
        }
      }
    }
    assertEquals(8, asked);
  }

  @Test
  void theFeedsOfPowerQueryHaveTheColumnsItChooses() throws Exception {
    int asked = 0;
    for (String query :
        Files.readString(DASHBOARDS.resolve("perigee.pq")).split("(?m)^(?=// )", -1)) {
      if (query.isBlank()) {
        continue;
      }
      String chosen = group("SelectColumns\\(\\w+, \\{([^}]+)}", query).replaceAll("[\" ]", "");
      if (query.contains("OData.Feed")) {
        String table = group("Name = \"(\\w+)\"", query);
        given()
            .queryParam("$select", chosen)
            .queryParam("$top", 1)
            .get(group("OData.Feed\\(\"http://127\\.0\\.0\\.1:8080([^\"]+)\"", query) + "/" + table)
            .then()
            .statusCode(200);
      } else {
        String header =
            given()
                .queryParam("metric", group("Query = \\[metric = \"(\\w+)\"", query))
                .get(group("RelativePath = \"([^\"]+)\"", query))
                .asString()
                .lines()
                .findFirst()
                .orElseThrow();
        assertTrue(
            Arrays.asList(header.split(",", -1)).containsAll(List.of(chosen.split(",", -1))),
            header);
      }
      asked++;
    }
    assertEquals(3, asked);
  }

  @Test
  void theAddressesOfTheDocumentsAreAnswered() throws Exception {
    List<String> addresses = new ArrayList<>();
    for (Path document : List.of(DASHBOARDS.resolve("README.md"), Path.of("docs", "feeds.md"))) {
      Matcher address = ADDRESS.matcher(Files.readString(document));
      while (address.find()) {
        addresses.add(address.group(1));
      }
    }
    assertTrue(addresses.size() >= 5, addresses.toString());
    for (String address : addresses) {
      assertEquals(
          200,
          given().urlEncodingEnabled(false).get(address.replace("{id}", run)).statusCode(),
          address);
    }
  }

  @Test
  void theCellsOfTheNotebookRun() throws Exception {
    StringBuilder code = new StringBuilder();
    for (JsonNode cell :
        JSON.readTree(DASHBOARDS.resolve("notebook.ipynb").toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        assertTrue(cell.path("outputs").isEmpty(), "a committed notebook has no outputs");
        cell.path("source").forEach(line -> code.append(line.asText()));
        code.append("\n\n");
      }
    }
    Path script = Files.writeString(folder.resolve("notebook.py"), code);
    assumeTrue(runs("python3", "--version"), "there is no python3");
    String output = output("python3", script.toString());
    assertTrue(output.contains("billion USD"), output);
    assertTrue(output.contains("2035-12-31 p50"), output);
    assertTrue(output.contains("R01 flights in a period | "), output);
  }

  /** The cells of a spreadsheet that LibreOffice makes of an address: typed, in its own format. */
  @Test
  void libreOfficeOpensTheCsvWithNumbersAndDates() throws Exception {
    assumeTrue(
        runs("soffice", "--version"),
        "there is no soffice; on Debian apt-get install --no-install-recommends libreoffice-calc");
    Path csv = folder.resolve("series.csv");
    Files.write(
        csv, given().get("/api/v1/runs/" + run + "/series.csv?metric=capacityKw").asByteArray());
    output(
        "soffice",
        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
        "--headless",
        "--convert-to",
        "ods",
        "--infilter=CSV:44,34,76,1,,1033,false,true",
        "--outdir",
        folder.toString(),
        csv.toString());
    try (ZipFile ods = new ZipFile(folder.resolve("series.ods").toFile())) {
      String cells =
          new String(
              ods.getInputStream(ods.getEntry("content.xml")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertTrue(cells.contains("office:value-type=\"date\" office:date-value=\"2026-03-31\""));
      double first =
          TablesApiTest.exactly()
              .get("/api/v1/runs/" + run + "/series?metric=capacityKw")
              .path("items[0].points[59].statistics.mean");
      assertTrue(
          Pattern.compile("office:value-type=\"float\" office:value=\"([^\"]+)\"")
              .matcher(cells)
              .results()
              .anyMatch(cell -> Math.abs(Double.parseDouble(cell.group(1)) / first - 1) < 1e-12),
          "the mean capacity of the last quarter is a number");
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String output(String... command) throws IOException, InterruptedException {
    Path file = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PERIGEE_URL", "http://127.0.0.1:" + RestAssured.port);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.redirectErrorStream(true).redirectOutput(file.toFile()).start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(file);
    assertTrue(ended, () -> "it did not end: " + text);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  private static String group(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), () -> "no " + pattern + " in " + text);
    return matcher.group(1);
  }
}
