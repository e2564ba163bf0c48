package dev.perigee.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Events as a JSON Feed 1.1 (jsonfeed.org). Its names are those of that format.
 *
 * @param nextUrl address of the page of earlier events, or null
 */
record JsonFeed(
    String version,
    String title,
    String description,
    @JsonProperty("home_page_url") URI homePageUrl,
    @JsonProperty("feed_url") URI feedUrl,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("next_url") URI nextUrl,
    List<Author> authors,
    List<Item> items) {
  static final String MEDIA_TYPE = "application/feed+json";
  private static final String VERSION = "https://jsonfeed.org/version/1.1";

  /** Who writes the feed. */
  record Author(String name) {}

  /**
   * An event.
   *
   * @param event the event as it is listed; names that begin with an underscore are extensions
   */
  record Item(
      String id,
      URI url,
      String title,
      @JsonProperty("content_text") String contentText,
      @JsonProperty("date_published") Instant datePublished,
      List<String> tags,
      @JsonProperty("_perigee") EventResponse event) {}

  static JsonFeed of(EventFeed page) {
    return new JsonFeed(
        VERSION,
        EventFeed.TITLE,
        EventFeed.SUBTITLE,
        page.base(),
        page.self(),
        page.next().orElse(null),
        List.of(new Author(EventFeed.TITLE)),
        page.events().stream()
            .map(
                event ->
                    new Item(
                        "urn:uuid:" + event.id(),
                        page.subject(event),
                        event.title(),
                        EventText.text(event),
                        event.timestamp(),
                        List.of(event.type()),
                        event))
            .toList());
  }
}
