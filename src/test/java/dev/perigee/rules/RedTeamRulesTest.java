package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigee.rules.vetting.DryRun;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Attacks written by somebody who had not seen the vetting. Each would set a system property, here
 * or in the process that tries it out, or take all time or memory.
 */
class RedTeamRulesTest {
  private static final String MARK = "perigee.attacked";
  private static final String HEADER =
      """
      package dev.perigee.ruleset;
      import dev.perigee.milestones.FactType;
      import dev.perigee.rules.Cadence;
      import dev.perigee.rules.Fact;
      global dev.perigee.rules.Effects effects;
      """;
  private static final String SET = "System.setProperty(\"perigee.attacked\", \"1\")";

  private static final Map<String, String> WHOLE =
      Map.ofEntries(
          Map.entry("no package", "rule \"a\" when then end"),
          Map.entry("package of the JDK", "package java.lang; rule \"a\" when then end"),
          Map.entry(
              "package of the service",
              "package dev.perigee.rules; import dev.perigee.rules.Fact; rule \"a\" when Fact() then end"),
          Map.entry(
              "static import",
              HEADER
                  + "import static java.lang.System.setProperty;\nrule \"a\" when then setProperty(\"perigee.attacked\", \"1\"); end"),
          Map.entry(
              "star import",
              HEADER + "import java.io.*;\nrule \"a\" when then new File(\"x\"); end"),
          Map.entry(
              "import function",
              HEADER + "import function java.lang.System.setProperty;\nrule \"a\" when then end"),
          Map.entry(
              "import accumulate",
              HEADER
                  + "import accumulate org.drools.core.base.accumulators.CollectListAccumulateFunction mine;\nrule \"a\" when then end"),
          Map.entry(
              "another global",
              HEADER + "global java.util.List list;\nrule \"a\" when then list.add(1); end"),
          Map.entry(
              "global of a class loader",
              HEADER
                  + "global java.lang.ClassLoader effects2;\nrule \"a\" when then effects2.loadClass(\"x\"); end"),
          Map.entry(
              "function",
              HEADER
                  + "function boolean f() { "
                  + SET
                  + "; return true; }\nrule \"a\" when Fact( f() ) then end"),
          Map.entry(
              "query",
              HEADER + "query q() Fact( " + SET + " == null ) end\nrule \"a\" when q() then end"),
          Map.entry(
              "declare",
              HEADER
                  + "declare Mine x : String = "
                  + SET
                  + " end\nrule \"a\" when Mine() then end"),
          Map.entry("declare trait", HEADER + "declare trait T end\nrule \"a\" when then end"),
          Map.entry(
              "declare enum",
              HEADER + "declare enum E A(" + SET + "); x : String end\nrule \"a\" when then end"),
          Map.entry(
              "declare extends Fact",
              HEADER + "declare Mine extends Fact end\nrule \"a\" when Mine() then end"),
          Map.entry("unit", "package dev.perigee.ruleset; unit Mine; rule \"a\" when then end"),
          Map.entry("dialect", HEADER + "dialect \"mvel\"\nrule \"a\" when then " + SET + " end"),
          Map.entry(
              "attribute for all rules", HEADER + "salience (1000)\nrule \"a\" when then end"),
          Map.entry(
              "rule name that breaks out",
              HEADER + "rule \"a\\\"); " + SET + "; //\" when then end"),
          Map.entry(
              "rule name with a line end",
              HEADER + "rule \"a\\n*/ static { " + SET + "; } /*\" when then end"),
          Map.entry(
              "annotation with code", HEADER + "rule \"a\" @Expires(" + SET + ") when then end"),
          Map.entry(
              "annotation of a class",
              HEADER + "rule \"a\" @java.lang.Deprecated(since = " + SET + ") when then end"),
          Map.entry(
              "extends",
              HEADER + "rule \"b\" when then end\nrule \"a\" extends \"b\" when then end"),
          Map.entry(
              "unicode escape of a brace",
              HEADER
                  + "rule \"a\" when then \\u007d static \\u007b "
                  + SET
                  + "; \\u007d void x() \\u007b end"),
          Map.entry(
              "unicode escape of a line end in a comment",
              HEADER + "rule \"a\" when then // \\u000a " + SET + ";\nend"),
          Map.entry(
              "unicode escape in an identifier",
              HEADER
                  + "rule \"a\" when then Syste\\u006d.setProperty(\"perigee.attacked\", \"1\"); end"),
          Map.entry(
              "unicode line separator in a comment",
              HEADER + "rule \"a\" when then // \u2028 " + SET + ";\nend"),
          Map.entry("end in a comment", HEADER + "rule \"a\" when then /* end */ " + SET + "; end"),
          Map.entry(
              "end in a string",
              HEADER + "rule \"a\" when then String s = \"end\"; " + SET + "; end"));

