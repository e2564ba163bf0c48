package dev.perigee.rules.vetting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules that would run code of their own. Each leaves the marker where nothing stops it. */
final class CodeAttacks {
  /** The system property that an attack sets. */
  static final String MARKER = "perigee.attacked";

  private static final String MARK = "System.setProperty(\"" + MARKER + "\", \"yes\")";

  private CodeAttacks() {}

  /** DRL by the name of the attack. */
  static Map<String, String> all() {
    Map<String, String> attacks = new TreeMap<>();
    consequences()
        .forEach((name, code) -> attacks.put("consequence: " + name, rule("", "String()", code)));
    conditions().forEach((name, code) -> attacks.put("condition: " + name, rule("", code, "")));
    attacks.put(
        "salience", rule("salience( " + MARK + " == null ? 1 : 2 )", "String()", "int i = 0;"));
    attacks.put("enabled", rule("enabled( " + MARK + " == null )", "String()", "int i = 0;"));
    attacks.put(
        "function",
        "function boolean f() { " + MARK + "; return true; }\n" + rule("", "eval( f() )", ""));
    attacks.put(
        "imported function",
        "import function java.lang.System.setProperty;\n"
            + rule("", "String()", "setProperty(\"" + MARKER + "\", \"yes\");"));
    attacks.put("query", "query q()\n  eval( " + MARK + " == null )\nend\n" + rule("", "q()", ""));
    return attacks;
  }

  private static Map<String, String> consequences() {
    return Map.ofEntries(
        Map.entry("statement", MARK + ";"),
        Map.entry("properties", "System.getProperties().put(\"" + MARKER + "\", \"yes\");"),
        Map.entry(
            "reflection",
            "\"\".getClass().forName(\"java.lang.System\")"
                + ".getMethod(\"setProperty\", String.class, String.class)"
                + ".invoke(null, \""
                + MARKER
                + "\", \"yes\");"),
        Map.entry(
            "method handle",
            "try { java.lang.invoke.MethodHandles.lookup().findStatic(System.class, \"setProperty\","
                + " java.lang.invoke.MethodType.methodType(String.class, String.class,"
                + " String.class)).invokeWithArguments(\""
                + MARKER
                + "\", \"yes\"); } catch (Throwable e) { throw new IllegalStateException(e); }"),
        Map.entry(
            "class literal",
            "System.class.getMethods(); Class c = System.class; c.getMethod(\"setProperty\","
                + " String.class, String.class).invoke(null, \""
                + MARKER
                + "\", \"yes\");"),
        Map.entry("unicode escape", "\\u0053ystem.setProperty(\"" + MARKER + "\", \"yes\");"),
        Map.entry(
            "comment",
            "/* effects */ java./* */lang.System/**/.setProperty(\""
                + MARKER
                + "\", \"yes\"); // end"),
        Map.entry("thread", "Thread t = new Thread(() -> " + MARK + "); t.start(); t.join();"),
        Map.entry(
            "static initialiser",
            "class A { static int i = " + MARK + " == null ? 1 : 2; }" + " int j = new A().i;"),
        Map.entry(
            "anonymous class",
            "new Object() { public String toString() { return " + MARK + "; } }.toString();"),
        Map.entry("supplier", "java.util.function.Supplier s = () -> " + MARK + "; s.get();"),
        Map.entry(
            "method reference",
            "java.util.function.BinaryOperator<String> f = System::setProperty; f.apply(\""
                + MARKER
                + "\", \"yes\");"),
        Map.entry(
            "collection",
            "java.util.List.of(\"yes\").forEach(v -> System.setProperty(\"" + MARKER + "\", v));"),
        Map.entry(
            "stream",
            "java.util.stream.Stream.of(\""
                + MARKER
                + "\").map(k -> System.setProperty(k, \"yes\"))"
                + ".count(); java.util.stream.Stream.of(\""
                + MARKER
                + "\").forEach(k -> System.setProperty(k, \"yes\"));"),
        Map.entry("optional", "java.util.Optional.of(\"yes\").ifPresent(v -> " + MARK + ");"),
        Map.entry("drools", "drools.getKieRuntime().getKieBase().getClass(); " + MARK + ";"),
        Map.entry(
            "class loader",
            "Thread.currentThread().getContextClassLoader().loadClass(\"java.lang.System\")"
                + ".getMethod(\"setProperty\", String.class, String.class).invoke(null, \""
                + MARKER
                + "\", \"yes\");"));
  }

  private static Map<String, String> conditions() {
    return Map.of(
        "eval", "eval( " + MARK + " == null )",
        "constraint", "String( " + MARK + " == null )",
        "from", "String() from " + MARK,
        "from a list", "String() from java.util.Arrays.asList( " + MARK + " )",
        "argument of a function", "accumulate( $s : String(); $n : count( " + MARK + " ) )");
  }

  private static String rule(String attribute, String condition, String consequence) {
    return String.join(
        "\n",
        List.of(
            "rule \"attack\"",
            "  " + attribute,
            "when",
            "  " + condition,
            "then",
            "  " + consequence,
            "end",
            ""));
  }

  /** The names, for parameterised tests. */
  static List<String> names() {
    return new ArrayList<>(all().keySet());
  }
}
