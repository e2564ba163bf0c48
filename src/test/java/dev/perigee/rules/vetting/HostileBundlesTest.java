package dev.perigee.rules.vetting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.rules.Bundle;
import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.Finding;
import dev.perigee.rules.InvalidRuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/** Every attack is refused by reading alone, with a finding that names it, and leaves no mark. */
class HostileBundlesTest {
  private static final String MARK = "perigee.hostile";
  private static final String SET = "System.setProperty(\"perigee.hostile\", \"1\")";
  private static final String HEADER =
      """
      package dev.perigee.ruleset;
      import dev.perigee.milestones.FactType;
      import dev.perigee.rules.Cadence;
      import dev.perigee.rules.Fact;
      global dev.perigee.rules.Effects effects;
      """;
  private static final String PLAIN =
      "rule \"a\" when $f : Fact() then effects.using($f).note(); end\n";

  private record Attack(String name, String file, String text, String named) {}

  private static List<Attack> attacks() {
    List<Attack> attacks = new ArrayList<>();
    // the head of a file
    header(attacks, "package of the JDK", "package java.lang;\n" + PLAIN, "package java.lang");
    header(
        attacks, "package of the service", "package dev.perigee.rules;\n" + PLAIN, "package dev");
    header(
        attacks, "import", HEADER + "import java.lang.Runtime;\n" + PLAIN, "import of java.lang");
    header(attacks, "star import", HEADER + "import java.io.*;\n" + PLAIN, "import of java.io");
    header(
        attacks,
        "import that shadows Fact",
        HEADER + "import evil.Fact;\n" + PLAIN,
        "import of evil.Fact");
    header(
        attacks,
        "static import",
        HEADER + "import static java.lang.System.setProperty;\n" + PLAIN,
        "import of a function");
    header(
        attacks, "function", HEADER + "function void f() { " + SET + "; }\n" + PLAIN, "a function");
    header(attacks, "query", HEADER + "query q() Fact() end\n" + PLAIN, "a query");
    header(
        attacks,
        "static initialiser of a declared type",
        HEADER + "declare T x : String = " + SET + " end\n" + PLAIN,
        "a declared type");
    header(attacks, "global", HEADER + "global java.util.List list;\n" + PLAIN, "the global java");
    header(attacks, "dialect", HEADER + "dialect \"mvel\"\n" + PLAIN, "attribute for all rules");
    header(
        attacks,
        "declared window",
        HEADER + "declare window W Fact() over window:length(1) end\n" + PLAIN,
        "a declared window");
    header(
        attacks,
        "declared entry point",
        HEADER + "declare entry-point e end\n" + PLAIN,
        "an entry point");
    header(
        attacks,
        "name that breaks out",
        HEADER + PLAIN.replace("\"a\"", "\"a*/ static { x(); } /*\""),
        "the rule name");
    header(
        attacks,
        "extends",
        HEADER + PLAIN + PLAIN.replace("\"a\"", "\"b\" extends \"a\""),
        "extends");
    header(
        attacks, "annotation", HEADER + PLAIN.replace("when", "@Expires(1s) when"), "annotation");
    header(attacks, "two rules of a name", HEADER + PLAIN + PLAIN, "second rule");
    header(
        attacks,
        "comment that never ends",
        HEADER + PLAIN + "/* rule",
        "comment that does not end");
    header(attacks, "line separator", HEADER + PLAIN + "// \u2028" + SET + "\n", "U+2028");
    header(attacks, "right to left", HEADER + PLAIN + "// \u202e x\n", "U+202E");
    header(attacks, "carriage return", HEADER + PLAIN + "// x\r" + SET + "\n", "U+000D");
    header(attacks, "long line", HEADER + "// " + "x".repeat(3_000) + "\n", "3003 characters");
    header(attacks, "large file", HEADER + "// x\n".repeat(60_000), "300");
    for (String attribute :
        List.of(
            "salience ( " + SET + " == null ? 1 : 0 )",
            "enabled ( " + SET + " == null )",
            "timer ( int: 0 1s )",
            "calendars \"x\"",
            "duration 100",
            "no-loop false",
            "lock-on-active true",
            "ruleflow-group \"x\"",
            "activation-group \"x\"",
            "dialect \"mvel\"")) {
      String word = attribute.split(" ", 2)[0];
      header(
          attacks,
          "attribute " + word,
          HEADER + PLAIN.replace("when", attribute + " when"),
          word.equals("salience") ? "may" : word);
    }
    // conditions
    condition(attacks, "call", "Fact( " + SET + " == null )", "setProperty");
    condition(attacks, "eval", "eval( " + SET + " == null )", "Eval");
    condition(attacks, "inline eval", "Fact( eval( true ) )", "eval");
    condition(attacks, "getClass", "Fact( getClass() != null )", "getClass");
    condition(attacks, "class property", "Fact( class != null )", "class");
    condition(attacks, "class literal", "Fact( this != Runtime.class )", "Runtime.class");
    condition(attacks, "cast", "Fact( ((Object) this) != null )", "(Object)");
    condition(attacks, "inline cast", "Fact( this#Object.hashCode != 0 )", "character #");
    condition(attacks, "new", "Fact( new Object() != null )", "new Object()");
    condition(attacks, "lambda", "Fact( value > 0, () -> 1 )", "not understood");
    condition(attacks, "assignment", "Fact( (effects = null) == null )", "effects");
    condition(attacks, "matches", "Fact( subject matches \"(a+)+$\" )", "matches");
    condition(attacks, "soundslike", "Fact( subject soundslike \"x\" )", "soundslike");
    condition(attacks, "type of Java", "Object()", "a pattern of Object");
    condition(attacks, "type of the service", "dev.perigee.rules.Effects()", "a pattern of dev");
    condition(attacks, "from", "$s : String() from \"x\"", "From");
    condition(attacks, "collect", "java.util.List() from collect( Fact() )", "Collect");
    condition(attacks, "window", "Fact() over window:length(1)", "a window");
    condition(attacks, "unification", "$x := Fact()", "unification");
    condition(
        attacks,
        "accumulate code",
        "accumulate( Fact(), init( " + SET + "; ) action( ) result( 1 ) )",
        "understood");
    condition(
        attacks,
        "accumulate function",
        "accumulate( $o : Fact(); $n : variance($o) )",
        "no function variance");
    condition(
        attacks,
        "accumulate argument",
        "accumulate( $o : Fact(); $n : max( " + SET + " ) )",
        "setProperty");
    condition(attacks, "variable effects", "effects : Fact()", "the variable effects");
    condition(attacks, "cross product", "Fact() ".repeat(12), "13 patterns");
    condition(
        attacks,
        "deep nesting",
        "Fact( " + "(".repeat(3_00) + "met" + ")".repeat(300) + " )",
        "nested too deeply");
    condition(
        attacks, "long condition", "Fact( value > 0" + "\n + 1".repeat(500) + " )", "too long");
    condition(attacks, "shift", "Fact( value > 1 << 30 )", "<<");
    condition(attacks, "increment", "Fact( value++ > 1 )", "value++");
    // consequences
    consequence(attacks, "call", SET + ";", "something else than effects");
    consequence(
        attacks, "process", "Runtime.getRuntime().exec(\"x\");", "something else than effects");
    consequence(attacks, "reflection", "effects.getClass();", "getClass");
    consequence(
        attacks,
        "reflection of a fact",
        "effects.using($f).because(\"%s\", $f.getClass()).note();",
        "getClass");
    consequence(
        attacks, "method handles", "java.lang.invoke.MethodHandles.lookup();", "something else");
    consequence(attacks, "thread", "new Thread().start();", "something else");
    consequence(attacks, "local variable", "Object o = effects;", "a statement other");
    consequence(attacks, "assignment", "effects = null;", "a statement other");
    consequence(attacks, "loop", "while (true) ;", "a statement other");
    consequence(attacks, "large array", "effects.using(new Fact[2000000000]);", "[");
    consequence(
        attacks,
        "ternary",
        "effects.using($f).scale(\"launch.cost.initial\", true ? 1 : 2);",
        "true ? 1 : 2");
    consequence(
        attacks,
        "side effect",
        "effects.using($f).scale(\"launch.cost.initial\", " + SET + ");",
        "setProperty");
    consequence(
        attacks, "breaks out of the method", "} static { " + SET + "; } void x() {", "character }");
    consequence(attacks, "unicode escape", "\\u0053ystem.exit(1);", "character \\");
    consequence(attacks, "unicode escape in a comment", "// \\u000a " + SET + ";\n", "backslash");
    consequence(
        attacks, "text block", "effects.using($f).because(\"\"\"\nx\"\"\").note();", "text");
    consequence(
        attacks,
        "wide format",
        "effects.using($f).because(\"%999999999d\", 1).note();",
        "the format");
    consequence(
        attacks,
        "format without a value",
        "effects.using($f).because(\"%s\").note();",
        "takes 1 values");
    consequence(
        attacks,
        "format of another kind",
        "effects.using($f).because(\"%d\", $f.getValue()).note();",
        "%d does not take");
    consequence(
        attacks,
        "format from a fact",
        "effects.using($f).because($f.getSubject()).note();",
        "must be a text");
    consequence(attacks, "internals of effects", "effects.enter(\"x\", \"y\");", "no effect enter");
    consequence(attacks, "engine", "drools.halt();", "something else");
    consequence(attacks, "insert", "insert(\"x\");", "something else");
    consequence(attacks, "modify", "modify($f) { }", "character {");
    consequence(
        attacks,
        "large text",
        "effects.using($f).because(\"" + "x".repeat(1_500) + "\").note();",
        "too long");
    // other files
    attacks.add(new Attack("path traversal", "../x.drl", HEADER, "name"));
    attacks.add(new Attack("absolute path", "/etc/x.drl", HEADER, "name"));
    attacks.add(new Attack("class file", "a.class", "x", "name"));
    attacks.add(new Attack("module", "META-INF/kmodule.xml", "<x/>", "name"));
    attacks.add(new Attack("properties", "kie.properties", "a=b", "name"));
    attacks.add(
        new Attack(
            "YAML tag", "cases/x.yaml", "- !!javax.script.ScriptEngineManager []\n", "the tag"));
    attacks.add(new Attack("YAML anchor", "cases/x.yaml", "- &a x\n", "an anchor"));
    attacks.add(new Attack("YAML alias", "cases/x.yaml", "- &a x\n- *a\n", "an alias"));
    attacks.add(
        new Attack(
            "YAML directive", "cases/x.yaml", "%TAG ! tag:x,2026:\n---\n- a\n", "directive"));
    attacks.add(
        new Attack("YAML documents", "cases/x.yaml", "- a\n---\n- b\n", "a second document"));
    attacks.add(
        new Attack("YAML depth", "cases/x.yaml", "[".repeat(50) + "]".repeat(50), "nested"));
    attacks.add(
        new Attack(
            "table with a function",
            "x.csv",
            table("Functions", "void f() { " + SET + "; }"),
            "function"));
    attacks.add(
        new Attack("table with an import", "x.csv", table("Import", "java.io.File"), "import of"));
    attacks.add(new Attack("empty table", "x.csv", "a,b\n", "table cannot be read"));
    return attacks;
  }

