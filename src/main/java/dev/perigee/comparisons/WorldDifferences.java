package dev.perigee.comparisons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perigee.milestones.Milestone;
import dev.perigee.rules.RuleSetDifference;
import dev.perigee.simulation.Outlook;
import dev.perigee.studies.Differences;
import dev.perigee.studies.Switches;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds in what two worlds differ, and switches each difference alone. */
final class WorldDifferences {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final World reference;
  private final World candidate;
  private final List<Part> parts = new ArrayList<>();

  private WorldDifferences(World reference, World candidate) {
    this.reference = reference;
    this.candidate = candidate;
  }

  /**
   * A difference.
   *
   * @param switched makes the outlook of the reference with this alone of the candidate
   */
  record Part(InputDifference input, Supplier<Outlook> switched) {}

  /** The differences. */
  static List<Part> between(World reference, World candidate) {
    WorldDifferences differences = new WorldDifferences(reference, candidate);
    differences.day();
    differences.facts();
    differences.rules();
    for (ScenarioDifferences.Part part :
        ScenarioDifferences.between(reference.request(), candidate.request())) {
      differences.parts.add(
          new Part(part.input(), () -> reference.assuming(part.switched()).outlook()));
    }
    return differences.parts;
  }

  private void day() {
    LocalDate old = reference.asOf();
    LocalDate now = candidate.asOf();
    if (!old.equals(now)) {
      parts.add(
          new Part(
              InputDifference.between(
                  InputDifference.Kind.AS_OF,
                  "asOf",
                  JSON.textNode(old.toString()),
                  JSON.textNode(now.toString())),
              () -> reference.on(now).outlook()));
    }
  }

  /** A fact that supersedes one which the other run saw is a change of it. */
  private void facts() {
    Map<String, Milestone> old = byId(reference);
    Map<String, Milestone> now = byId(candidate);
    Map<String, Milestone> gone = new TreeMap<>(old);
    gone.entrySet().removeIf(each -> each.getValue().equals(now.get(each.getKey())));
    for (Milestone fact : now.values()) {
      if (!fact.equals(old.get(fact.id()))) {
        Milestone before =
            gone.remove(fact.supersedes().filter(gone::containsKey).orElse(fact.id()));
        fact(before, fact);
      }
    }
    gone.values().forEach(fact -> fact(fact, null));
  }

  private static Map<String, Milestone> byId(World world) {
    Map<String, Milestone> facts = new TreeMap<>();
    world.facts().forEach(fact -> facts.put(fact.id(), fact));
    return facts;
  }

  private void fact(Milestone before, Milestone after) {
    List<Milestone> facts = new ArrayList<>(reference.facts());
    facts.remove(before);
    Optional.ofNullable(after).ifPresent(facts::add);
    facts.sort(Comparator.comparing(Milestone::id));
    parts.add(
        new Part(
            InputDifference.between(
                InputDifference.Kind.FACT,
                (after == null ? before : after).id(),
                title(before),
                title(after)),
            () -> reference.knowing(facts).outlook()));
  }

  private static JsonNode title(Milestone fact) {
    return fact == null ? null : JSON.textNode(fact.title());
  }

  private void rules() {
    RuleSetDifference difference =
        RuleSetDifference.between(reference.ruleSet(), candidate.ruleSet());
    Map<String, RuleSetDifference.Part> known = new TreeMap<>();
    difference.parts().forEach(part -> known.put(part.name(), part));
    for (Switches.Switch each : Switches.of(difference, reference.ruleSet(), candidate.ruleSet())) {
      RuleSetDifference.Part part = known.get(each.name()); // none for several packs at once
      parts.add(
          new Part(
              new InputDifference(
                  part != null && part.isRule()
                      ? InputDifference.Kind.RULE
                      : InputDifference.Kind.FILE,
                  each.name(),
                  part == null ? Differences.PartChange.CHANGED : change(part.kind()),
                  null,
                  null,
                  null,
                  null,
                  null),
              () -> reference.switched(each, candidate.ruleSet())));
    }
  }

  private static Differences.PartChange change(RuleSetDifference.Kind kind) {
    return switch (kind) {
      case ADDED -> Differences.PartChange.ADDED;
      case REMOVED -> Differences.PartChange.REMOVED;
      case CHANGED -> Differences.PartChange.CHANGED;
    };
  }
}
