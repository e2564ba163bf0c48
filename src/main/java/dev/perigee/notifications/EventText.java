package dev.perigee.notifications;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An event as readers of feeds see it. */
final class EventText {
  private EventText() {}

  /** Path segments, below the base of the API, of what an event tells of. */
  static List<String> subject(EventDetail detail) {
    if (detail.valuation() != null) {
      return List.of("runs", detail.valuation().after().runId());
    }
    if (detail.ruleSet() != null) {
      return List.of("rule-sets", detail.ruleSet().digest());
    }
    return detail.facts().count() == 1
        ? List.of("milestones", detail.facts().milestones().getFirst().id())
        : List.of("milestones");
  }

  /** What it tells, in lines. */
  static String text(EventResponse event) {
    EventDetail detail = event.data();
    if (detail.valuation() != null) {
      return text(detail.valuation());
    }
    if (detail.ruleSet() != null) {
      return "%s\nGeneration %d, in the place of %s"
          .formatted(event.title(), detail.ruleSet().generation(), detail.ruleSet().previous());
    }
    return text(detail.facts());
  }

  private static String text(RecordedFacts facts) {
    int left = facts.count() - facts.milestones().size();
    return Stream.concat(
            facts.milestones().stream()
                .map(
                    fact ->
                        "%s (%s, %s, %s)"
                            .formatted(
                                fact.title(), fact.id(), fact.occurredOn(), fact.sourceUrl())),
            left == 0 ? Stream.empty() : Stream.of("and %d more".formatted(left)))
        .collect(Collectors.joining("\n"));
  }

  private static String text(MovedValuation moved) {
    return Stream.of(
            value("Before", moved.before()),
            value("Now", moved.after()),
            facts("Facts that count now", moved.factsAdded()),
            facts("Facts that count no more", moved.factsRemoved()),
            moved.ruleSetChanged() ? "The rule set is another one" : "")
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String value(String when, MovedValuation.AnnouncedValue value) {
    return String.format(
        Locale.ROOT,
        "%s: %.4g USD, standard error %.2g, as of %s, run %s",
        when,
        value.meanUsd(),
        value.standardErrorUsd(),
        value.asOf(),
        value.runId());
  }

  private static String facts(String what, List<String> names) {
    return names.isEmpty() ? "" : "%s: %s".formatted(what, String.join(", ", names));
  }
}