  private static final Map<String, String> CONDITIONS =
      Map.ofEntries(
          Map.entry("call in a condition", "Fact( " + SET + " == null )"),
          Map.entry("eval", "eval( " + SET + " == null )"),
          Map.entry("inline eval", "Fact( eval( " + SET + " == null ) )"),
          Map.entry("from", "$s : String() from java.util.List.of(" + SET + ")"),
          Map.entry("from new", "$s : Object() from new java.io.File(\"x\")"),
          Map.entry("getClass", "Fact( getClass().getName() != null )"),
          Map.entry("class property", "Fact( class.name != null )"),
          Map.entry("this.getClass", "Fact( this.getClass() != null )"),
          Map.entry("class literal", "Fact( this != Runtime.class )"),
          Map.entry("cast", "Fact( ((Object) this).hashCode() != 0 )"),
          Map.entry("inline cast", "Fact( this#Object.hashCode != 0 )"),
          Map.entry("instanceof other", "Fact( this instanceof Runnable )"),
          Map.entry("lambda", "Fact( java.util.Optional.of(1).map(x -> " + SET + ").isPresent() )"),
          Map.entry(
              "method reference",
              "Fact( java.util.Optional.of(\"x\").map(System::getProperty).isPresent() )"),
          Map.entry(
              "new in a condition",
              "Fact( new Thread() { public void run() { " + SET + "; } } != null )"),
          Map.entry("ternary with a call", "Fact( measured ? " + SET + " == null : true )"),
          Map.entry("binding to a call", "Fact( $x : " + SET + " )"),
          Map.entry("array", "Fact( new String[] { " + SET + " } != null )"),
          Map.entry("assignment", "Fact( (effects = null) == null )"),
          Map.entry("other type", "java.lang.Runtime()"),
          Map.entry("Object", "$o : Object( hashCode != 0 )"),
          Map.entry("Milestone", "dev.perigee.milestones.Milestone()"),
          Map.entry("matches of endless time", "Fact( subject matches \"(a+)+$\" )"),
          Map.entry("string of a call", "Fact( subject == String.valueOf(" + SET + ") )"),
          Map.entry(
              "accumulate with code",
              "accumulate( Fact(), init( " + SET + "; ) action( ) result( 1 ) )"),
          Map.entry(
              "accumulate source with code",
              "Number( doubleValue > 0 ) from accumulate( Fact( " + SET + " == null ), count(1) )"),
          Map.entry(
              "accumulate function argument with code",
              "accumulate( $f : Fact(); $n : max( " + SET + " == null ? 1 : 0 ) )"),
          Map.entry(
              "accumulate constraint with code",
              "accumulate( $f : Fact(); $n : count($f); " + SET + " == null )"),
          Map.entry(
              "collect from code",
              "java.util.ArrayList( size > 0 ) from collect( Fact( " + SET + " == null ) )"),
          Map.entry("forall with code", "forall( Fact( " + SET + " == null ) )"),
          Map.entry("not with code", "not Fact( " + SET + " == null )"),
          Map.entry("exists with code", "exists( Fact( " + SET + " == null ) )"),
          Map.entry("entry point", "Fact() from entry-point \"x\""),
          Map.entry("window", "Fact() over window:length(1)"),
          Map.entry("OOPath", "/facts[ " + SET + " == null ]"),
          Map.entry("named consequence", "Fact() do[t]"),
          Map.entry("if do", "$f : Fact()\n if ( " + SET + " == null ) do[t]"));

