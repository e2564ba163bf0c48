package dev.perigee.rules.vetting;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.perigee.milestones.FactType;
import dev.perigee.rules.Cadence;
import dev.perigee.rules.Fact;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;
import org.drools.mvel.parser.printer.PrintUtil;

/**
 * An expression of a condition or an argument: literals, arithmetic, comparison, bound variables,
 * and the words of what they are bound to. Everything that is not named here is refused.
 */
final class ExpressionCheck {
  /** What may stand in a condition, for people. */
  static final String ALLOWED =
      "literals, comparison, arithmetic, &&, ||, !, in, bound variables, words of facts and of the"
          + " cadence, and Math."
          + String.join(", Math.", Words.MATH);

  private static final Set<BinaryExpr.Operator> COMPARISONS =
      EnumSet.of(
          BinaryExpr.Operator.EQUALS,
          BinaryExpr.Operator.NOT_EQUALS,
          BinaryExpr.Operator.LESS,
          BinaryExpr.Operator.LESS_EQUALS,
          BinaryExpr.Operator.GREATER,
          BinaryExpr.Operator.GREATER_EQUALS,
          BinaryExpr.Operator.AND,
          BinaryExpr.Operator.OR);
  private static final Set<BinaryExpr.Operator> ARITHMETIC =
      EnumSet.of(
          BinaryExpr.Operator.PLUS,
          BinaryExpr.Operator.MINUS,
          BinaryExpr.Operator.MULTIPLY,
          BinaryExpr.Operator.DIVIDE,
          BinaryExpr.Operator.REMAINDER);
  private static final Set<UnaryExpr.Operator> SIGNS =
      EnumSet.of(
          UnaryExpr.Operator.PLUS, UnaryExpr.Operator.MINUS, UnaryExpr.Operator.LOGICAL_COMPLEMENT);
  private static final Set<String> MATHEMATICS = Set.of("Math", "StrictMath");
  private static final Set<String> DATED = Set.of("since", "earlierThan");
  private static final Set<String> MEASURED = Set.of("measure", "has");

  private final Findings findings;
  private final Map<String, Class<?>> variables;
  private final Class<?> self;
  private final int firstLine;
  private final boolean condition;

  /**
   * @param variables types of the bound variables by name
   * @param self what a condition is about; {@code Object} when about nothing
   * @param firstLine line of the file on which the parsed text starts
   * @param condition whether in a condition, where words need no variable before them
   */
  ExpressionCheck(
      Findings findings,
      Map<String, Class<?>> variables,
      Class<?> self,
      int firstLine,
      boolean condition) {
    this.findings = findings;
    this.variables = variables;
    this.self = self;
    this.firstLine = firstLine;
    this.condition = condition;
  }

  /** The words of a type; empty when it has none. */
  static Optional<Words> wordsOf(Class<?> type) {
    if (type == Fact.class) {
      return Optional.of(Words.FACT);
    }
    if (type == Cadence.class) {
      return Optional.of(Words.CADENCE);
    }
    boolean number = type == Number.class || type == long.class || type == double.class;
    return number ? Optional.of(Words.NUMBER) : Optional.empty();
  }

  /**
   * Checks an expression.
   *
   * @return the type it has; {@code Object} when not known
   */
  Class<?> check(Expression e) {
    return switch (e) {
      case EnclosedExpr enclosed -> check(enclosed.getInner());
      case BinaryExpr binary -> binary(binary);
      case UnaryExpr unary when SIGNS.contains(unary.getOperator()) -> check(unary.getExpression());
      case HalfBinaryExpr half -> {
        check(half.getRight());
        yield boolean.class;
      }
      case PointFreeExpr in
          when in.getOperator().asString().equals("in") && in.getArg1() == null -> {
        check(in.getLeft());
        in.getRight().forEach(this::check);
        yield boolean.class;
      }
      case IntegerLiteralExpr _ -> int.class;
      case LongLiteralExpr _ -> long.class;
      case DoubleLiteralExpr _ -> double.class;
      case BooleanLiteralExpr _ -> boolean.class;
      case StringLiteralExpr _ -> String.class;
      case ThisExpr t when condition && t.getTypeName().isEmpty() -> self;
      case NameExpr name -> name(name);
      case FieldAccessExpr field -> field(field);
      case MethodCallExpr call -> call(call);
      default -> {
        refuse(e, "\"" + shown(e) + "\" may not stand here", ALLOWED);
        yield Object.class;
      }
    };
  }

