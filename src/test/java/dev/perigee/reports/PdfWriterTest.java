package dev.perigee.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfWriterTest {
  private static final String PAGE =
      """
      <html lang="en"><head><title>A page</title><meta name="description" content="of a test"/>
      <style>body { font-family: 'IBM Plex Sans' }</style></head><body>%s</body></html>""";

  @Test
  void equalPagesGiveEqualBytesAndNoMomentOfWriting() throws Exception {
    byte[] first = withChart();
    Thread.sleep(1_100); // dates in a PDF have seconds
    assertArrayEquals(first, withChart());
    try (PDDocument document = Loader.loadPDF(first)) {
      assertNull(document.getDocumentInformation().getCreationDate());
    }
  }

  @Test
  void yearsOfAChartAreText() throws IOException {
    try (PDDocument document = Loader.loadPDF(withChart())) {
      assertTrue(new PDFTextStripper().getText(document).contains("2028 2030 2032"));
    }
  }

  private static byte[] withChart() {
    Block.Figure figure =
        new Block.Figure(
            "capacity",
            "",
            "",
            FanChart.logarithmic(
                IntStream.range(2026, 2041)
                    .mapToObj(year -> FanChart.Year.line(year, year))
                    .toList(),
                "compute load on orbit",
                100,
                Numbers::axisPower),
            100,
            60);
    return PdfWriter.pdf(
        PAGE.formatted(
            "<object type=\"%s\" data=\"capacity\" alt=\"a fan\" style=\"width:100mm;height:60mm\"></object>"
                .formatted(PdfWriter.CHART)),
        Map.of("capacity", figure));
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    elsewhere.start();
    try {
      String address = "http://127.0.0.1:%d/a".formatted(elsewhere.getAddress().getPort());
      byte[] pdf =
          PdfWriter.pdf(
              PAGE.formatted(
                  "<p>kept</p><img alt=\"\" src=\"%s.png\"/><link rel=\"stylesheet\" href=\"%s.css\"/>"
                      .formatted(address, address)),
              Map.of());
      assertEquals(0, asked.get());
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertTrue(new PDFTextStripper().getText(document).contains("kept"));
      }
    } finally {
      elsewhere.stop(0);
    }
  }
}
