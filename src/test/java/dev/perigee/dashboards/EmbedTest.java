package dev.perigee.dashboards;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.service.ServiceTest;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, and the charts that other pages embed, as a browser gets them. */
@ServiceTest
class EmbedTest {
  private static final String POLICY = "Content-Security-Policy";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:src|href)=\"(/[^\"#?]*)|(?:from|import\\() ?\"(\\./[^\"]+|\\.\\./[^\"]+)\"");
  private static final Pattern LIBRARY = Pattern.compile("\"(/_static/echarts/[^\"]+)\"");

  @TestHTTPResource("/")
  URL root;

  @ParameterizedTest
  @ValueSource(strings = {"capacity", "cost-ratio", "valuation", "credence"})
  void aChartIsAPageThatOthersOfThisHostMayEmbed(String chart) {
    given()
        .get("/embed/" + chart + "?theme=dark&asOf=2026-11-23")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header(POLICY, endsWith("frame-ancestors 'self'"))
        .header(POLICY, containsString("script-src 'self';"))
        .header("X-Frame-Options", nullValue());
  }

  @Test
  void aChartThatThereIsNotIsRefusedWithThoseThatThereAre() {
    given()
        .get("/embed/weather")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .header(POLICY, equalTo("frame-ancestors 'none'"))
        .body(
            "detail",
            equalTo(
                "Expected one of the charts [capacity, cost-ratio, valuation, credence], got weather"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/app/perigee.js", "/app/x/../perigee.css"})
  void thePageRunsItsOwnFilesAloneAndIsNeverEmbedded(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(200)
        .header(POLICY, startsWith("default-src 'none'; script-src 'self'; style-src 'self';"))
        .header(POLICY, endsWith("frame-ancestors 'none'"))
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/parameters", "/q/health", "/q/swagger-ui/"})
  void nothingElseIsEmbeddedEither(String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .header(POLICY, equalTo("frame-ancestors 'none'"))
        .header("X-Frame-Options", "DENY");
  }

  @Test
  void whatThePageNamesIsThere() throws IOException {
    URI start = URI.create(root.toString());
    Deque<URI> left = new ArrayDeque<>(List.of(start));
    Set<URI> seen = new TreeSet<>(left);
    while (!left.isEmpty()) {
      URI address = left.remove();
      String text = given().get(address.getPath()).then().statusCode(200).extract().asString();
      for (MatchResult match : ADDRESS.matcher(text).results().toList()) {
        URI named = address.resolve(match.group(1) == null ? match.group(2) : match.group(1));
        if (named.getPath().startsWith("/app/") && seen.add(named)) {
          left.add(named);
        }
      }
    }
    assertTrue(
        seen.contains(start.resolve("/app/chart-frame.js"))
            && seen.contains(start.resolve("/app/ui.js")),
        "the walk found only " + seen);
  }

  @Test
  void theLibraryOfChartsIsInTheServiceAndKept() {
    String charts = given().get("/app/chart-frame.js").asString();
    List<String> libraries = LIBRARY.matcher(charts).results().map(hit -> hit.group(1)).toList();
    assertEquals(1, libraries.size(), "addresses of ECharts in chart-frame.js: " + libraries);
    given()
        .header("Accept-Encoding", "gzip")
        .get(libraries.getFirst())
        .then()
        .statusCode(200)
        .contentType(containsString("javascript"))
        .header("Content-Encoding", "gzip")
        .header("Cache-Control", containsString("immutable"))
        .body(not(equalTo("")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "'self'; script-src *", "'self', *", "'self'\n*"})
  void aSettingThatWouldChangeAnotherDirectiveIsRefused(String sources) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> new PageHeaders(() -> sources));
    assertTrue(refusal.getMessage().endsWith("got " + sources), refusal.getMessage());
  }
}