  private static final Map<String, String> CONSEQUENCES =
      Map.ofEntries(
          Map.entry("plain call", SET + ";"),
          Map.entry("fully qualified", "java.lang." + SET + ";"),
          Map.entry("process", "Runtime.getRuntime().exec(\"touch marked\");"),
          Map.entry("process builder", "new ProcessBuilder(\"touch\", \"marked\").start();"),
          Map.entry("reflection", "effects.getClass().getClassLoader();"),
          Map.entry("reflection of a fact", "$f.getClass().getMethods();"),
          Map.entry("class for name", "Class.forName(\"java.lang.Runtime\");"),
          Map.entry("method handles", "java.lang.invoke.MethodHandles.lookup();"),
          Map.entry("class literal", "Object o = Runtime.class;"),
          Map.entry("thread", "new Thread(() -> " + SET + ").start();"),
          Map.entry("virtual thread", "Thread.startVirtualThread(() -> " + SET + ");"),
          Map.entry("anonymous class", "new Object() { { " + SET + "; } };"),
          Map.entry("local class", "class L { static { " + SET + "; } } new L();"),
          Map.entry("local record", "record L(int x) { static { " + SET + "; } } new L(1);"),
          Map.entry("endless loop", "while (true) { }"),
          Map.entry("for loop", "for (;;) { }"),
          Map.entry("large array", "long[] x = new long[Integer.MAX_VALUE];"),
          Map.entry("exit", "System.exit(1);"),
          Map.entry("throw", "throw new RuntimeException();"),
          Map.entry("try", "try { " + SET + "; } finally { }"),
          Map.entry("synchronized", "synchronized (effects) { }"),
          Map.entry("if", "if ($f.isMet()) { effects.using($f).note(); }"),
          Map.entry("drools", "drools.halt();"),
          Map.entry("kie runtime", "drools.getKieRuntime().getGlobals();"),
          Map.entry("kcontext", "kcontext.getKieRuntime();"),
          Map.entry("insert", "insert(new Object());"),
          Map.entry("modify", "modify($f) { toString() }"),
          Map.entry("delete", "delete($f);"),
          Map.entry("update", "update($f);"),
          Map.entry(
              "side effect in an argument",
              "effects.using($f).scale(\"launch.cost.initial\", " + SET + " == null ? 0.5 : 0.6);"),
          Map.entry(
              "lambda in an argument",
              "effects.using($f).because(\"%s\", ((java.util.function.Supplier) () -> "
                  + SET
                  + ").get()).note();"),
          Map.entry(
              "format of endless width", "effects.using($f).because(\"%1000000000d\", 1).note();"),
          Map.entry(
              "object whose toString runs",
              "effects.using($f).because(\"%s\", new Object() { public String toString() { return "
                  + SET
                  + "; } }).note();"),
          Map.entry("assignment to the global", "effects = null;"),
          Map.entry("shadowed global", "dev.perigee.rules.Effects effects = null; " + SET + ";"),
          Map.entry("package-private of Effects", "effects.enter(\"another rule\", \"x\");"),
          Map.entry("list of emissions", "effects.emissions().clear();"),
          Map.entry(
              "text block",
              "effects.using($f).because(\"\"\"\n\"); " + SET + "; //\n\"\"\").note();"),
          Map.entry("closes the method", "} static { " + SET + "; } void x() {"),
          Map.entry(
              "closes the class", "}} class Y { static { " + SET + "; } } class Z { void x() {"),
          Map.entry(
              "closes the lambda", "}); " + SET + "; java.util.function.Consumer c = (x -> {"),
          Map.entry("comment that never ends", "effects.using($f).note(); /*"),
          Map.entry("label and jump", "a: for (;;) { break a; }"),
          Map.entry(
              "string switch", "switch (\"x\") { case \"x\" -> " + SET + "; default -> { } }"),
          Map.entry(
              "Math of an endless loop",
              "effects.using($f).scale(\"launch.cost.initial\", Math.floorMod(1, 0));"),
          Map.entry("named consequence", "effects.using($f).note(); then[t] " + SET + ";"));

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "salience with code", "salience ( " + SET + " == null ? 1 : 0 )",
          "enabled with code", "enabled ( " + SET + " == null )",
          "timer", "timer ( int: 0 1s )",
          "timer with code", "timer ( expr: " + SET + " )",
          "calendars", "calendars \"x\"",
          "duration", "duration 100",
          "agenda group", "agenda-group \"x\"",
          "no loop", "no-loop false",
          "date-effective", "date-effective \"1-Jan-2026\"",
          "dialect of a rule", "dialect \"mvel\"");

  @TestFactory
  Stream<DynamicTest> everyAttackIsRefused() {
    return Stream.of(
            entries(WHOLE, text -> text),
            entries(CONDITIONS, text -> rule("", text, "effects.using().note();")),
            entries(CONSEQUENCES, text -> rule("", "$f : Fact()", text)),
            entries(ATTRIBUTES, text -> rule(text, "$f : Fact()", "effects.using($f).note();")))
        .flatMap(each -> each)
        .map(
            attack -> DynamicTest.dynamicTest(attack.getKey(), () -> isRefused(attack.getValue())));
  }

  private static Stream<Map.Entry<String, String>> entries(
      Map<String, String> attacks, java.util.function.UnaryOperator<String> text) {
    return attacks.entrySet().stream()
        .map(attack -> Map.entry(attack.getKey(), text.apply(attack.getValue())));
  }

  private static String rule(String attributes, String condition, String consequence) {
    return HEADER
        + "rule \"X99 attack\"\n"
        + attributes
        + "\nwhen\n    "
        + condition
        + "\nthen\n    "
        + consequence
        + "\nend\n";
  }

  private static void isRefused(String rules) {
    System.clearProperty(MARK);
    Map<String, String> files = new TreeMap<>(DefaultRules.files());
    files.put("attack.drl", rules);
    InvalidRuleSet refused =
        assertThrows(InvalidRuleSet.class, () -> DryRun.inspect(Bundle.of(files)));
    assertNull(System.getProperty(MARK));
    assertFalse(refused.findings().isEmpty());
  }
}
