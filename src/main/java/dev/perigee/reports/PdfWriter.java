package dev.perigee.reports;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFCreationListener;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Sets a page as PDF, and draws a page of that as a picture. */
final class PdfWriter {
  /** Media type of the elements {@code object} that stand for charts; their data is a name. */
  static final String CHART = "application/x-perigee-chart";

  private static final String SANS = "IBM Plex Sans";
  private static final String SERIF = "IBM Plex Serif";
  private static final int NORMAL = 400;
  private static final int SEMI_BOLD = 600;
  private static final double POINTS_PER_MM = 72 / 25.4;
  private static final int DOTS_PER_INCH = 96;
  private static final float VERSION = 1.7f;
  private static final String FONT_CACHE = "pdfbox.fontcache";

  static {
    // PDFBox keeps a list of the fonts of the system, by itself in the home of the user
    if (System.getProperty(FONT_CACHE) == null) {
      System.setProperty(FONT_CACHE, System.getProperty("java.io.tmpdir"));
    }
    // openhtmltopdf by itself writes each step to the console
    XRLog.listRegisteredLoggers().forEach(each -> XRLog.setLevel(each, Level.SEVERE));
  }

  private PdfWriter() {}

  /** Millimetres as points of 1/72 inch. */
  static double points(double mm) {
    return mm * POINTS_PER_MM;
  }

  /**
   * A page as PDF: tagged, with bookmarks and fonts, and equal bytes for equal pages.
   *
   * @param page well-formed XHTML
   * @param charts by the names that stand in the page
   */
  static byte[] pdf(String page, Map<String, Block.Figure> charts) {
    DefaultObjectDrawerFactory drawers = new DefaultObjectDrawerFactory();
    drawers.registerDrawer(CHART, drawer(charts));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PDDocument document = new PDDocument();
    // else the moment of writing goes into the name of the document
    document.setDocumentId((long) page.hashCode());
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .usePDDocument(document)
            .usePdfUaAccessibility(true)
            .usePdfVersion(VERSION)
            .withProducer("Perigee")
            .withHtmlContent(page, null)
            .useObjectDrawerFactory(drawers)
            .toStream(bytes);
    builder
        .useExternalResourceAccessControl(
            (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
        .useExternalResourceAccessControl(
            (address, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    builder.useFont(ReportFonts.REGULAR::open, SANS, NORMAL, FontStyle.NORMAL, true);
    builder.useFont(ReportFonts.SEMI_BOLD::open, SANS, SEMI_BOLD, FontStyle.NORMAL, true);
    // charts ask for it by the family that it says it is of
    builder.useFont(
        ReportFonts.SEMI_BOLD::open,
        ReportFonts.SEMI_BOLD.sized(1).getFamily(),
        NORMAL,
        FontStyle.NORMAL,
        true);
    builder.useFont(ReportFonts.ITALIC::open, SANS, NORMAL, FontStyle.ITALIC, true);
    builder.useFont(ReportFonts.SERIF::open, SERIF, SEMI_BOLD, FontStyle.NORMAL, true);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.setListener(new Undated());
      renderer.layout();
      renderer.createPDF();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Takes the moment of writing out of a document: what it says has a day of its own. */
  private static final class Undated implements PDFCreationListener {
    @Override
    public void preOpen(PdfBoxRenderer renderer) {}

    @Override
    public void preWrite(PdfBoxRenderer renderer, int pages) {}

    @Override
    public void onClose(PdfBoxRenderer renderer) {
      renderer.getPdfDocument().getDocumentInformation().setCreationDate(null);
    }
  }

  private static FSObjectDrawer drawer(Map<String, Block.Figure> charts) {
    return (element, x, y, width, height, device, context, dotsPerPixel) -> {
      Block.Figure figure = charts.get(element.getAttribute("data"));
      double w = points(figure.widthMm());
      double h = points(figure.heightMm());
      device.drawWithGraphics(
          (float) x,
          (float) y,
          (float) (width / dotsPerPixel),
          (float) (height / dotsPerPixel),
          canvas -> {
            canvas.scale(width / dotsPerPixel / w, height / dotsPerPixel / h);
            figure.chart().draw(canvas, new Rectangle2D.Double(0, 0, w, h));
          });
      return new HashMap<>();
    };
  }

  /** The first page as a picture, a pixel for a pixel of the page. */
  static byte[] picture(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage image =
          new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH, ImageType.RGB);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
