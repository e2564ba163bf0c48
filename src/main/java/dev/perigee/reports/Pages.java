package dev.perigee.reports;

import io.quarkus.qute.Engine;
import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes reports as pages of XHTML, by the templates; these escape whatever they are given. */
@ApplicationScoped
public class Pages {
  /** Characters that no page may hold, such as a zero byte in the name of a scenario. */
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  /** A picture is looked at from further away than a page. */
  private static final double CARD_SCALE = 1.6;

  private final Engine engine;

  public Pages(Engine engine) {
    this.engine = engine;
  }

  /** A page to be set as PDF, and the charts that stand in it by name. */
  record Printed(String page, Map<String, Block.Figure> charts) {}

  /** The report as a page for a browser, with its charts in it. */
  String screen(Report report) {
    return report(report, false, figure -> new RawString(ChartSvg.of(figure)), style("screen.css"));
  }

  /** The report as a page for paper. */
  Printed print(Report report) {
    Map<String, Block.Figure> charts = new HashMap<>();
    return new Printed(report(report, true, kept(charts, 1), style("print.css")), charts);
  }

  /** Headline and main charts as one page of the size of a picture. */
  Printed card(Report report) {
    Map<String, Block.Figure> charts = new HashMap<>();
    Drawing drawing = kept(charts, CARD_SCALE);
    String page =
        engine
            .getTemplate("reports/card.html")
            .data("report", report)
            .data("style", style("card.css"))
            .data("figures", report.card().stream().map(figure -> figure(figure, drawing)).toList())
            .render();
    return new Printed(clean(page), charts);
  }

  /** How a chart is put into a page. */
  private interface Drawing {
    RawString of(Block.Figure figure);
  }

  /**
   * @param scale how much larger than its size a chart is drawn
   */
  private Drawing kept(Map<String, Block.Figure> charts, double scale) {
    return figure -> {
      charts.put(figure.id(), figure);
      return new RawString(
          engine
              .getTemplate("reports/object.html")
              .data("figure", figure)
              .data("type", PdfWriter.CHART)
              .data("width", Numbers.fixed(scale * figure.widthMm(), 1))
              .data("height", Numbers.fixed(scale * figure.heightMm(), 1))
              .render());
    };
  }

  private String report(Report report, boolean printed, Drawing drawing, RawString style) {
    List<Written> sections =
        report.sections().stream()
            .map(
                section ->
                    new Written(
                        section.id(),
                        section.title(),
                        section.blocks().stream().map(block -> block(block, drawing)).toList()))
            .toList();
    return clean(
        engine
            .getTemplate("reports/report.html")
            .data("report", report)
            .data("printed", printed)
            .data("style", style)
            .data("sections", sections)
            .render());
  }

  /** A section whose blocks are written. Public, as templates read it. */
  public record Written(String id, String title, List<RawString> blocks) {}

  private RawString block(Block block, Drawing drawing) {
    return switch (block) {
      case Block.Prose prose -> written("prose", "prose", prose);
      case Block.Points points -> written("points", "points", points);
      case Block.Table table -> written("table", "table", table);
      case Block.Figure figure -> figure(figure, drawing);
    };
  }

  private RawString figure(Block.Figure figure, Drawing drawing) {
    return new RawString(
        engine
            .getTemplate("reports/figure.html")
            .data("figure", figure)
            .data("drawing", drawing.of(figure))
            .render());
  }

  private RawString written(String template, String name, Block block) {
    return new RawString(
        engine.getTemplate("reports/" + template + ".html").data(name, block).render());
  }

  private static String clean(String page) {
    return NOT_XML.matcher(page).replaceAll("\uFFFD");
  }

  private static RawString style(String name) {
    try (InputStream common = Pages.class.getResourceAsStream("/reports/report.css");
        InputStream own = Pages.class.getResourceAsStream("/reports/" + name)) {
      return new RawString(
          new String(common.readAllBytes(), StandardCharsets.UTF_8)
              + new String(own.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