  private static String table(String key, String value) {
    return "\"RuleSet\",\"dev.perigee.ruleset\"\n\"%s\",\"%s\"\n"
            .formatted(key, value.replace("\"", "\"\""))
        + "\n\"RuleTable x\"\n\"CONDITION\",\"ACTION\"\n\"$f : Fact\",\n"
        + "\"value > $param\",\"effects.using($f).note();\"\n\"a\",\"b\"\n1,x\n";
  }

  private static void header(List<Attack> attacks, String name, String text, String named) {
    attacks.add(new Attack(name, "attack.drl", text, named));
  }

  private static void condition(List<Attack> attacks, String name, String text, String named) {
    String rule = PLAIN.replace("$f : Fact()", "$f : Fact()\n" + text + "\n");
    attacks.add(new Attack(name + " in a condition", "attack.drl", HEADER + rule, named));
  }

  private static void consequence(List<Attack> attacks, String name, String text, String named) {
    String rule = PLAIN.replace("effects.using($f).note();", "\n" + text + "\n");
    attacks.add(new Attack(name + " in a consequence", "attack.drl", HEADER + rule, named));
  }

  @TestFactory
  Stream<DynamicTest> everyAttackIsRefusedByName() {
    return attacks().stream()
        .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> isRefused(attack)));
  }

  @Test
  void thereAreEnoughAttacks() {
    assertTrue(attacks().size() >= 60, () -> "only " + attacks().size());
  }

  private static void isRefused(Attack attack) {
    System.clearProperty(MARK);
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    files.put(attack.file(), attack.text());
    List<Finding> findings =
        assertThrows(InvalidRuleSet.class, () -> Vetting.check(Bundle.of(files))).findings();
    assertTrue(
        findings.stream()
            .anyMatch(
                finding ->
                    finding.file().equals(attack.file())
                        && finding.message().contains(attack.named())),
        findings::toString);
    assertNull(System.getProperty(MARK));
  }

  @Test
  void aMisspeltWordIsSuggested() {
    String text = HEADER + PLAIN.replace("note()", "scale(\"launch.cost.inital\", $f.getValu())");
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    files.put("theme.drl", text);
    List<Finding> findings =
        assertThrows(InvalidRuleSet.class, () -> Vetting.check(Bundle.of(files))).findings();
    assertEquals(
        List.of("$f.getValue", "\"launch.cost.initial\""),
        findings.stream().map(Finding::maybe).toList());
    assertTrue(
        findings.stream().allMatch(f -> f.line() == 6 && f.column() > 1), findings::toString);
  }

  /** Without vetting these do leave their mark, so that its absence above proves something. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule \"a\" when eval( MARK == null || true ) then end",
        "rule \"a\" when dev.perigee.rules.Effects( MARK == null || true ) then end",
        "rule \"a\" when then MARK; end",
        "function boolean f() { MARK; return true; }\nrule \"a\" when eval( f() ) then end",
        "rule \"a\" salience ( MARK == null ? 1 : 0 ) when then end",
        "rule \"a\" when then \\u0053ystem.setProperty(\"perigee.hostile\", \"1\"); end"
      })
  void anUnprotectedCompilerRunsAttacks(String rule) {
    System.clearProperty(MARK);
    KieServices services = KieServices.get();
    ReleaseId release =
        services.newReleaseId("hostile", "x" + Integer.toHexString(rule.hashCode()), "1");
    KieFileSystem system = services.newKieFileSystem();
    system.generateAndWritePomXML(release);
    system.write("src/main/resources/x/a.drl", "package x;\n" + rule.replace("MARK", SET) + "\n");
    services.newKieBuilder(system).buildAll(ExecutableModelProject.class);
    KieContainer container = services.newKieContainer(release);
    try {
      KieSession session = container.getKieBase().newKieSession();
      session.insert(new dev.perigee.rules.Effects());
      session.fireAllRules(10);
      session.dispose();
      assertEquals("1", System.getProperty(MARK));
    } finally {
      System.clearProperty(MARK);
      container.dispose();
      services.getRepository().removeKieModule(release);
    }
  }
}
