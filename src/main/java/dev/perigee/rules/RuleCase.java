package dev.perigee.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.perigee.milestones.Evidence;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Pack;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A case of a rule set: facts on a day, and what the rules must make of them. Written in {@code
 * cases/*.yaml}.
 *
 * @param file it is in
 * @param line of the case in its file, from 1
 * @param name what it shows
 * @param asOf the day
 * @param facts known on that day
 * @param expected for each target the value after all effects, by pack or for the house pack alone
 * @param rules names of the rules that must have fired, all of them and no other
 */
record RuleCase(
    String file,
    int line,
    String name,
    LocalDate asOf,
    List<Milestone> facts,
    Map<String, Map<Pack, Double>> expected,
    List<String> rules) {

  private static final String FOLDER = "cases/";
  private static final double TOLERANCE = 1e-6;
  private static final YAMLMapper YAML = new YAMLMapper();

  /** The cases of a bundle. */
  static List<RuleCase> read(Map<String, String> files) {
    List<RuleCase> cases = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    files.forEach(
        (file, text) -> {
          if (file.startsWith(FOLDER)) {
            read(file, text, cases, findings);
          }
        });
    if (!findings.isEmpty()) {
      throw new InvalidRuleSet(findings);
    }
    return cases;
  }

  private static void read(String file, String text, List<RuleCase> cases, List<Finding> findings) {
    try {
      JsonNode root = YAML.readTree(text);
      YamlLines lines = YamlLines.of(text);
      for (int i = 0; i < root.size(); i++) {
        JsonNode node = root.path(i);
        int line = lines.line(i);
        try {
          cases.add(of(file, line, node));
        } catch (IllegalArgumentException | DateTimeException e) {
          findings.add(Finding.at(file, line, node.path("case").asText() + ": " + e.getMessage()));
        }
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      findings.add(Finding.at(file, line, e.getOriginalMessage()));
    }
  }

  private static RuleCase of(String file, int line, JsonNode node) {
    List<Milestone> facts = new ArrayList<>();
    for (JsonNode fact : node.path("facts")) {
      facts.add(fact(fact, facts.size() + 1));
    }
    Map<String, Map<Pack, Double>> expected = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path("expect").properties()) {
      expected.put(entry.getKey(), byPack(entry.getValue()));
    }
    List<String> rules = new ArrayList<>();
    node.path("rules").forEach(rule -> rules.add(rule.asText()));
    return new RuleCase(
        file,
        line,
        node.path("case").asText(),
        LocalDate.parse(node.path("asOf").asText()),
        facts,
        expected,
        rules);
  }

  private static Map<Pack, Double> byPack(JsonNode node) {
    if (node.isNumber()) {
      return Map.of(Pack.HOUSE, node.doubleValue());
    }
    Map<Pack, Double> values = new HashMap<>();
    for (Pack pack : Pack.values()) {
      if (node.path(pack.key()).isNumber()) {
        values.put(pack, node.get(pack.key()).doubleValue());
      }
    }
    if (values.isEmpty() || values.size() != node.size()) {
      throw new IllegalArgumentException(
          "expect takes a number, or numbers by pack (sceptic, house, company), got " + node);
    }
    return values;
  }

  private static Milestone fact(JsonNode node, int number) {
    Map<String, Double> measures = new HashMap<>();
    node.path("measures")
        .properties()
        .forEach(e -> measures.put(e.getKey(), e.getValue().doubleValue()));
    LocalDate occurredOn = LocalDate.parse(node.path("occurredOn").asText());
    return new Milestone(
        node.path("id").asText("fact-" + number),
        FactType.valueOf(node.path("type").asText()),
        occurredOn,
        occurredOn,
        node.path("actor").asText(Milestone.PROGRAMME),
        node.path("subject").asText(""),
        node.path("title").asText(""),
        node.has("value") ? Optional.of(node.get("value").doubleValue()) : Optional.empty(),
        Optional.ofNullable(node.path("unit").asText(null)),
        node.has("grade")
            ? Optional.of(Grade.valueOf(node.get("grade").asText()))
            : Optional.empty(),
        Evidence.COMPANY_DATA,
        node.path("evidenceQuality").asDouble(1),
        "",
        "",
        measures,
        Optional.empty(),
        false,
        node.path("hypothetical").asBoolean(false));
  }

  /**
   * How this case ends.
   *
   * @param emissions of the rules over its facts
   */
  RuleSetReport.CaseResult result(RuleSet ruleSet, List<Emission> emissions) {
    List<Finding> failures = new ArrayList<>();
    TreeSet<String> wanted = new TreeSet<>(rules);
    TreeSet<String> fired = new TreeSet<>();
    emissions.forEach(emission -> fired.add(emission.rule()));
    if (!fired.equals(wanted)) {
      failures.add(failure("expected the rules %s, fired %s".formatted(wanted, fired)));
    }
    List<RuleSetReport.ExpectedValue> values = List.of();
    try {
      values = values(ruleSet, emissions);
    } catch (IllegalArgumentException e) {
      failures.add(failure("the effects cannot be applied: " + e.getMessage()));
    }
    values.stream()
        .filter(value -> !agree(value))
        .map(
            value ->
                failure(
                    "%s of %s: expected %s, got %s"
                        .formatted(value.target(), value.pack(), value.expected(), value.actual())))
        .forEach(failures::add);
    return new RuleSetReport.CaseResult(
        file, line, name, List.copyOf(wanted), List.copyOf(fired), values, failures);
  }

  /** How a case ends whose rules could not be fired. */
  RuleSetReport.CaseResult failed(RuntimeException why) {
    return new RuleSetReport.CaseResult(
        file,
        line,
        name,
        List.copyOf(new TreeSet<>(rules)),
        List.of(),
        List.of(),
        List.of(failure("the rules failed: " + why.getMessage())));
  }

  private static boolean agree(RuleSetReport.ExpectedValue value) {
    return value.actual() != null
        && Math.abs(value.actual() - value.expected())
            <= TOLERANCE * Math.max(1, Math.abs(value.expected()));
  }

  /**
   * What was expected, with what came of it. The outlook is built only when values are expected,
   * since likelihoods by simulation take a while.
   */
  private List<RuleSetReport.ExpectedValue> values(RuleSet ruleSet, List<Emission> emissions) {
    if (expected.isEmpty()) {
      return List.of();
    }
    Map<String, Map<Pack, Double>> actual = new HashMap<>();
    OutlookBuilder.build(
            ruleSet.priors(), ruleSet.priors().weights(), Map.of(), emissions, Horizon.DEFAULT)
        .trace()
        .forEach(row -> actual.put(row.target(), row.after()));
    List<RuleSetReport.ExpectedValue> values = new ArrayList<>();
    new TreeMap<>(expected)
        .forEach(
            (target, byPack) ->
                new TreeMap<>(byPack)
                    .forEach(
                        (pack, number) ->
                            values.add(
                                new RuleSetReport.ExpectedValue(
                                    target,
                                    pack.key(),
                                    number,
                                    actual.getOrDefault(target, Map.of()).get(pack)))));
    return values;
  }

  private Finding failure(String message) {
    return Finding.at(file, line, name + ": " + message);
  }
}
