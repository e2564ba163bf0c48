package dev.perigee.reports;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;

/** How a report is written; the first is what a client gets that takes anything. */
enum ReportFormat {
  HTML(ReportFormat.HTML_TYPE, "html"),
  PDF(ReportFormat.PDF_TYPE, "pdf"),
  PNG(ReportFormat.PNG_TYPE, "png");

  static final String HTML_TYPE = MediaType.TEXT_HTML;
  static final String PDF_TYPE = "application/pdf";
  static final String PNG_TYPE = "image/png";

  private final String type;
  private final String suffix;

  ReportFormat(String type, String suffix) {
    this.type = type;
    this.suffix = suffix;
  }

  /** Media type. */
  String type() {
    return type;
  }

  /** End of a file name, without the dot. */
  String suffix() {
    return suffix;
  }

  /** The one that a request likes best; one that likes none of them is refused before. */
  static ReportFormat of(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .flatMap(
            accepted ->
                Arrays.stream(values())
                    .filter(each -> accepted.isCompatible(MediaType.valueOf(each.type))))
        .findFirst()
        .orElse(HTML);
  }
}
