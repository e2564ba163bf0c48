package dev.perigee.notifications;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of events for readers of feeds.
 *
 * @param base address of the service, with a slash at its end
 * @param self address of the page in this form
 * @param next address of the page of earlier events
 */
record EventFeed(List<EventResponse> events, URI base, URI self, Optional<URI> next) {
  static final String TITLE = "Perigee";
  static final String SUBTITLE =
      "Milestones of orbital compute, rule sets, and moves of its valuation";

  EventFeed {
    events = List.copyOf(events);
  }

  /** Name of the feed, which all of its pages share (RFC 5005). */
  URI id() {
    URI name = UriBuilder.fromUri(self).replaceQueryParam("cursor").build();
    return "".equals(name.getRawQuery())
        ? UriBuilder.fromUri(name).replaceQuery(null).build()
        : name;
  }

  /** When the last event of the page happened; the epoch when it has none. */
  Instant updated() {
    return events.isEmpty() ? Instant.EPOCH : events.getFirst().timestamp();
  }

  /** The address of what an event tells of. */
  URI subject(EventResponse event) {
    List<String> names = EventText.subject(event.data());
    UriBuilder address = UriBuilder.fromUri(base).path("api/v1");
    for (int i = 0; i < names.size(); i++) {
      address.segment("{name" + i + "}");
    }
    return address.build(names.toArray());
  }
}
