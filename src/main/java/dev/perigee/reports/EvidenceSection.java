package dev.perigee.reports;

import dev.perigee.milestones.MilestoneResponse;
import dev.perigee.scenarios.AppliedEffect;
import dev.perigee.scenarios.RunDossier;
import dev.perigee.scenarios.RunTrace;
import dev.perigee.scenarios.StochasticRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The evidence: what it moved and why, and where it is from. */
final class EvidenceSection {
  private static final String PACK_WEIGHTS = "packWeights";
  private static final List<String> PACKS = List.of("sceptic", "house", "company");

  private final StochasticRun run;
  private final RunTrace trace;

  /** The facts that effects rest on, by the numbers that they have in the report. */
  private final List<MilestoneResponse> facts;

  EvidenceSection(RunDossier.Stochastic dossier) {
    run = dossier.run();
    trace = dossier.trace();
    Set<String> used =
        run.effects().stream().flatMap(each -> each.facts().stream()).collect(Collectors.toSet());
    facts = trace.facts().stream().filter(each -> used.contains(each.id())).toList();
  }

  /** The section. */
  Section section() {
    List<Block> blocks = new ArrayList<>(List.of(weights(), effects(), facts()));
    if (!trace.notes().isEmpty()) {
      blocks.add(notes());
    }
    return new Section("evidence", "The evidence, and what it moved", blocks);
  }

  /** What moved nothing, by the rule that looked at it. */
  private Block notes() {
    Map<String, String> titles =
        trace.facts().stream()
            .collect(Collectors.toMap(MilestoneResponse::id, MilestoneResponse::title));
    Map<String, List<String>> byRule = new LinkedHashMap<>();
    for (AppliedEffect each : trace.notes()) {
      List<String> seen = byRule.computeIfAbsent(each.rule(), rule -> new ArrayList<>());
      each.facts().forEach(fact -> seen.add(titles.getOrDefault(fact, fact)));
    }
    return new Block.Table(
        "Looked at without effect: claims, and what is within expectation",
        List.of("Rule and facts", "Facts"),
        1,
        byRule.entrySet().stream()
            .map(
                each ->
                    List.of(
                        Cell.of(each.getKey(), String.join(" ", each.getValue())),
                        Cell.of(Integer.toString(each.getValue().size()))))
            .toList());
  }

  /** Weights of the packs, from the prior through what moved them. */
  private Block weights() {
    Map<String, Double> last =
        Map.of(
            "sceptic", run.packWeights().sceptic(),
            "house", run.packWeights().house(),
            "company", run.packWeights().company());
    List<AppliedEffect> moved =
        run.effects().stream()
            .filter(each -> PACK_WEIGHTS.equals(each.parameter()) && each.packs() != null)
            .toList();
    List<List<Cell>> rows = new ArrayList<>();
    Map<String, Double> first = new HashMap<>(last);
    if (!moved.isEmpty()) {
      moved.getFirst().packs().forEach((pack, change) -> first.put(pack, change.before()));
    }
    rows.add(weightsRow(Cell.of("Before the evidence"), first));
    for (AppliedEffect each : moved) {
      Map<String, Double> after = new HashMap<>();
      each.packs().forEach((pack, change) -> after.put(pack, change.after()));
      rows.add(weightsRow(Cell.of(each.rule(), because(each)), after));
    }
    rows.add(weightsRow(Cell.of("On all the evidence"), last));
    return new Block.Table(
        "Weights of the prior packs after each effect, percent",
        List.of("What moved them, and why", "Sceptic", "House", "Company"),
        1,
        rows);
  }

  private static List<Cell> weightsRow(Cell name, Map<String, Double> weights) {
    List<Cell> row = new ArrayList<>(List.of(name));
    for (String pack : PACKS) {
      Double weight = weights.get(pack);
      row.add(weight == null ? Cell.none() : Cell.of(weight, Numbers.percent(weight)));
    }
    return row;
  }

  /** What rules and hand did to parameters, each with the numbers of its facts. */
  private Block effects() {
    List<AppliedEffect> moved =
        run.effects().stream()
            .filter(each -> each.packs() != null && !PACK_WEIGHTS.equals(each.parameter()))
            .toList();
    if (moved.isEmpty()) {
      return new Block.Prose("Nothing moved a parameter: the priors stand as they are.");
    }
    return new Block.Table(
        "What moved the parameters: median of the house pack before and after, in the unit of the parameter;"
            + " of gates the probability",
        List.of("Rule and reason", "Parameter or gate", "Before", "After", "Weight"),
        2,
        moved.stream()
            .map(
                each ->
                    List.of(
                        Cell.of(each.rule(), because(each)),
                        Cell.of(each.parameter(), each.effect()),
                        Cell.general(each.before()),
                        Cell.general(each.after()),
                        Cell.of(each.weight(), Numbers.fixed(each.weight(), 2))))
            .toList());
  }

  private String because(AppliedEffect effect) {
    List<String> names = facts.stream().map(MilestoneResponse::id).toList();
    List<String> numbers =
        effect.facts().stream()
            .map(names::indexOf)
            .filter(index -> index >= 0)
            .map(index -> "[" + (index + 1) + "]")
            .toList();
    return (effect.because() + " " + String.join(" ", numbers)).strip();
  }

  /** The facts, with where they are from. */
  private Block facts() {
    if (facts.isEmpty()) {
      return new Block.Prose("No effect rests on a fact of the ledger.");
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (MilestoneResponse fact : facts) {
      String grade = fact.grade() == null ? "" : Numbers.words(fact.grade().name());
      rows.add(
          List.of(
              Cell.of("[" + (rows.size() + 1) + "]"),
              Cell.of(fact.title(), fact.note()).from(fact.sourceUrl()),
              Cell.of(
                  Numbers.day(fact.occurredOn()), fact.hypothetical() ? "assumed, not a fact" : ""),
              Cell.of(Numbers.words(fact.evidence().name()), grade),
              Cell.of(fact.evidenceQuality(), Numbers.fixed(fact.evidenceQuality(), 2))));
    }
    return new Block.Table(
        "The facts behind the effects, with their sources; quality is the weight in [0, 1] with which a fact acts",
        List.of("", "Fact", "Occurred", "Evidence and grade", "Quality"),
        4,
        rows);
  }
}
