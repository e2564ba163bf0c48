package dev.perigee.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.page.Browser.Scheme;
import dev.perigee.service.PackagedService;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
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
  private static final ObjectMapper JSON = JsonMapper.builder().build();

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
    Path data = Files.createTempDirectory("perigee-screenshots");
    try (PackagedService service = PackagedService.start(data)) {
      List<Subject> subjects = subjects(service);
      for (Look look : Look.values()) {
        try (Browser browser = new Browser(service.url(), look.window, look.scheme)) {
          for (Subject subject : subjects) {
            String name = subject.name() + "-" + look.name().toLowerCase(Locale.ROOT) + ".png";
            write(taken(browser, subject, look), folder.resolve(name));
          }
        }
      }
    } finally {
      delete(data);
    }
  }

  private static List<Subject> subjects(PackagedService service) throws Exception {
    String sweep = finished(service, "/api/v1/sweeps", mainDrivers());
    String backtest = finished(service, "/api/v1/forecasts/backtests", "{}");
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

  /** Begins long work and waits for it. */
  private static String finished(PackagedService service, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> begun = service.post(path, body);
    JsonNode job = JSON.readTree(begun.body());
    String id = job.path("id").asText();
    while (!job.path("state").asText().equals("done")) {
      if (!Set.of("queued", "running").contains(job.path("state").asText())) {
        throw new IllegalStateException(path + " ended with " + job);
      }
      Thread.sleep(500);
      job = JSON.readTree(service.get(path + "/" + id).body());
    }
    return id;
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

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
