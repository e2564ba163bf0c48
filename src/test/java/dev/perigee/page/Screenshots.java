package dev.perigee.page;

import dev.perigee.page.Browser.Scheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.openqa.selenium.Dimension;

/**
 * Writes pictures of every view, light, dark and narrow, into a folder: {@code ./perigee
 * screenshots}. They are of the packaged service on a new database, that is of the shipped ledger.
 */
public final class Screenshots {
  /** How the pages are looked at. */
  private enum Look {
    LIGHT(new Dimension(1280, 800), Scheme.LIGHT),
    DARK(new Dimension(1280, 800), Scheme.DARK),
    NARROW(new Dimension(390, 844), Scheme.LIGHT);

    private final Dimension window;
    private final Scheme scheme;

    Look(Dimension window, Scheme scheme) {
      this.window = window;
      this.scheme = scheme;
    }
  }

  /** Of a longer page the top so far, in CSS pixels. */
  private static final int HIGHEST = 2600;

  /** What is taken: a view with something in it. */
  private record Subject(String name, String address, String sign) {}

  private Screenshots() {}

  /** Takes the pictures; the one argument is the folder to write them into. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected a folder, got " + List.of(arguments));
    }
    if (!Browser.isInstalled()) {
      throw new IllegalStateException(
          "Pictures need chromium and chromedriver on the PATH; on Debian: apt-get install"
              + " chromium chromium-driver");
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (FreshService service = FreshService.start(Map.of())) {
      List<Subject> subjects = subjects(JsonApi.of(service.running()));
      for (Look look : Look.values()) {
        try (Browser browser = new Browser(service.running().url(), look.window, look.scheme)) {
          for (Subject subject : subjects) {
            String name = subject.name() + "-" + look.name().toLowerCase(Locale.ROOT) + ".png";
            write(taken(browser, subject, look), folder.resolve(name));
          }
        }
      }
    }
  }

  private static List<Subject> subjects(JsonApi api) throws InterruptedException {
    String sweep = api.finished("/api/v1/sweeps", mainDrivers()).path("id").asText();
    String backtest = api.finished("/api/v1/forecasts/backtests", "{}").path("id").asText();
    return List.of(
        new Subject("today", View.TODAY.address(), View.TODAY.sign()),
        new Subject("evidence", View.EVIDENCE.address(), View.EVIDENCE.sign()),
        new Subject(
            "what-if",
            "/#/what-if?launch.cost.learning-rate=0.3"
                + "&fact=FLIGHT_RESULT,2027-06-01,title:Flight%2020%20lands,grade:MET",
            "[data-testid=origin] a[href^='/api/v1/comparisons/']"),
        new Subject(
            "sensitivity", "/#/sensitivity?sweep=" + sweep, Browser.selector("tornado-base")),
        new Subject("rules", View.RULES.address(), View.RULES.sign()),
        new Subject("rules-change", View.RULE_CHANGE.address(), View.RULE_CHANGE.sign()),
        new Subject(
            "track-record",
            "/#/track-record?backtest=" + backtest,
            Browser.selector("backtest-result")),
        new Subject(
            "embed-capacity", View.EMBEDDED_CAPACITY.address(), View.EMBEDDED_CAPACITY.sign()));
  }

  /** A tornado of drivers that What if has first. */
  private static String mainDrivers() {
    return """
    {"kind": "tornado", "base": {"paths": 8000}, "drivers": [
      {"parameter": "launch.rate.growth"}, {"parameter": "launch.cost.initial"},
      {"parameter": "launch.cost.learning-rate"}, {"parameter": "deployment.start"},
      {"parameter": "satellite.specific-mass.initial"},
      {"parameter": "satellite.bill-of-materials.initial"},
      {"parameter": "compute.hardware.space-premium"}, {"parameter": "reliability.economic-life"},
      {"parameter": "compute.obsolescence.exponent"}, {"parameter": "price.premium.long-run"},
      {"parameter": "valuation.discount-rate"}, {"parameter": "demand.share.ceiling"}]}\
    """;
  }

  private static byte[] taken(Browser browser, Subject subject, Look look) {
    browser.resize(look.window);
    browser.open(subject.address());
    browser.awaitAll(subject.sign());
    browser.drawCharts();
    int height = Math.min(HIGHEST, browser.pageHeight());
    browser.resize(new Dimension(look.window.width, height));
    browser.drawCharts();
    return browser.picture(look.window.width, height);
  }

  /** Writes a picture as small as PNG makes it without loss. */
  private static void write(byte[] png, Path file) throws IOException {
    BufferedImage taken = ImageIO.read(new ByteArrayInputStream(png));
    BufferedImage opaque =
        new BufferedImage(taken.getWidth(), taken.getHeight(), BufferedImage.TYPE_INT_RGB);
    opaque.getGraphics().drawImage(taken, 0, 0, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam smallest = writer.getDefaultWriteParam();
    smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    smallest.setCompressionQuality(0);
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(opaque, null, null), smallest);
    } finally {
      writer.dispose();
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %d x %d, %d kB%n",
        file,
        taken.getWidth(),
        taken.getHeight(),
        Files.size(file) / 1000);
  }
}