  private Class<?> binary(BinaryExpr binary) {
    Class<?> left = check(binary.getLeft());
    Class<?> right = check(binary.getRight());
    if (COMPARISONS.contains(binary.getOperator())) {
      return boolean.class;
    }
    if (!ARITHMETIC.contains(binary.getOperator())) {
      refuse(
          binary,
          "the operator " + binary.getOperator().asString() + " may not stand here",
          ALLOWED);
      return Object.class;
    }
    return wider(left, right);
  }

  private static Class<?> wider(Class<?> left, Class<?> right) {
    for (Class<?> type : new Class<?>[] {String.class, Object.class, double.class, long.class}) {
      if (left == type || right == type) {
        return type;
      }
    }
    return int.class;
  }

  private Class<?> name(NameExpr e) {
    String name = e.getNameAsString();
    if (name.equals("this") && condition) {
      return self;
    }
    if (variables.containsKey(name)) {
      return variables.get(name);
    }
    Optional<Class<?>> property = ofSelf().flatMap(words -> words.ofProperty(name));
    if (condition && property.isPresent()) {
      return property.get();
    }
    Set<String> known = new TreeSet<>(variables.keySet());
    if (condition) {
      ofSelf().ifPresent(words -> known.addAll(words.properties()));
    }
    unknown(e, name, "there is no word or variable " + name, known, "");
    return Object.class;
  }

  private Optional<Words> ofSelf() {
    return wordsOf(self);
  }

  private Class<?> field(FieldAccessExpr e) {
    String name = e.getNameAsString();
    Expression scope = e.getScope();
    if (isNamed(scope, "FactType")) {
      if (!Words.FACT_TYPES.contains(name)) {
        unknown(e, name, "there is no fact type " + name, Words.FACT_TYPES, "FactType.");
      }
      return FactType.class;
    }
    Optional<Words> words = scope(scope);
    Optional<Class<?>> property = words.flatMap(w -> w.ofProperty(name));
    if (property.isPresent() && !condition) {
      Optional<String> maybe = words.flatMap(w -> w.getter(name)).map(g -> shown(scope) + "." + g);
      findings.add(
          line(e), name, "\"" + shown(e) + "\" may not stand in a consequence", null, maybe);
    } else if (property.isEmpty()) {
      Collection<String> known = words.map(Words::properties).orElse(Set.of());
      unknown(e, name, "\"" + shown(e) + "\" may not stand here", known, shown(scope) + ".");
    }
    return property.orElse(Object.class);
  }

  private static boolean isNamed(Expression e, String name) {
    return e instanceof NameExpr simple && simple.getNameAsString().equals(name);
  }

  /** The words of a variable or of this; nothing else has any. */
  private Optional<Words> scope(Expression scope) {
    if (scope instanceof ThisExpr || isNamed(scope, "this")) {
      return condition ? ofSelf() : Optional.empty();
    }
    return scope instanceof NameExpr simple
        ? Optional.ofNullable(variables.get(simple.getNameAsString()))
            .flatMap(ExpressionCheck::wordsOf)
        : Optional.empty();
  }

