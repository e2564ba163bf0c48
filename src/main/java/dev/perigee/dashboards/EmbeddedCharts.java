package dev.perigee.dashboards;

import dev.perigee.platform.Problem;
import dev.perigee.platform.ProblemType;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Addresses of single charts for other pages, {@code /embed/{chart}}. All of them are one page of
 * the module that draws the charts of the service; it reads from its address what to draw. It holds
 * no numbers itself, so that it needs no role: those it asks the API for.
 */
@ApplicationScoped
public class EmbeddedCharts {
  /** The page that draws one chart. */
  static final String PAGE = "/app/embed.html";

  private static final String PATH = "/embed/:chart";
  private static final List<String> CHARTS =
      List.of("capacity", "cost-ratio", "valuation", "credence");

  void register(@Observes Router router) {
    router.get(PATH).handler(EmbeddedCharts::show);
  }

  private static void show(RoutingContext http) {
    String chart = http.pathParam("chart");
    if (CHARTS.contains(chart)) {
      http.reroute(PAGE);
    } else {
      Problem.send(
          http,
          ProblemType.NOT_FOUND,
          "Expected one of the charts %s, got %s".formatted(CHARTS, chart));
    }
  }
}
