package dev.perigee.rules;

import dev.perigee.rules.vetting.GeneratedCode;
import dev.perigee.rules.vetting.RestrictedLoader;
import dev.perigee.rules.vetting.RuleTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
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

/** The rules of a rule set, compiled; firing is thread-safe. */
public final class CompiledRules implements AutoCloseable {
  private static final String PACKAGE_FOLDER = "dev/perigee/ruleset/";
  private static final String FOLDER = "src/main/resources/" + PACKAGE_FOLDER;
  private static final String GENERATED_SOURCE = "Java source of";
  private static final ClassLoader SERVICE = CompiledRules.class.getClassLoader();
  private static final ClassLoader COMPILER = RestrictedLoader.forCompiler(SERVICE);
  private static final ClassLoader RULES = RestrictedLoader.forRules(SERVICE);
  private static final int MOST_FIRINGS_PER_FACT = 100;

  private final ReleaseId release;
  private final KieContainer container;
  private final KieBase base;
  private final List<Finding> warnings;

  private CompiledRules(ReleaseId release, KieContainer container, List<Finding> warnings) {
    this.release = release;
    this.container = container;
    this.warnings = List.copyOf(warnings);
    base = container.getKieBase();
  }

  /**
   * Compiles the rules of a bundle: against the classes that rules may name, and looked through
   * before any of it is loaded.
   *
   * @throws InvalidRuleSet with every message of the compiler, or with what the compiled rules may
   *     not do
   */
  static CompiledRules compile(Bundle bundle) {
    KieServices services = KieServices.get();
    ReleaseId release = services.newReleaseId("dev.perigee.ruleset", bundle.digest().hex(), "1");
    Map<String, String> drl = RuleTexts.of(bundle);
    List<Finding> warnings = new ArrayList<>();
    List<Finding> findings = build(services, release, drl, warnings);
    if (findings.isEmpty()) {
      return load(services, release, warnings);
    }
    findings = placed(findings, services, release, drl);
    services.getRepository().removeKieModule(release);
    throw new InvalidRuleSet(findings);
  }

  /** Loading runs the initialisers of what was compiled; these fail on a date that is none. */
  private static CompiledRules load(
      KieServices services, ReleaseId release, List<Finding> warnings) {
    KieContainer container = services.newKieContainer(release, RULES);
    try {
      return new CompiledRules(release, container, warnings);
    } catch (RuntimeException | LinkageError e) {
      container.dispose();
      services.getRepository().removeKieModule(release);
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new InvalidRuleSet(List.of(Finding.of("", "the rules do not load: " + cause)));
    }
  }

  /** Builds a module of these files; the findings name the file where the compiler does. */
  private static List<Finding> build(
      KieServices services, ReleaseId release, Map<String, String> drl, List<Finding> warnings) {
    KieFileSystem system = services.newKieFileSystem();
    system.generateAndWritePomXML(release);
    drl.forEach((name, text) -> system.write(FOLDER + RuleTexts.compiledName(name), text));
    KieBuilder builder = services.newKieBuilder(system, COMPILER);
    List<Message> messages;
    try {
      messages =
          builder
              .buildAll(ExecutableModelProject.class)
              .getResults()
              .getMessages(Message.Level.ERROR, Message.Level.WARNING);
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(Finding.of("", "the compiler failed: " + e));
    }
    List<Finding> findings = new ArrayList<>();
    for (Message message : messages) {
      if (!message.getText().startsWith(GENERATED_SOURCE)) {
        (message.getLevel() == Message.Level.WARNING ? warnings : findings)
            .add(Finding.at(pathInBundle(message), message.getLine(), message.getText()));
      }
    }
    return messages.stream().anyMatch(each -> each.getLevel() == Message.Level.ERROR)
        ? findings
        : GeneratedCode.check(classes((InternalKieModule) builder.getKieModule()));
  }

  private static Map<String, byte[]> classes(InternalKieModule module) {
    Map<String, byte[]> classes = new HashMap<>();
    for (String file : module.getFileNames()) {
      if (file.endsWith(".class")) {
        classes.put(file, module.getBytes(file));
      }
    }
    return classes;
  }

  private static String pathInBundle(Message message) {
    String path = message.getPath() == null ? "" : message.getPath();
    int folder = path.indexOf(PACKAGE_FOLDER);
    return folder < 0 ? path : RuleTexts.file(path.substring(folder + PACKAGE_FOLDER.length()));
  }

  /**
   * The compiler tells faults of a consequence by the Java it made of it. These are found again by
   * building every file alone, and told by the file without a line.
   */
  private static List<Finding> placed(
      List<Finding> findings, KieServices services, ReleaseId release, Map<String, String> drl) {
    if (findings.stream().allMatch(finding -> drl.containsKey(finding.file()))) {
      return findings;
    }
    List<Finding> placed = new ArrayList<>();
    drl.forEach(
        (name, text) -> {
          for (Finding finding : build(services, release, Map.of(name, text), new ArrayList<>())) {
            placed.add(
                finding.file().equals(name) ? finding : Finding.at(name, 0, finding.message()));
          }
        });
    return placed.isEmpty() ? findings : placed;
  }

  /** What the compiler found strange without refusing it. */
  List<Finding> warnings() {
    return warnings;
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
              effects.enter(rule.getName(), source(rule));
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

  /** The compiler keeps the quotes around the annotation's text. */
  private static String source(Rule rule) {
    String text = String.valueOf(rule.getMetaData().getOrDefault("source", ""));
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  @Override
  public void close() {
    container.dispose();
    KieServices.get().getRepository().removeKieModule(release);
  }
}
