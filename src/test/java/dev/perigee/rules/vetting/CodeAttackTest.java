package dev.perigee.rules.vetting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.rules.Bundle;
import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.Finding;
import dev.perigee.rules.InvalidRuleSet;
import dev.perigee.rules.RuleSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/** The third and the fourth layer of vetting, each with nothing before or after it. */
class CodeAttackTest {
  private static final ClassLoader SERVICE = CodeAttackTest.class.getClassLoader();
  private static final String PACKAGE = "package dev.perigee.ruleset;\n";
  private static final ReleaseId RELEASE =
      KieServices.get().newReleaseId("dev.perigee.ruleset", "attack", "1");

  static List<String> attacks() {
    return CodeAttacks.names();
  }

  @BeforeEach
  @AfterEach
  void clear() {
    System.clearProperty(CodeAttacks.MARKER);
    KieServices.get().getRepository().removeKieModule(RELEASE);
  }

  /** Compiled without bounds, so that nothing but the layer in question stops it. */
  @ParameterizedTest
  @MethodSource("attacks")
  void anAttackThatWouldRunIsStoppedByTheCheckAloneAndByTheLoaderOfRulesAlone(String name) {
    KieBuilder builder = build(name, SERVICE);
    assertEquals(List.of(), errors(builder));

    List<Finding> findings = GeneratedCode.check(classes(builder));
    assertNotEquals(List.of(), findings);
    assertEquals("the words of facts and of effects", findings.getFirst().allowed());
    assertNull(System.getProperty(CodeAttacks.MARKER));

    Throwable refusal =
        assertThrows(Throwable.class, () -> run(RestrictedLoader.forRules(SERVICE)));
    assertTrue(isOfLinking(refusal), refusal::toString);
    assertNull(System.getProperty(CodeAttacks.MARKER));

    build(name, SERVICE); // a module remembers what did not link
    run(SERVICE);
    assertEquals("yes", System.getProperty(CodeAttacks.MARKER));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void anAttackIsStoppedByTheLoaderOfTheCompilerAlone(String name) {
    List<String> errors;
    try {
      errors = errors(build(name, RestrictedLoader.forCompiler(SERVICE)));
    } catch (RuntimeException e) {
      errors = List.of(e.toString());
    }
    if (errors.isEmpty()) {
      // It named nothing that is not listed for the compiler, which sees more than may be linked.
      Throwable refusal =
          assertThrows(Throwable.class, () -> run(RestrictedLoader.forRules(SERVICE)));
      assertTrue(isOfLinking(refusal), refusal::toString);
    }
    assertNull(System.getProperty(CodeAttacks.MARKER));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aBundleWithAnAttackDoesNotCompile(String name) {
    Map<String, String> files = DefaultRules.files();
    files.keySet().removeIf(file -> file.endsWith(".drl") || file.startsWith("cases/"));
    files.put("attack.drl", PACKAGE + CodeAttacks.all().get(name));
    List<Finding> findings =
        assertThrows(InvalidRuleSet.class, () -> RuleSet.of(Bundle.of(files)).close()).findings();
    assertTrue(
        findings.stream().allMatch(each -> each.file().equals("attack.drl")), findings::toString);
    assertNull(System.getProperty(CodeAttacks.MARKER));
  }

  @Test
  void theLoaderHasNoResourcesButClassesThatAreListed() throws Exception {
    ClassLoader loader = RestrictedLoader.forCompiler(SERVICE);
    assertNull(loader.getResourceAsStream("application.properties"));
    assertNull(loader.getResource("java/lang/Runtime.class"));
    assertNull(loader.getResourceAsStream("java/lang/System.class"));
    assertFalse(loader.getResources("META-INF/MANIFEST.MF").hasMoreElements());
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass("java.lang.ProcessBuilder"));
  }

  @ParameterizedTest
  @MethodSource("excesses")
  void theCheckOfGeneratedCodeFindsAnExcess(Map.Entry<String, String> excess) {
    KieBuilder builder = builder("rule r when String() then " + excess.getKey() + " end", SERVICE);
    assertEquals(List.of(), errors(builder));
    List<Finding> findings = GeneratedCode.check(classes(builder));
    assertTrue(findings.toString().contains(excess.getValue()), findings::toString);
  }

  static List<Map.Entry<String, String>> excesses() {
    return List.of(
        Map.entry("while (true) { int i = 1; }", "run a loop"),
        Map.entry("int i = 0; do { i++; } while (i >= 0);", "run a loop"),
        Map.entry("for (int i = 0; i < 10; i++) { int j = i; }", "run a loop"),
        Map.entry("long[] a = new long[2000000000];", "allocate an array"),
        Map.entry("Object[] a = new Object[2000000000];", "allocate an array"),
        Map.entry("Object[][] a = new Object[20000][20000];", "allocate an array"),
        Map.entry("synchronized (\"\") { int i = 1; }", "take a lock"),
        Map.entry("Object o = \"\".repeat(3);", "use java.lang.String.repeat"),
        Map.entry("Object o = Integer.getInteger(\"user.home\");", "Integer.getInteger"),
        Map.entry("Runtime.class.getName();", "name the class java.lang.Runtime"),
        Map.entry("insert(\"again\");", "use org.drools.model.Drools.insert"));
  }

  private static boolean isOfLinking(Throwable refusal) {
    for (Throwable each = refusal; each != null; each = each.getCause()) {
      if (each instanceof LinkageError || each instanceof ClassNotFoundException) {
        return true;
      }
    }
    return false;
  }

  private static KieBuilder build(String name, ClassLoader loader) {
    return builder(CodeAttacks.all().get(name), loader);
  }

  private static KieBuilder builder(String drl, ClassLoader loader) {
    KieServices services = KieServices.get();
    KieFileSystem system = services.newKieFileSystem();
    system.generateAndWritePomXML(RELEASE);
    system.write("src/main/resources/dev/perigee/ruleset/attack.drl", PACKAGE + drl);
    return services.newKieBuilder(system, loader).buildAll(ExecutableModelProject.class);
  }

  private static List<String> errors(KieBuilder builder) {
    return builder.getResults().getMessages(Message.Level.ERROR).stream()
        .map(Message::getText)
        .toList();
  }

  private static Map<String, byte[]> classes(KieBuilder builder) {
    InternalKieModule module = (InternalKieModule) builder.getKieModule();
    Map<String, byte[]> classes = new HashMap<>();
    for (String file : module.getFileNames()) {
      if (file.endsWith(".class")) {
        classes.put(file, module.getBytes(file));
      }
    }
    return classes;
  }

  private static void run(ClassLoader loader) {
    KieContainer container = KieServices.get().newKieContainer(RELEASE, loader);
    try {
      KieSession session = container.getKieBase().newKieSession();
      try {
        session.insert("text");
        session.fireAllRules(10);
      } finally {
        session.dispose();
      }
    } finally {
      container.dispose();
    }
  }
}
