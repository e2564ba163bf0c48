package dev.perigee.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.perigee.tables.TableFormat;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Spreadsheets, links and pictures in pages cannot send {@code Accept}: an address that ends in the
 * suffix of a format asks for that format, where the contract offers it.
 */
@Singleton
public class Suffixes {
  private static final Map<String, String> FORMATS =
      Map.of(
          ".csv", TableFormat.CSV_TYPE,
          ".arrow", TableFormat.ARROW_TYPE,
          ".parquet", TableFormat.PARQUET_TYPE,
          ".zip", "application/zip",
          ".html", "text/html",
          ".pdf", "application/pdf",
          ".png", "image/png",
          ".atom", "application/atom+xml",
          ".json", "application/feed+json");

  private volatile List<Offer> offers;

  /**
   * A format that the contract offers.
   *
   * @param path pattern of the paths without suffix
   */
  private record Offer(Pattern path, String suffix) {}

  /** Takes the suffix from the address and asks for its format instead. */
  @ServerRequestFilter(preMatching = true)
  public void filter(ContainerRequestContext request) {
    UriInfo uri = request.getUriInfo();
    String path = uri.getRequestUri().getRawPath();
    int dot = path.lastIndexOf('.');
    String suffix = dot < 0 ? "" : path.substring(dot);
    if (!FORMATS.containsKey(suffix) || !request.getMethod().equals("GET")) {
      return;
    }
    String bare = path.substring(0, dot);
    if (offers().stream()
        .anyMatch(each -> each.suffix().equals(suffix) && each.path().matcher(bare).matches())) {
      request.setRequestUri(uri.getRequestUriBuilder().replacePath(bare).build());
      request.getHeaders().putSingle(HttpHeaders.ACCEPT, FORMATS.get(suffix));
    }
  }

  /** Read when they are asked for first: the contract is long. */
  private List<Offer> offers() {
    List<Offer> known = offers;
    if (known == null) {
      known = read();
      offers = known;
    }
    return known;
  }

  private static List<Offer> read() {
    List<Offer> offers = new ArrayList<>();
    contract()
        .path("paths")
        .properties()
        .forEach(
            path -> {
              JsonNode content = path.getValue().at("/get/responses/200/content");
              FORMATS.forEach(
                  (suffix, type) -> {
                    if (content.has(type)) {
                      offers.add(new Offer(pattern(path.getKey()), suffix));
                    }
                  });
            });
    return offers;
  }

  private static Pattern pattern(String template) {
    StringBuilder regex = new StringBuilder();
    for (String segment : template.substring(1).split("/", -1)) {
      regex.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
    }
    return Pattern.compile(regex.toString());
  }

  private static JsonNode contract() {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(BodyReader.CONTRACT)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
