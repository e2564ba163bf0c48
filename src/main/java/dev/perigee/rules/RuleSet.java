package dev.perigee.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.perigee.milestones.Milestone;
import dev.perigee.simulation.EquityBridge;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule set ready for use: compiled rules, priors, and the rest of the company. Immutable; firing
 * is thread-safe. What was compiled is disposed of when it is closed, or when nobody refers to it
 * any more: whoever holds a rule set, such as a run that waits, can use it to the end.
 */
public final class RuleSet implements AutoCloseable {
  private static final String VALUATION = "valuation.yaml";
  private static final Cleaner CLEANER = Cleaner.create();
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Bundle bundle;
  private final PriorPacks priors;
  private final EquityBridge company;
  private final CompiledRules rules;
  private final Cleaner.Cleanable disposal;
  private final Expectations expectations = new Expectations();

  private RuleSet(Bundle bundle, PriorPacks priors, EquityBridge company, CompiledRules rules) {
    this.bundle = bundle;
    this.priors = priors;
    this.company = company;
    this.rules = rules;
    this.disposal = CLEANER.register(this, rules::close);
  }

  /**
   * Reads and compiles a bundle. Whether its rules do what its cases expect is for {@link
   * Verification} to say.
   *
   * @throws InvalidRuleSet with every finding
   */
  public static RuleSet of(Bundle bundle) {
    PriorPacks priors = PriorPacks.read(bundle.files());
    EquityBridge company = company(bundle.files());
    return new RuleSet(bundle, priors, company, CompiledRules.compile(bundle));
  }

  private static EquityBridge company(Map<String, String> files) {
    String text = files.get(VALUATION);
    if (text == null) {
      throw new InvalidRuleSet(List.of(Finding.at(VALUATION, 0, "the file is missing")));
    }
    try {
      return YAML.readValue(text, EquityBridge.class);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new InvalidRuleSet(List.of(Finding.at(VALUATION, line, e.getOriginalMessage())));
    }
  }

  /** Its files. */
  public Bundle bundle() {
    return bundle;
  }

  /** Content address. */
  public RuleSetDigest digest() {
    return bundle.digest();
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

  /** What the compiler found strange without refusing it. */
  public List<Finding> compilerWarnings() {
    return rules.warnings();
  }

  /**
   * What the rules make of these facts on a day. The order of the facts, and giving one twice,
   * change nothing.
   *
   * @param milestones those known and in force
   * @param asOf the day of the outlook, from which ages count
   */
  public List<Emission> fire(List<Milestone> milestones, LocalDate asOf) {
    return Emissions.settle(emit(milestones, asOf));
  }

  /**
   * What each rule emits of these facts on a day, before {@link Emissions#settle} makes one whole
   * of it: the emissions of a rule do not depend on the other rules.
   *
   * @param milestones those known and in force
   * @param asOf the day of the outlook, from which ages count
   * @return in no particular order
   */
  public List<Emission> emit(List<Milestone> milestones, LocalDate asOf) {
    Map<String, Fact> facts = new TreeMap<>();
    milestones.forEach(m -> facts.put(m.id(), new Fact(m, asOf, expectations)));
    List<Fact> ordered = List.copyOf(facts.values());
    try {
      return rules.fire(ordered, Cadence.of(ordered, asOf));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** What the model expects, for facts that are made to try the rules. */
  Expectations expectations() {
    return expectations;
  }

  @Override
  public void close() {
    disposal.clean();
  }
}
