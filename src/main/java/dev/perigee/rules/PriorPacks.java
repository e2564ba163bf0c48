package dev.perigee.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Loading;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.PackOutlook;
import dev.perigee.simulation.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The priors of a rule set: one file {@code priors/<pack>.yaml} for each pack, with its weight,
 * gates and distributions. A pack may extend another; a parameter named by neither has its central
 * value.
 *
 * @param packs views before any fact
 * @param weights prior weights, summing to 1
 */
public record PriorPacks(Map<Pack, PackOutlook> packs, Map<Pack, Double> weights) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Loading> LOADINGS =
      Map.of(
          "high", Loading.GOOD_WHEN_HIGH,
          "low", Loading.GOOD_WHEN_LOW,
          "none", Loading.INDEPENDENT);

  private static final List<String> KEYS =
      List.of("pack", "extends", "weight", "gates", "parameters");
  private static final List<String> GATES = Arrays.stream(Gate.values()).map(Gate::key).toList();

  public PriorPacks {
    packs = Collections.unmodifiableMap(new EnumMap<>(packs));
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
  }

  /**
   * Reads the packs of a bundle.
   *
   * @param files text by path within the bundle
   * @throws InvalidRuleSet with every finding
   */
  public static PriorPacks read(Map<String, String> files) {
    List<Finding> findings = new ArrayList<>();
    Map<Pack, Document> documents = new EnumMap<>(Pack.class);
    for (Pack pack : Pack.values()) {
      String file = file(pack);
      document(file, files.get(file), findings).ifPresent(read -> documents.put(pack, read));
    }
    Map<Pack, PackOutlook> packs = new EnumMap<>(Pack.class);
    Map<Pack, Double> weights = new EnumMap<>(Pack.class);
    for (Map.Entry<Pack, Document> entry : documents.entrySet()) {
      Pack pack = entry.getKey();
      Document document = entry.getValue();
      Map<Parameter, Marginal> marginals = new EnumMap<>(Parameter.class);
      refuseUnknownKeys(document, findings);
      if (document.node().has("extends")) {
        Pack parent = parent(pack, document, findings);
        if (parent != null
            && documents.containsKey(parent)
            && mayBeExtended(document, parent, documents.get(parent), findings)) {
          readMarginals(documents.get(parent), marginals, new ArrayList<>());
        }
      }
      readMarginals(document, marginals, findings);
      weights.put(pack, weight(document, findings));
      packs.put(pack, new PackOutlook(marginals, gates(document, findings)));
    }
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (documents.size() == Pack.values().length && Math.abs(sum - 1) > 1e-9) {
      findings.add(Finding.at("priors", 0, "the weights of the packs must sum to 1, got " + sum));
    }
    if (!findings.isEmpty()) {
      throw new InvalidRuleSet(findings);
    }
    return new PriorPacks(packs, weights);
  }

  private static String file(Pack pack) {
    return "priors/" + pack.key() + ".yaml";
  }

  /** A file of a pack, parsed. */
  private record Document(String file, ObjectNode node, YamlLines lines) {
    /** A finding about a value of the file. */
    Finding finding(String message, Object... steps) {
      return Finding.at(file, lines.line(steps), message);
    }
  }

  private static Optional<Document> document(String file, String text, List<Finding> findings) {
    if (text == null) {
      findings.add(Finding.at(file, 0, "the file is missing"));
      return Optional.empty();
    }
    try {
      JsonNode node = YAML.readTree(text);
      if (node instanceof ObjectNode object) {
        return Optional.of(new Document(file, object, YamlLines.of(text)));
      }
      findings.add(Finding.at(file, 0, "expected a mapping"));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      findings.add(Finding.at(file, line, e.getOriginalMessage()));
    }
    return Optional.empty();
  }

  private static void refuseUnknownKeys(Document document, List<Finding> findings) {
    refuseUnknownKeys(document, document.node(), KEYS, findings);
    refuseUnknownKeys(document, document.node().path("gates"), GATES, findings, "gates");
  }

  private static void refuseUnknownKeys(
      Document document, JsonNode node, List<String> known, List<Finding> findings, Object... at) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        List<Object> steps = new ArrayList<>(List.of(at));
        steps.add(entry.getKey());
        findings.add(
            document
                .finding("unknown key " + entry.getKey(), steps.toArray())
                .allowing(String.join(", ", known)));
      }
    }
  }

  private static Pack parent(Pack pack, Document document, List<Finding> findings) {
    String name = document.node().path("extends").asText();
    for (Pack candidate : Pack.values()) {
      if (candidate.key().equals(name) && candidate != pack) {
        return candidate;
      }
    }
    findings.add(document.finding("extends must name another pack, got " + name, "extends"));
    return null;
  }

  private static boolean mayBeExtended(
      Document document, Pack parent, Document extended, List<Finding> findings) {
    if (extended.node().has("extends")) {
      findings.add(
          document.finding(
              "extends must name a pack that extends none, got " + parent.key(), "extends"));
      return false;
    }
    return true;
  }

  /** The prior weight of a pack; not a number after a finding. */
  private static double weight(Document document, List<Finding> findings) {
    JsonNode weight = document.node().path("weight");
    if (!weight.isNumber() || !(weight.doubleValue() >= 0 && weight.doubleValue() <= 1)) {
      findings.add(
          document.finding("weight needs a number in [0, 1], got " + shown(weight), "weight"));
      return Double.NaN;
    }
    return weight.doubleValue();
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }

  private static void readMarginals(
      Document document, Map<Parameter, Marginal> marginals, List<Finding> findings) {
    for (Map.Entry<String, JsonNode> entry : document.node().path("parameters").properties()) {
      String key = entry.getKey();
      Optional<Parameter> parameter = Parameter.byKey(key);
      if (parameter.isEmpty()) {
        findings.add(document.finding("unknown parameter " + key, "parameters", key));
        continue;
      }
      try {
        marginals.put(parameter.get(), marginal(parameter.get(), entry.getValue()));
      } catch (IllegalArgumentException e) {
        findings.add(document.finding(key + ": " + e.getMessage(), "parameters", key));
      }
    }
  }

  private static Marginal marginal(Parameter parameter, JsonNode node) {
    Distribution distribution = DistributionReader.read(node);
    double median = distribution.median();
    if (!(median >= parameter.minimum() && median <= parameter.maximum())) {
      throw new IllegalArgumentException(
          "expected %s, got a median of %s".formatted(InvalidParameters.range(parameter), median));
    }
    String technology = node.path("technology").asText("none");
    Loading loading = LOADINGS.get(technology);
    if (loading == null) {
      throw new IllegalArgumentException("technology must be high, low or none, got " + technology);
    }
    return Marginal.of(distribution, loading);
  }

  private static Map<Gate, Double> gates(Document document, List<Finding> findings) {
    Map<Gate, Double> gates = new EnumMap<>(Gate.class);
    for (Gate gate : Gate.values()) {
      JsonNode given = document.node().path("gates").path(gate.key());
      double probability = given.isNumber() ? given.doubleValue() : Double.NaN;
      if (probability >= 0 && probability <= 1) {
        gates.put(gate, probability);
      } else {
        findings.add(
            document.finding(
                "gate %s needs a probability in [0, 1], got %s".formatted(gate.key(), shown(given)),
                "gates",
                gate.key()));
      }
    }
    return gates;
  }
}
