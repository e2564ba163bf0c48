package dev.perigee.reports;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Draws charts as SVG to stand within a page. Letters are drawn as outlines, so that a chart looks
 * the same without its font; what it says stands beside it in words.
 */
final class ChartSvg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final int DECIMALS = 2;

  private ChartSvg() {}

  /** The element {@code svg}. */
  static String of(Block.Figure figure) {
    double width = PdfWriter.points(figure.widthMm());
    double height = PdfWriter.points(figure.heightMm());
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setPrecision(DECIMALS);
    context.setComment(figure.id());
    context.setIDGenerator(new Names(figure.id()));
    SVGGraphics2D canvas = new SVGGraphics2D(context, true);
    canvas.setSVGCanvasSize(new Dimension((int) width, (int) height));
    figure.chart().draw(canvas, new Rectangle2D.Double(0, 0, width, height));
    Element root = canvas.getRoot();
    root.setAttribute("viewBox", "0 0 %d %d".formatted((int) width, (int) height));
    root.setAttribute("width", "100%");
    root.removeAttribute("height");
    root.setAttribute("aria-hidden", "true");
    return write(root);
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has a parser of XML", e);
    }
  }

  private static String write(Element root) {
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("a chart could not be written as SVG", e);
    }
  }

  private static final class Names extends SVGIDGenerator {
    private final String figure;

    Names(String figure) {
      this.figure = figure;
    }

    @Override
    public String generateID(String prefix) {
      return super.generateID(figure + "-" + prefix);
    }
  }
}
