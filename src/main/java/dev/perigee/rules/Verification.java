package dev.perigee.rules;

import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tries a rule set: against its own cases, against facts at and between the thresholds of its
 * bands, and against a ledger when there is one.
 */
public final class Verification {
  private final RuleSet ruleSet;
  private final Map<String, RuleSource> sources;
  private final Set<Finding> warnings = new LinkedHashSet<>();
  private final Map<String, TreeSet<String>> touched = new TreeMap<>();

  private Verification(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
    sources = RuleSource.of(ruleSet.bundle());
    ruleSet.ruleNames().forEach(rule -> touched.put(rule, new TreeSet<>()));
  }

  /**
   * What is to be said of a rule set.
   *
   * @throws InvalidRuleSet when the cases cannot be read
   */
  public static RuleSetReport of(RuleSet ruleSet) {
    return new Verification(ruleSet).report(Optional.empty());
  }

  /**
   * The same, with the effects that are cut on a ledger.
   *
   * @param ledger facts known and in force
   * @param asOf the day of the outlook
   * @throws InvalidRuleSet when the cases cannot be read
   */
  public static RuleSetReport of(RuleSet ruleSet, List<Milestone> ledger, LocalDate asOf) {
    return new Verification(ruleSet).report(Optional.of(new Known(ledger, asOf)));
  }

  private record Known(List<Milestone> facts, LocalDate asOf) {}

  private RuleSetReport report(Optional<Known> ledger) {
    ruleSet.compilerWarnings().forEach(warnings::add);
    List<RuleSetReport.CaseResult> cases = new ArrayList<>();
    Set<String> covered = new TreeSet<>();
    for (RuleCase each : RuleCase.read(ruleSet.bundle().files())) {
      cases.add(tried(each, covered));
    }
    for (String rule : ruleSet.ruleNames()) {
      if (!covered.contains(rule)) {
        warnings.add(about(rule, "no case covers the rule \"%s\"".formatted(rule)));
      }
    }
    warnings.addAll(BandCheck.of(ruleSet, sources.values(), this::note));
    ledger.ifPresent(
        known ->
            seen(ruleSet.fire(known.facts(), known.asOf()), "on the ledger of " + known.asOf()));
    return new RuleSetReport(
        ruleSet.digest().toString(),
        ruleSet.ruleNames(),
        cases,
        touched.entrySet().stream()
            .map(each -> new RuleSetReport.Touch(each.getKey(), List.copyOf(each.getValue())))
            .toList(),
        warnings.stream()
            .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
            .toList());
  }

  private RuleSetReport.CaseResult tried(RuleCase each, Set<String> covered) {
    List<Emission> emissions;
    try {
      emissions = ruleSet.fire(each.facts(), each.asOf());
    } catch (RuntimeException e) {
      return each.failed(e);
    }
    seen(emissions, "in the case \"%s\"".formatted(each.name()));
    emissions.forEach(emission -> covered.add(emission.rule()));
    return each.result(ruleSet, emissions);
  }

  private void seen(List<Emission> emissions, String where) {
    note(emissions);
    for (ScaleLimits.Cut cut : ScaleLimits.cuts(emissions)) {
      warnings.add(about(cut.rule(), cut.message() + ", " + where));
    }
  }

  private void note(List<Emission> emissions) {
    for (Emission emission : emissions) {
      String target = emission.effect().target();
      if (!target.isEmpty()) {
        touched.get(emission.rule()).add(target);
      }
    }
  }

  /** A finding about a rule, at its first line when it is written in DRL. */
  private Finding about(String rule, String message) {
    RuleSource source = sources.get(rule);
    return source == null
        ? Finding.of("", message)
        : Finding.at(source.file(), source.line(), message);
  }
}
