package dev.perigee.rules.vetting;

import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * YAML as plain data: one document, no tags, anchors, aliases or directives, neither deep nor
 * large. Reads events and builds nothing.
 */
final class YamlCheck {
  private static final String PLAIN = "maps, lists, texts and numbers";

  private final Findings findings;
  private int documents;
  private int depth;
  private int nodes;

  private YamlCheck(Findings findings) {
    this.findings = findings;
  }

  static void check(String text, Findings findings) {
    new YamlCheck(findings).run(text);
  }

  private void run(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Limits.MOST_BYTES_PER_FILE);
    try {
      for (Event event : new Yaml(options).parse(new StringReader(text))) {
        see(event);
        if (depth > Limits.DEEPEST_YAML) {
          at(event, "nested too deeply", "at most " + Limits.DEEPEST_YAML + " levels");
          return;
        }
        if (nodes > Limits.MOST_YAML_NODES) {
          at(event, "too many values", "at most " + Limits.MOST_YAML_NODES);
          return;
        }
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      findings.add(line, "", String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      findings.add(0, "", e.getMessage());
    }
  }

  private void see(Event event) {
    if (event instanceof AliasEvent) {
      at(event, "an alias", PLAIN);
    } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
      at(event, "an anchor", PLAIN);
    }
    if (event instanceof ScalarEvent scalar) {
      nodes++;
      tag(event, scalar.getTag());
    } else if (event instanceof CollectionStartEvent start) {
      nodes++;
      depth++;
      tag(event, start.getTag());
    } else if (event instanceof CollectionEndEvent) {
      depth--;
    } else if (event instanceof DocumentStartEvent document) {
      documents++;
      if (documents > 1) {
        at(event, "a second document", "one document");
      }
      if (document.getVersion() != null
          || (document.getTags() != null && !document.getTags().isEmpty())) {
        at(event, "a directive", "a document without directives");
      }
    }
  }

  private void tag(Event event, String tag) {
    if (tag != null) {
      at(event, "the tag " + tag, PLAIN);
    }
  }

  private void at(Event event, String message, String allowed) {
    findings.addAt(
        event.getStartMark().getLine() + 1,
        event.getStartMark().getColumn() + 1,
        message,
        allowed,
        Optional.empty());
  }
}
