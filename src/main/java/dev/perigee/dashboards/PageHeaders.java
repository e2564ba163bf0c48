package dev.perigee.dashboards;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Headers that bound what pages may do in a browser. Nothing is embedded elsewhere but the charts
 * that are there for it. The page of the service runs scripts and takes styles from its own files
 * alone, and talks to nobody else, so that text of the ledger or of a rule set that passes for
 * markup does nothing.
 */
@ApplicationScoped
public class PageHeaders {
  private static final int BEFORE_RESOURCES = 900;
  private static final String POLICY = "Content-Security-Policy";
  private static final String OWN_FILES_ONLY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
          + " form-action 'none'; ";
  private static final String FOLDER = "/app/";

  private final String embedding;

  public PageHeaders(EmbedConfig config) {
    this.embedding = "frame-ancestors " + sources(config.frameAncestors());
  }

  /**
   * Sources of one directive.
   *
   * @throws ConfigurationException when the text would end the directive and begin another
   */
  private static String sources(String text) {
    if (text.isBlank() || !text.matches("[!-~&&[^;,]]+( +[!-~&&[^;,]]+)*")) {
      throw new ConfigurationException(
          "Expected perigee.embed.frame-ancestors such as 'self' https://portal.example.com, with spaces between sources,"
              + " got "
              + text);
    }
    return text;
  }

  void register(@Observes Filters filters) {
    filters.register(this::set, BEFORE_RESOURCES);
  }

  private void set(RoutingContext http) {
    String path = http.normalizedPath();
    MultiMap headers = http.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    if (path.equals(EmbeddedCharts.PAGE)) {
      headers.set(POLICY, OWN_FILES_ONLY + embedding);
      headers.remove("X-Frame-Options"); // knows no list of pages
    } else {
      headers.set(POLICY, (isOfThePage(path) ? OWN_FILES_ONLY : "") + "frame-ancestors 'none'");
      headers.set("X-Frame-Options", "DENY");
    }
    if (isOfThePage(path)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-cache"); // the next version has the same addresses
    }
    http.next();
  }

  private static boolean isOfThePage(String path) {
    return path.equals("/") || path.equals("/index.html") || path.startsWith(FOLDER);
  }
}
