package dev.perigee.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.perigee.milestones.Milestone;
import dev.perigee.simulation.EquityBridge;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule set ready for use: compiled rules, priors, and the rest of the company. Immutable; firing
 * is thread-safe.
 */
public final class RuleSet implements AutoCloseable {
  private static final String VALUATION = "valuation.yaml";
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final RuleSetDigest digest;
  private final Map<String, String> files;
  private final PriorPacks priors;
  private final EquityBridge company;
  private final CompiledRules rules;
  private final Expectations expectations = new Expectations();

  private RuleSet(
      RuleSetDigest digest,
      Map<String, String> files,
      PriorPacks priors,
      EquityBridge company,
      CompiledRules rules) {
    this.digest = digest;
    this.files = files;
    this.priors = priors;
    this.company = company;
    this.rules = rules;
  }

  /**
   * Reads and compiles a bundle and runs its cases.
   *
   * @param files text by path within the bundle
   * @throws InvalidRuleSet with every finding
   */
  public static RuleSet of(Map<String, String> files) {
    RuleSetDigest digest = RuleSetDigest.of(files);
    PriorPacks priors = PriorPacks.read(files);
    EquityBridge company = company(files);
    List<RuleCase> cases = RuleCase.read(files);
    RuleSet ruleSet =
        new RuleSet(
            digest,
            Collections.unmodifiableMap(new TreeMap<>(files)),
            priors,
            company,
            CompiledRules.compile(digest, files));
    List<InvalidRuleSet.Finding> failures =
        cases.stream().flatMap(each -> each.failures(ruleSet).stream()).toList();
    if (!failures.isEmpty()) {
      ruleSet.close();
      throw new InvalidRuleSet(failures);
    }
    return ruleSet;
  }

  private static EquityBridge company(Map<String, String> files) {
    String text = files.get(VALUATION);
    if (text == null) {
      throw new InvalidRuleSet(
          List.of(new InvalidRuleSet.Finding(VALUATION, 0, "the file is missing")));
    }
    try {
      return YAML.readValue(text, EquityBridge.class);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new InvalidRuleSet(
          List.of(new InvalidRuleSet.Finding(VALUATION, line, e.getOriginalMessage())));
    }
  }

  /** Content address. */
  public RuleSetDigest digest() {
    return digest;
  }

  /** Text of every file by its path. */
  public Map<String, String> files() {
    return files;
  }

  /** Priors before any fact. */
  public PriorPacks priors() {
    return priors;
  }

  /** The rest of the company. */
  public EquityBridge company() {
    return company;
  }

  /** Names of the rules, sorted. */
  public List<String> ruleNames() {
    return rules.ruleNames();
  }

  /**
   * What the rules make of these facts on a day. The order of the facts, and giving one twice,
   * change nothing.
   *
   * @param milestones those known and in force
   * @param asOf the day of the outlook, from which ages count
   */
  public List<Emission> fire(List<Milestone> milestones, LocalDate asOf) {
    Map<String, Fact> facts = new TreeMap<>();
    milestones.forEach(m -> facts.put(m.id(), new Fact(m, asOf, expectations)));
    List<Fact> ordered = List.copyOf(facts.values());
    return Emissions.settle(rules.fire(ordered, Cadence.of(ordered, asOf)));
  }

  @Override
  public void close() {
    rules.close();
  }
}
