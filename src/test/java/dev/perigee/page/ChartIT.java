package dev.perigee.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Charts in a real browser: what they export, and what other pages see of them. */
@InBrowser
class ChartIT {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int TITLE_HEIGHT = 80;

  @RegisterExtension static final ServedPage PAGE = new ServedPage();

  @TempDir Path folder;

  private Browser browser;
  private JsonApi api;

  @BeforeEach
  void open() {
    browser = PAGE.browser();
    api = PAGE.api();
  }

  @Test
  void aChartIsExportedAsAPictureOfIt() throws Exception {
    browser.open(View.TODAY);
    browser.drawCharts();
    Path file = browser.download("capacity-png", folder, "perigee-capacity.png");
    assertArrayEquals(PNG, Arrays.copyOf(Files.readAllBytes(file), PNG.length));
    BufferedImage picture = ImageIO.read(file.toFile());
    assertEquals(2400, picture.getWidth(), "1200 px, twice as fine");
    assertTrue(picture.getHeight() >= 600, "height " + picture.getHeight());
    assertTrue(drawn(picture) >= 0.05, "share that is not background: " + drawn(picture));
    assertTrue(
        drawn(picture.getSubimage(0, 0, picture.getWidth(), TITLE_HEIGHT)) > 0, "it has a title");
  }

  /** The share of a picture that is not of the colour in its corner. */
  private static double drawn(BufferedImage picture) {
    int background = picture.getRGB(0, 0);
    int[] colours =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return IntStream.of(colours).filter(it -> it != background).count() / (double) colours.length;
  }

  @Test
  void theRowsOfAChartAreExportedAsTheNumbersOfTheApi() throws Exception {
    JsonNode run = api.post("/api/v1/runs", "{}");
    browser.open(View.TODAY);
    List<Map<String, String>> rows =
        rows(browser.download("capacity-csv", folder, "perigee-capacity.csv"));
    List<JsonNode> years = run.path("capacity").valueStream().toList();
    assertEquals(years.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = rows.get(i);
      JsonNode year = years.get(i);
      assertEquals(year.path("year").asText(), row.get("year"));
      assertNumber(year.at("/capacityKw/mean"), row.get("capacity_mean_kw"));
      assertNumber(
          year.at("/capacityKw/standardError"), row.get("capacity_mean_kw_standard_error"));
      for (String percentile : List.of("p5", "p10", "p25", "p50", "p75", "p90", "p95")) {
        String column = "capacity_" + percentile + "_kw";
        assertNumber(year.path("capacityKw").path(percentile), row.get(column));
        assertNumber(
            year.at("/capacityKw/percentileStandardErrors").path(percentile),
            row.get(column + "_standard_error"));
      }
      assertEquals(17, row.size(), row.toString());
    }
  }

  private static void assertNumber(JsonNode exact, String written) {
    assertEquals(exact.doubleValue(), Double.parseDouble(written));
  }

  @Test
  void textsAreExportedAsTheApiHasThem() throws Exception {
    browser.open(View.EVIDENCE);
    List<Map<String, String>> rows =
        rows(browser.download("timeline-csv", folder, "perigee-timeline.csv"));
    assertEquals(
        api.get("/api/v1/milestones?limit=1000")
            .path("items")
            .valueStream()
            .map(
                fact ->
                    Stream.of("occurredOn", "reportedOn", "type", "title", "grade", "sourceUrl")
                        .map(name -> fact.path(name).asText())
                        .toList())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())),
        rows.stream()
            .map(
                row ->
                    Stream.of("occurred_on", "reported_on", "type", "title", "grade", "source")
                        .map(row::get)
                        .toList())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }

  private static List<Map<String, String>> rows(Path csv) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv.toFile())) {
      return rows.readAll();
    }
  }

  @Test
  void anEmbeddedChartShowsTheRunThatItsAddressNames() {
    JsonNode run = api.post("/api/v1/runs", "{\"asOf\": \"2026-06-30\", \"paths\": 1000}");
    browser.open("/embed/credence?theme=dark&run=" + run.path("id").asText());
    browser.awaitAll(View.EMBEDDED_CREDENCE.sign());
    assertTrue(browser.isThere("html[data-theme=dark]"));
    assertEquals(run.at("/packWeights/company").doubleValue(), browser.value("evidence-credence"));
    browser.open("/embed/cost-ratio?run=" + run.path("id").asText());
    browser.awaitAll(View.EMBEDDED_COST_RATIO.sign());
    browser.click("cost-ratio-table");
    assertEquals(
        run.path("costRatio").valueStream().map(it -> it.path("mean").doubleValue()).toList(),
        browser.rows("cost-ratio-rows").stream().map(row -> row.get(1)).toList());
  }
}
