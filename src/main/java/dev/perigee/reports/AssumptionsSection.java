package dev.perigee.reports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.milestones.MilestoneRequest;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.AppliedEffect;
import dev.perigee.scenarios.EffectRequest;
import dev.perigee.scenarios.EquityBridgeRequest;
import dev.perigee.scenarios.RunDossier;
import dev.perigee.scenarios.RunTrace;
import dev.perigee.scenarios.ScenarioRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What was assumed beside the ledger. */
final class AssumptionsSection {
  private static final String HOUSE = "house";
  private static final String CENTRAL = "central";
  private static final String NOT_SAID = "not said";
  private static final int FIRST_YEAR = 2026;
  private static final int QUARTERS = 60;

  private final ScenarioRequest scenario;
  private final RunTrace trace;

  AssumptionsSection(RunDossier dossier) {
    scenario = dossier.scenario();
    trace = dossier.trace();
  }

  /** The section. */
  Section section() {
    List<Block> blocks = new ArrayList<>();
    pins().ifPresent(blocks::add);
    byHand().ifPresent(blocks::add);
    hypothetical().ifPresent(blocks::add);
    List<String> others = others();
    if (!others.isEmpty()) {
      blocks.add(new Block.Points(others));
    }
    if (blocks.isEmpty()) {
      blocks.add(
          new Block.Prose(
              "None: the ledger as it stands, under the rule set, is all that the numbers rest on."));
    }
    return new Section("assumptions", "Assumptions of the scenario", blocks);
  }

  private List<String> others() {
    List<String> others = new ArrayList<>();
    if (scenario.packWeights() != null) {
      others.add(
          "Weights of the packs before the evidence: sceptic %s, house %s, company %s percent."
              .formatted(
                  Numbers.percent(scenario.packWeights().sceptic()),
                  Numbers.percent(scenario.packWeights().house()),
                  Numbers.percent(scenario.packWeights().company())));
    }
    if (scenario.startYear() != null || scenario.quarters() != null) {
      others.add(
          "Horizon: first year %s, %s quarters."
              .formatted(
                  Objects.requireNonNullElse(scenario.startYear(), FIRST_YEAR),
                  Objects.requireNonNullElse(scenario.quarters(), QUARTERS)));
    }
    if (scenario.equityBridge() != null) {
      others.add("The rest of the company: " + bridge(scenario.equityBridge()) + ".");
    }
    return others;
  }

  private Optional<Block> pins() {
    if (scenario.assumptions() == null || scenario.assumptions().isEmpty()) {
      return Optional.empty();
    }
    Map<String, RunTrace.TracedParameter> known = new HashMap<>();
    trace.parameters().forEach(each -> known.put(each.key(), each));
    List<List<Cell>> rows = new ArrayList<>();
    new TreeMap<>(scenario.assumptions())
        .forEach(
            (key, value) -> {
              Optional<RunTrace.TracedParameter> parameter = Optional.ofNullable(known.get(key));
              rows.add(
                  List.of(
                      Cell.of(key, parameter.map(RunTrace.TracedParameter::meaning).orElse("")),
                      Cell.of(parameter.map(RunTrace.TracedParameter::unit).orElse("")),
                      parameter
                          .flatMap(AssumptionsSection::before)
                          .map(Cell::general)
                          .orElse(Cell.none()),
                      pin(value)));
            });
    return Optional.of(
        new Block.Table(
            "Parameters that are assumed, instead of what the priors and the rules say",
            List.of("Parameter", "Unit", "Otherwise", "Assumed"),
            2,
            rows));
  }

  /** Median of the house pack, or the central value of a single path. */
  private static Optional<Double> before(RunTrace.TracedParameter parameter) {
    return Optional.ofNullable(
            parameter.packs().getOrDefault(HOUSE, parameter.packs().get(CENTRAL)))
        .map(AppliedEffect.Change::before);
  }

  private static Cell pin(JsonNode value) {
    return value.isNumber()
        ? Cell.general(value.doubleValue())
        : Cell.of(CanonicalJson.write(value).replaceAll("[{}\"]", "").replace(":", " "));
  }

  private Optional<Block> byHand() {
    List<EffectRequest> effects = Optional.ofNullable(scenario.effects()).orElse(List.of());
    if (effects.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Block.Table(
            "Effects by hand, applied after those of the rules",
            List.of("Effect", "As it was given"),
            2,
            effects.stream()
                .map(
                    each ->
                        List.of(
                            Cell.of(Numbers.words(each.type().name())),
                            Cell.of(
                                CanonicalJson.write(each)
                                    .replaceAll("[{}\"]", "")
                                    .replace(":", " ")
                                    .replace(",", ", "))))
                .toList()));
  }

  private Optional<Block> hypothetical() {
    List<MilestoneRequest> assumed =
        Optional.ofNullable(scenario.hypotheticalMilestones()).orElse(List.of());
    if (assumed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Block.Table(
            "Milestones that are assumed to happen",
            List.of("Milestone", "Day", "Value", "Grade"),
            4,
            assumed.stream()
                .map(
                    each ->
                        List.of(
                            Cell.of(
                                Optional.ofNullable(each.title())
                                    .orElse(Numbers.words(each.type().name())),
                                Objects.requireNonNullElse(each.note(), "")),
                            Cell.of(Numbers.day(each.occurredOn())),
                            Cell.of(
                                each.value() == null
                                    ? NOT_SAID
                                    : (Numbers.general(each.value())
                                            + " "
                                            + Objects.requireNonNullElse(each.unit(), ""))
                                        .strip()),
                            Cell.of(
                                each.grade() == null
                                    ? NOT_SAID
                                    : Numbers.words(each.grade().name()))))
                .toList()));
  }

  private static String bridge(EquityBridgeRequest bridge) {
    Map<String, Double> given = new LinkedHashMap<>();
    given.put("connectivity", bridge.connectivityUsd());
    given.put("launch", bridge.launchUsd());
    given.put("AI on the ground", bridge.groundAiUsd());
    given.put("debt", bridge.debtUsd());
    given.put("cash", bridge.cashUsd());
    given.put("market enterprise value", bridge.marketEnterpriseValueUsd());
    List<String> said = new ArrayList<>();
    given.forEach(
        (name, usd) -> {
          if (usd != null) {
            said.add(name + " " + Numbers.usd(usd));
          }
        });
    if (bridge.dilutedShares() != null) {
      said.add(Numbers.fixed(bridge.dilutedShares() / 1e9, 2) + " billion diluted shares");
    }
    return String.join(", ", said);
  }
}
