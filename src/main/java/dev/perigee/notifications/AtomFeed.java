package dev.perigee.notifications;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jdom2.Verifier;

/** Events as an Atom feed (RFC 4287), paged as RFC 5005 says. */
final class AtomFeed {
  static final String MEDIA_TYPE = "application/atom+xml";
  private static final String FORMAT = "atom_1.0";
  private static final int UNKNOWN = 0xFFFD;

  private AtomFeed() {}

  /** The feed as XML. */
  static String write(EventFeed page) {
    Feed feed = new Feed(FORMAT);
    feed.setId(page.id().toString());
    feed.setTitle(EventFeed.TITLE);
    feed.setSubtitle(content(EventFeed.SUBTITLE));
    feed.setUpdated(Date.from(page.updated()));
    Person author = new Person();
    author.setName(EventFeed.TITLE);
    feed.setAuthors(List.of(author));
    List<Link> links = new ArrayList<>(List.of(link("self", MEDIA_TYPE, page.self())));
    page.next().ifPresent(next -> links.add(link("next", MEDIA_TYPE, next)));
    feed.setOtherLinks(links);
    feed.setEntries(page.events().stream().map(event -> entry(event, page)).toList());
    try {
      return new WireFeedOutput().outputString(feed);
    } catch (FeedException e) {
      throw new IllegalStateException("a feed of our own cannot be written", e);
    }
  }

  private static Entry entry(EventResponse event, EventFeed page) {
    Entry entry = new Entry();
    entry.setId("urn:uuid:" + event.id());
    entry.setTitle(writable(event.title()));
    entry.setUpdated(Date.from(event.timestamp()));
    entry.setPublished(Date.from(event.timestamp()));
    Category kind = new Category();
    kind.setTerm(event.type());
    entry.setCategories(List.of(kind));
    entry.setAlternateLinks(List.of(link("alternate", "application/json", page.subject(event))));
    entry.setContents(List.of(content(EventText.text(event))));
    return entry;
  }

  private static Link link(String relation, String type, URI target) {
    Link link = new Link();
    link.setRel(relation);
    link.setType(type);
    link.setHref(target.toString());
    return link;
  }

  private static Content content(String text) {
    Content content = new Content();
    content.setType(Content.TEXT);
    content.setValue(writable(text));
    return content;
  }

  /** Facts may have characters that XML cannot. */
  private static String writable(String text) {
    return text.codePoints()
        .map(each -> Verifier.isXMLCharacter(each) ? each : UNKNOWN)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
