package dev.perigee.rules.vetting;

import dev.perigee.rules.Cadence;
import dev.perigee.rules.Fact;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotatedBaseDescr;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ast.expr.DrlxExpression;

/** A file of rules against the allow-list; what is not named here is refused. */
final class RuleFileCheck {
  static final String PACKAGE = "dev.perigee.ruleset";

  private static final String GLOBAL_TYPE = "dev.perigee.rules.Effects";
  private static final Set<String> IMPORTS =
      Set.of(
          "dev.perigee.milestones.FactType",
          "dev.perigee.rules.Cadence",
          "dev.perigee.rules.Fact",
          GLOBAL_TYPE);
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "Fact", Fact.class,
          "Cadence", Cadence.class,
          "dev.perigee.rules.Fact", Fact.class,
          "dev.perigee.rules.Cadence", Cadence.class);
  private static final List<String> TYPE_NAMES = List.of("Fact", "Cadence");

  /** How the parser calls the pattern of an accumulate that binds its own results. */
  private static final Set<String> RESULTS = Set.of("Object", "Object[]");

  private static final String VARIABLES = "$ and then letters and digits";
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern RULE_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ,.:%()/+<>='&_-]{0,119}");
  private static final Pattern SOURCE = Pattern.compile("\"?[^\"\\\\\\p{Cntrl}]*\"?");
  private static final Pattern ROW = Pattern.compile("_(\\d{1,6})$");
  private static final String ELEMENTS =
      "patterns of Fact and Cadence, and, or, not, exists, forall, accumulate";

  private final Findings findings;
  private final Set<String> names;
  private final Map<String, Class<?>> variables = new TreeMap<>();
  private int patterns;

  private RuleFileCheck(Findings findings, Set<String> names) {
    this.findings = findings;
    this.names = names;
  }

  /**
   * Checks a text.
   *
   * @param names receives the names of its rules
   */
  static void check(String text, Findings findings, Set<String> names) {
    if (!TextCheck.check(text, findings)) {
      return;
    }
    try {
      new RuleFileCheck(findings, names).run(text);
    } catch (StackOverflowError e) {
      findings.add(0, "", "nested too deeply to be read");
    }
  }

  private void run(String text) {
    DrlParser parser = new DrlParser();
    PackageDescr descr;
    try {
      descr = parser.parse(false, text);
    } catch (DroolsParserException | RuntimeException e) {
      findings.add(0, "", "not understood: " + e.getMessage());
      return;
    }
    for (DroolsError error : parser.getErrors()) {
      int line = error.getLines().length == 0 ? 0 : error.getLines()[0];
      findings.add(line, "", "not understood: " + error.getMessage());
    }
    if (descr == null) {
      findings.add(0, "", "no rules can be read from it");
    } else if (!parser.hasErrors()) {
      header(descr);
      descr.getRules().forEach(this::rule);
    }
  }

  private void header(PackageDescr descr) {
    if (!PACKAGE.equals(descr.getName())) {
      findings.add(Math.max(0, descr.getLine()), "", "the package " + descr.getName(), PACKAGE);
    }
    for (ImportDescr each : descr.getImports()) {
      if (!IMPORTS.contains(each.getTarget())) {
        findings.add(
            each.getLine(),
            each.getTarget(),
            "the import of " + each.getTarget(),
            String.join(", ", IMPORTS.stream().sorted().toList()),
            Words.nearest(each.getTarget(), IMPORTS));
      }
    }
    for (GlobalDescr each : descr.getGlobals()) {
      if (!each.getType().equals(GLOBAL_TYPE) || !each.getIdentifier().equals("effects")) {
        findings.add(
            each.getLine(),
            each.getIdentifier(),
            "the global " + each.getType() + " " + each.getIdentifier(),
            "global " + GLOBAL_TYPE + " effects");
      }
    }
    none("an import of a function", descr.getFunctionImports());
    none("an import of an accumulate function", descr.getAccumulateImports());
    none("an attribute for all rules", descr.getAttributes());
    none("a function", descr.getFunctions());
    none("a declared type", descr.getTypeDeclarations());
    none("a declared enum", descr.getEnumDeclarations());
    none("an entry point", descr.getEntryPointDeclarations());
    none("a declared window", descr.getWindowDeclarations());
    if (descr.getUnit() != null) {
      none("a rule unit", List.of(descr.getUnit()));
    }
  }

  private void none(String what, Collection<? extends BaseDescr> found) {
    found.forEach(
        each ->
            findings.add(
                Math.max(0, each.getLine()), "", what, "package, imports, the global and rules"));
  }

  private void rule(RuleDescr rule) {
    variables.clear();
    patterns = 0;
    int line = rule.getLine();
    findings.enterRow(
        Optional.of(ROW.matcher(rule.getName()))
            .filter(Matcher::find)
            .map(matcher -> Integer.parseInt(matcher.group(1)))
            .orElse(0));
    if (rule.isQuery()) {
      findings.add(line, "query", "a query", "rules");
      return;
    }
    if (!RULE_NAME.matcher(rule.getName()).matches()) {
      findings.add(
          line,
          "",
          "the rule name \"" + rule.getName() + "\"",
          "up to 120 letters, digits, spaces and ,.:%()/+<>='&_-");
    }
    if (!names.add(rule.getName())) {
      findings.add(line, rule.getName(), "a second rule of the name \"" + rule.getName() + "\"");
    }
    if (rule.getParentName() != null) {
      findings.add(line, "extends", "a rule that extends another", "a rule of its own");
    }
    if (rule.getUnit() != null) {
      findings.add(line, "unit", "a rule unit", "a rule of its own");
    }
    rule.getAttributes()
        .values()
        .forEach(
            attribute ->
                findings.add(
                    Math.max(line, attribute.getLine()),
                    attribute.getName(),
                    "the attribute " + attribute.getName(),
                    "no attributes; the order of rules has no effect"));
    rule.getAnnotations().forEach(this::annotation);
    element(rule.getLhs());
    if (patterns > Limits.MOST_PATTERNS) {
      findings.add(
          line, "", "a rule of " + patterns + " patterns", "at most " + Limits.MOST_PATTERNS);
    }
    rule.getNamedConsequences()
        .keySet()
        .forEach(
            name -> findings.add(line, "", "the named consequence " + name, "one consequence"));
    if (rule.getConsequence() instanceof String consequence) {
      ConsequenceCheck.check(consequence, findings, variables, rule.getConsequenceLine());
    } else if (rule.getConsequence() != null) {
      findings.add(line, "", "a consequence that is not a text");
    }
  }

  private void annotation(AnnotationDescr annotation) {
    boolean source =
        annotation.getName().equals("source")
            && annotation.getValueMap().keySet().equals(Set.of("value"))
            && annotation.getAnnotations().isEmpty()
            && annotation.getValue() instanceof String text
            && SOURCE.matcher(text).matches();
    if (!source) {
      findings.add(
          annotation.getLine(),
          annotation.getName(),
          "the annotation " + annotation.getName(),
          "@source(\"...\")");
    }
  }

  private void element(Object element) {
    if (element instanceof AnnotatedBaseDescr annotated && !annotated.getAnnotations().isEmpty()) {
      findings.add(annotated.getLine(), "@", "an annotation in a condition", "none");
    }
    switch (element) {
      case AndDescr and -> and.getDescrs().forEach(this::element);
      case OrDescr or -> or.getDescrs().forEach(this::element);
      case NotDescr not -> not.getDescrs().forEach(this::element);
      case ExistsDescr exists -> elements(exists.getDescrs());
      case ForallDescr forall -> forall.getDescrs().forEach(this::element);
      case PatternDescr pattern -> pattern(pattern);
      case AccumulateDescr accumulate -> accumulate(accumulate);
      case BaseDescr other ->
          findings.add(
              Math.max(0, other.getLine()), "", "the condition element " + kind(other), ELEMENTS);
      default -> findings.add(0, "", "the condition element " + element, ELEMENTS);
    }
  }

  private void elements(List<?> elements) {
    elements.forEach(this::element);
  }

  private static String kind(BaseDescr descr) {
    return descr.getClass().getSimpleName().replace("Descr", "");
  }

  private void pattern(PatternDescr pattern) {
    patterns++;
    int line = Math.max(0, pattern.getLine());
    Class<?> type = type(pattern, line);
    if (pattern.getIdentifier() != null && !pattern.getIdentifier().isEmpty()) {
      bind(pattern.getIdentifier(), type, line);
    }
    if (pattern.isUnification() || pattern.isQuery()) {
      findings.add(line, "", "a query or a unification", ELEMENTS);
    }
    if (!pattern.getBehaviors().isEmpty()) {
      findings.add(line, "over", "a window of the engine", "withinMonths(12)");
    }
    if (!pattern.getPositionalConstraints().isEmpty()) {
      findings.add(line, ";", "a positional condition", "conditions by name");
    }
    if (pattern.getSource() instanceof AccumulateDescr accumulate) {
      accumulate(accumulate);
    } else if (pattern.getSource() != null) {
      findings.add(
          line, "from", "a source other than accumulate: " + kind(pattern.getSource()), ELEMENTS);
    }
    for (BaseDescr constraint : pattern.getDescrs()) {
      if (constraint.getClass() == ExprConstraintDescr.class) {
        condition((ExprConstraintDescr) constraint, type, line);
      } else {
        findings.add(line, "", "a condition of the kind " + kind(constraint), ELEMENTS);
      }
    }
  }

  private Class<?> type(PatternDescr pattern, int line) {
    String name = pattern.getObjectType() == null ? "" : pattern.getObjectType();
    boolean accumulated = pattern.getSource() instanceof AccumulateDescr;
    if (TYPES.containsKey(name) && !accumulated) {
      return TYPES.get(name);
    }
    if (accumulated && name.equals("Number")) {
      return Number.class;
    }
    if (!accumulated || !RESULTS.contains(name)) {
      findings.add(
          line,
          name,
          "a pattern of " + name,
          String.join(", ", TYPE_NAMES) + "; Number of an accumulate",
          Words.nearest(name, TYPE_NAMES));
    }
    return Object.class;
  }

  private void bind(String variable, Class<?> type, int line) {
    if (!VARIABLE.matcher(variable).matches()) {
      findings.add(
          line,
          variable,
          "the variable " + variable,
          VARIABLES,
          Optional.of("$" + variable).filter(name -> VARIABLE.matcher(name).matches()));
    }
    variables.put(variable, type);
  }

  private void condition(ExprConstraintDescr constraint, Class<?> self, int patternLine) {
    int line = constraint.getLine() > 0 ? constraint.getLine() : patternLine;
    expression(constraint.getExpression(), self, line);
  }

  private Class<?> expression(String text, Class<?> self, int line) {
    if (text.length() > Limits.MOST_CONDITION_CHARACTERS) {
      findings.add(
          line,
          "",
          "a condition that is too long",
          "at most " + Limits.MOST_CONDITION_CHARACTERS + " characters");
      return Object.class;
    }
    DrlxExpression parsed;
    try {
      parsed =
          DrlxParser.parseExpression(DrlxParser.buildDrlxParserWithArguments(List.of("in")), text);
    } catch (RuntimeException e) {
      findings.add(line, text, "not understood: " + text, ExpressionCheck.ALLOWED);
      return Object.class;
    }
    Class<?> type =
        new ExpressionCheck(findings, variables, self, line, true).check(parsed.getExpr());
    if (parsed.getBind() != null) {
      bind(parsed.getBind().asString(), type, line);
    }
    return type;
  }

  private void accumulate(AccumulateDescr accumulate) {
    int line = Math.max(0, accumulate.getLine());
    if (accumulate.getInput() == null) {
      findings.add(line, "", "an accumulate of nothing", ELEMENTS);
    } else {
      element(accumulate.getInput());
    }
    boolean code =
        Stream.of(
                accumulate.getInitCode(),
                accumulate.getActionCode(),
                accumulate.getReverseCode(),
                accumulate.getResultCode())
            .anyMatch(text -> text != null && !text.isBlank());
    if (code || accumulate.getFunctions().isEmpty()) {
      findings.add(
          line,
          "",
          "an accumulate with code of its own",
          String.join(", ", Words.FUNCTIONS.keySet()));
    }
    accumulate.getFunctions().forEach(function -> function(function, line));
  }

  private void function(AccumulateDescr.AccumulateFunctionCallDescr function, int line) {
    String name = function.getFunction();
    if (!Words.FUNCTIONS.containsKey(name)) {
      findings.add(
          line,
          name,
          "there is no function " + name,
          String.join(", ", Words.FUNCTIONS.keySet()),
          Words.nearest(name, Words.FUNCTIONS.keySet()));
    }
    Arrays.stream(function.getParams()).forEach(text -> expression(text, Object.class, line));
    if (function.isUnification()) {
      findings.add(line, ":=", "a unification", "$n : count($f)");
    }
    if (function.getBind() != null) {
      bind(function.getBind(), Words.FUNCTIONS.getOrDefault(name, Object.class), line);
    }
  }
}
