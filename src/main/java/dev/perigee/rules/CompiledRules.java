package dev.perigee.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/** The DRL files of a rule set, compiled; firing is thread-safe. */
public final class CompiledRules implements AutoCloseable {
  private static final String FOLDER = "src/main/resources/dev/perigee/ruleset/";
  private static final String DRL = ".drl";
  private static final int MOST_FIRINGS_PER_FACT = 100;

  private final ReleaseId release;
  private final KieContainer container;
  private final KieBase base;

  private CompiledRules(ReleaseId release, KieContainer container) {
    this.release = release;
    this.container = container;
    base = container.getKieBase();
  }

  /**
   * Compiles the DRL files of a bundle.
   *
   * @param digest of the bundle, names the compiled module
   * @param files text by path within the bundle
   * @throws InvalidRuleSet with every message of the compiler
   */
  static CompiledRules compile(RuleSetDigest digest, Map<String, String> files) {
    KieServices services = KieServices.get();
    ReleaseId release = services.newReleaseId("dev.perigee.ruleset", digest.hex(), "1");
    KieFileSystem system = services.newKieFileSystem();
    system.generateAndWritePomXML(release);
    files.forEach(
        (name, text) -> {
          if (name.endsWith(DRL)) {
            system.write(FOLDER + name, text);
          }
        });
    ClassLoader loader = CompiledRules.class.getClassLoader();
    KieBuilder builder =
        services.newKieBuilder(system, loader).buildAll(ExecutableModelProject.class);
    List<InvalidRuleSet.Finding> findings = new ArrayList<>();
    for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
      String path = message.getPath() == null ? "" : message.getPath();
      findings.add(
          new InvalidRuleSet.Finding(
              path.substring(path.lastIndexOf('/') + 1), message.getLine(), message.getText()));
    }
    if (!findings.isEmpty()) {
      services.getRepository().removeKieModule(release);
      throw new InvalidRuleSet(findings);
    }
    return new CompiledRules(release, services.newKieContainer(release, loader));
  }

  /** Names of the rules, sorted. */
  public List<String> ruleNames() {
    return base.getKiePackages().stream()
        .flatMap(pack -> pack.getRules().stream())
        .map(Rule::getName)
        .sorted()
        .toList();
  }

  /**
   * Fires the rules over facts and a cadence.
   *
   * @return what they emitted, in no particular order
   * @throws IllegalStateException when the rules do not come to rest
   */
  List<Emission> fire(List<Fact> facts, Cadence cadence) {
    Effects effects = new Effects();
    KieSession session = base.newKieSession();
    try {
      session.setGlobal("effects", effects);
      session.addEventListener(
          new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
              Rule rule = event.getMatch().getRule();
              effects.enter(
                  rule.getName(), String.valueOf(rule.getMetaData().getOrDefault("source", "")));
            }
          });
      session.insert(cadence);
      facts.forEach(session::insert);
      int limit = (facts.size() + 1) * MOST_FIRINGS_PER_FACT;
      if (session.fireAllRules(limit) >= limit) {
        throw new IllegalStateException(
            "the rules did not come to rest after " + limit + " firings");
      }
      return effects.emissions();
    } finally {
      session.dispose();
    }
  }

  @Override
  public void close() {
    container.dispose();
    KieServices.get().getRepository().removeKieModule(release);
  }
}