  private Class<?> call(MethodCallExpr call) {
    String name = call.getNameAsString();
    Optional<Expression> scope = call.getScope();
    if (call.getTypeArguments().isPresent()) {
      refuse(call, "type arguments may not stand here", ALLOWED);
    }
    if (scope.isPresent()
        && scope.get() instanceof NameExpr type
        && MATHEMATICS.contains(type.getNameAsString())) {
      return mathematics(call, type.getNameAsString());
    }
    Optional<Words> words =
        scope.isPresent() ? scope(scope.get()) : condition ? ofSelf() : Optional.empty();
    Optional<Class<?>> gives = words.flatMap(w -> w.ofMethod(name));
    if (gives.isEmpty()) {
      String prefix = scope.map(s -> shown(s) + ".").orElse("");
      Collection<String> known = words.map(Words::methods).orElse(Set.of());
      if (scope.isPresent() && words.isEmpty()) {
        unknownScope(scope.get(), call);
      } else {
        unknown(call, name, "there is no word " + prefix + name + "()", known, prefix);
      }
    }
    arguments(call);
    return gives.orElse(Object.class);
  }

  private void unknownScope(Expression scope, MethodCallExpr call) {
    String name = scope instanceof NameExpr simple ? simple.getNameAsString() : shown(scope);
    unknown(
        call,
        name,
        "\"" + call.getNameAsString() + "\" may not be called on " + shown(scope),
        variables.keySet(),
        "");
  }

  private Class<?> mathematics(MethodCallExpr call, String type) {
    String name = call.getNameAsString();
    if (!Words.MATH.contains(name)) {
      unknown(call, name, "there is no function " + type + "." + name, Words.MATH, type + ".");
    }
    Class<?> widest = int.class;
    for (Expression argument : call.getArguments()) {
      widest = wider(widest, check(argument));
    }
    boolean keeps = Set.of("abs", "max", "min").contains(name);
    return keeps ? widest : double.class;
  }

  private void arguments(MethodCallExpr call) {
    NodeList<Expression> arguments = call.getArguments();
    arguments.forEach(this::check);
    if (arguments.isEmpty()) {
      return;
    }
    String name = call.getNameAsString();
    Expression first = arguments.get(0);
    if (DATED.contains(name)) {
      date(first);
    } else if (MEASURED.contains(name)) {
      key(first, "measure", Words.MEASURES);
    }
  }

  private void date(Expression e) {
    if (e instanceof StringLiteralExpr text) {
      try {
        LocalDate.parse(text.getValue());
        return;
      } catch (DateTimeParseException ignored) {
        // told below, like everything else that is not a date
      }
    }
    refuse(e, shown(e) + " is not a day", "\"2026-11-23\"");
  }

  /** A key must be a literal, so that a misspelt one is found here. */
  void key(Expression e, String kind, Collection<String> known) {
    if (!(e instanceof StringLiteralExpr text)) {
      refuse(e, "the " + kind + " must be a text, not " + shown(e), "\"...\"");
    } else if (!known.contains(text.getValue())) {
      Optional<String> maybe =
          Words.nearest(text.getValue(), known).map(near -> "\"" + near + "\"");
      String message = "there is no " + kind + " \"" + text.getValue() + "\"";
      String allowed = known.size() <= 8 ? String.join(", ", known) : "a known " + kind;
      findings.add(line(e), text.getValue(), message, allowed, maybe);
    }
  }

  /** A finding at a node of the tree. */
  void refuse(Node node, String message, String allowed) {
    findings.add(line(node), word(node), message, allowed);
  }

  private void unknown(
      Node node, String word, String message, Collection<String> known, String prefix) {
    Optional<String> maybe = Words.nearest(word, known).map(near -> prefix + near);
    String allowed = known.isEmpty() || known.size() > 60 ? ALLOWED : String.join(", ", known);
    findings.add(line(node), word, message, allowed, maybe);
  }

  /** A finding with a suggestion at a node. */
  void misspelt(Node node, String word, String message, Collection<String> known) {
    unknown(node, word, message, known, "");
  }

  private int line(Node node) {
    return firstLine + node.getBegin().map(position -> position.line).orElse(1) - 1;
  }

  /** In the language of conditions: the printer of Java does not know every node of it. */
  private static String shown(Node node) {
    return PrintUtil.printNode(node);
  }

  private static String word(Node node) {
    String text = shown(node);
    int end = 0;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end == 0 ? text.substring(0, Math.min(1, text.length())) : text.substring(0, end);
  }
}
