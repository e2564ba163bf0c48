package dev.perigee.notifications;

import dev.perigee.milestones.FactsRecorded;
import dev.perigee.milestones.Milestone;
import dev.perigee.rules.RuleSetActivated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Notes what the ledger and the rule sets tell of, within their transactions. */
@ApplicationScoped
public class EventRecorder {
  private static final Map<EventKind, String> DONE =
      Map.of(
          EventKind.MILESTONE_RECORDED, "Recorded",
          EventKind.MILESTONE_CORRECTED, "Corrected",
          EventKind.MILESTONE_RETRACTED, "Withdrawn");

  private final EventLog log;

  public EventRecorder(EventLog log) {
    this.log = log;
  }

  /** The facts of a request are one event of each kind, however many they are. */
  void onFacts(@Observes FactsRecorded recorded) {
    Map<EventKind, List<Milestone>> byKind = new EnumMap<>(EventKind.class);
    recorded
        .facts()
        .forEach(fact -> byKind.computeIfAbsent(kind(fact), each -> new ArrayList<>()).add(fact));
    byKind.forEach(
        (kind, facts) ->
            log.append(
                kind,
                title(kind, facts),
                EventDetail.of(RecordedFacts.of(facts, recorded.caller().name()))));
  }

  private static EventKind kind(Milestone fact) {
    if (fact.retracted()) {
      return EventKind.MILESTONE_RETRACTED;
    }
    return fact.supersedes().isPresent()
        ? EventKind.MILESTONE_CORRECTED
        : EventKind.MILESTONE_RECORDED;
  }

  private static String title(EventKind kind, List<Milestone> facts) {
    return facts.size() == 1
        ? "%s: %s".formatted(DONE.get(kind), facts.getFirst().title())
        : "%s: %d facts".formatted(DONE.get(kind), facts.size());
  }

  void onActivation(@Observes RuleSetActivated activated) {
    log.append(
        EventKind.RULE_SET_ACTIVATED,
        "%s %s rule set %s: %s"
            .formatted(
                activated.by(),
                activated.rollback() ? "went back to" : "activated",
                activated.digest(),
                activated.why()),
        EventDetail.of(ActivatedRuleSet.of(activated)));
  }
}
