package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.milestones.MilestoneResponse;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.TraceRow;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the trace of a run. */
final class RunTraces {
  private static final String ASSUMPTION = "assumption";

  private RunTraces() {}

  /** The whole trace of a stochastic run; the number is put in when it is asked for. */
  static RunTrace of(
      String runId,
      Provenance provenance,
      RuleSet ruleSet,
      Scenario scenario,
      TracedOutlook outlook,
      List<Milestone> facts) {
    Map<String, Set<String>> changedBy = new TreeMap<>();
    Set<String> used = new TreeSet<>();
    for (TraceRow row : outlook.trace()) {
      changedBy.computeIfAbsent(row.target(), key -> new TreeSet<>()).add(row.emission().rule());
      used.addAll(row.emission().facts());
    }
    scenario
        .pins()
        .keySet()
        .forEach(parameter -> changedBy.put(parameter.key(), new TreeSet<>(Set.of(ASSUMPTION))));
    List<RunTrace.TracedParameter> parameters = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      Map<String, AppliedEffect.Change> packs = new TreeMap<>();
      for (Pack pack : Pack.values()) {
        packs.put(
            pack.key(),
            new AppliedEffect.Change(
                ruleSet.priors().packs().get(pack).marginal(parameter).median(parameter),
                outlook.outlook().packs().get(pack).marginal(parameter).median(parameter)));
      }
      parameters.add(
          new RunTrace.TracedParameter(
              parameter.key(),
              parameter.unit(),
              parameter.meaning(),
              parameter.source(),
              List.copyOf(changedBy.getOrDefault(parameter.key(), Set.of())),
              packs));
    }
    for (Gate gate : Gate.values()) {
      Map<String, AppliedEffect.Change> packs = new TreeMap<>();
      for (Pack pack : Pack.values()) {
        packs.put(
            pack.key(),
            new AppliedEffect.Change(
                ruleSet.priors().packs().get(pack).gates().get(gate),
                outlook.outlook().packs().get(pack).gates().get(gate)));
      }
      parameters.add(
          new RunTrace.TracedParameter(
              gate.key(),
              "probability",
              gate.meaning(),
              "priors of the rule set",
              List.copyOf(changedBy.getOrDefault(gate.key(), Set.of())),
              packs));
    }
    parameters.sort(Comparator.comparing(parameter -> parameter.changedBy().isEmpty()));
    Map<Boolean, List<AppliedEffect>> effects =
        outlook.trace().stream()
            .collect(
                Collectors.partitioningBy(
                    row -> row.target().isEmpty(),
                    Collectors.mapping(AppliedEffect::of, Collectors.toList())));
    return new RunTrace(
        runId,
        provenance,
        null,
        parameters,
        effects.get(false),
        effects.get(true),
        Stream.concat(facts.stream(), scenario.assumed().stream())
            .filter(fact -> used.contains(fact.id()))
            .map(MilestoneResponse::of)
            .toList());
  }

  /** The trace of a deterministic run: the values that differ from the central ones come first. */
  static RunTrace of(String runId, Provenance provenance, Scenario scenario) {
    List<RunTrace.TracedParameter> parameters = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      Distribution pin = scenario.pins().get(parameter);
      parameters.add(
          new RunTrace.TracedParameter(
              parameter.key(),
              parameter.unit(),
              parameter.meaning(),
              parameter.source(),
              pin == null ? List.of() : List.of(ASSUMPTION),
              Map.of(
                  "central",
                  new AppliedEffect.Change(
                      parameter.central(), pin == null ? parameter.central() : pin.median()))));
    }
    parameters.sort(Comparator.comparing(parameter -> parameter.changedBy().isEmpty()));
    return new RunTrace(runId, provenance, null, parameters, List.of(), List.of(), List.of());
  }
}
