package dev.perigee.rules.vetting;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Problem;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.perigee.rules.Effects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A consequence: statements that are chains of calls on {@code effects} and nothing else, with the
 * keys of parameters and gates, and the values of texts, as they must be.
 */
final class ConsequenceCheck {
  private static final String ALLOWED = "effects.using($fact).because(\"...\")...;";
  private static final Set<String> GATES =
      Set.of("gate", "gateScale", "gateGap", "bayesPassed", "bayesFailed");
  private static final String BECAUSE = "because";
  private static final Set<String> PARAMETERS =
      Arrays.stream(Effects.Draft.class.getMethods())
          .filter(method -> method.getDeclaringClass() == Effects.Draft.class)
          .filter(method -> method.getParameterCount() > 0)
          .filter(method -> method.getParameterTypes()[0] == String.class)
          .map(java.lang.reflect.Method::getName)
          .filter(name -> !GATES.contains(name) && !name.equals(BECAUSE))
          .collect(Collectors.toUnmodifiableSet());

  private final Findings findings;
  private final ExpressionCheck expressions;
  private final int firstLine;

  private ConsequenceCheck(Findings findings, Map<String, Class<?>> variables, int firstLine) {
    this.findings = findings;
    this.firstLine = firstLine;
    expressions = new ExpressionCheck(findings, variables, Object.class, firstLine, false);
  }

  /**
   * Checks the text between {@code then} and {@code end}.
   *
   * @param firstLine line of the file on which the text starts
   */
  static void check(
      String text, Findings findings, Map<String, Class<?>> variables, int firstLine) {
    if (text.length() > Limits.MOST_CONSEQUENCE_CHARACTERS) {
      findings.add(
          firstLine,
          "",
          "a consequence that is too long",
          "at most " + Limits.MOST_CONSEQUENCE_CHARACTERS + " characters");
      return;
    }
    new ConsequenceCheck(findings, variables, firstLine).run(text);
  }

  private void run(String text) {
    ParserConfiguration configuration =
        new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);
    ParseResult<BlockStmt> parsed = new JavaParser(configuration).parseBlock("{" + text + "\n}");
    for (Problem problem : parsed.getProblems()) {
      int line =
          problem
              .getLocation()
              .flatMap(range -> range.toRange())
              .map(range -> firstLine + range.begin.line - 1)
              .orElse(firstLine);
      findings.add(line, "", "not understood: " + firstLineOf(problem.getMessage()), ALLOWED);
    }
    if (parsed.isSuccessful()) {
      parsed.getResult().orElseThrow().getStatements().forEach(this::statement);
    }
  }

  private static String firstLineOf(String message) {
    return message.lines().findFirst().orElse("");
  }

  private void statement(Statement statement) {
    if (statement instanceof EmptyStmt) {
      return;
    }
    if (statement instanceof ExpressionStmt e && e.getExpression() instanceof MethodCallExpr call) {
      chain(call);
    } else {
      expressions.refuse(
          statement, "a statement other than a call on effects: " + shortened(statement), ALLOWED);
    }
  }

  private static String shortened(Object node) {
    String text = node.toString().lines().findFirst().orElse("");
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private void chain(MethodCallExpr last) {
    Deque<MethodCallExpr> calls = new ArrayDeque<>();
    Expression scope = last;
    while (scope instanceof MethodCallExpr call) {
      calls.push(call);
      scope = call.getScope().orElse(null);
    }
    if (!(scope instanceof NameExpr root) || !root.getNameAsString().equals("effects")) {
      expressions.refuse(
          last, "a call on something else than effects: " + shortened(last), ALLOWED);
      return;
    }
    word(calls.pop(), Words.EFFECTS);
    calls.forEach(call -> word(call, Words.DRAFT));
  }

  private void word(MethodCallExpr call, Words words) {
    String name = call.getNameAsString();
    if (words.ofMethod(name).isEmpty()) {
      expressions.misspelt(call.getName(), name, "there is no effect " + name, words.methods());
    }
    if (call.getTypeArguments().isPresent()) {
      expressions.refuse(call, "type arguments may not stand here", ALLOWED);
    }
    List<Class<?>> types = new ArrayList<>();
    call.getArguments().forEach(argument -> types.add(expressions.check(argument)));
    if (types.isEmpty()) {
      return;
    }
    Expression first = call.getArgument(0);
    if (PARAMETERS.contains(name)) {
      expressions.key(first, "parameter", Words.PARAMETERS);
    } else if (GATES.contains(name)) {
      expressions.key(first, "gate", Words.GATES);
    } else if (name.equals(BECAUSE)) {
      because(call, types);
    }
  }

  private void because(MethodCallExpr call, List<Class<?>> types) {
    Optional<String> text = literal(call.getArgument(0));
    if (text.isEmpty()) {
      expressions.refuse(
          call.getArgument(0), "the reason must be a text", "\"...\" with values after it");
      return;
    }
    for (String wrong : FormatCheck.check(text.get(), types.subList(1, types.size()))) {
      expressions.refuse(call.getArgument(0), wrong, FormatCheck.ALLOWED);
    }
  }

  /** The text of a literal, or of several that are joined. */
  private static Optional<String> literal(Expression e) {
    return switch (e) {
      case StringLiteralExpr text -> Optional.of(text.getValue());
      case EnclosedExpr enclosed -> literal(enclosed.getInner());
      case BinaryExpr sum when sum.getOperator() == BinaryExpr.Operator.PLUS ->
          literal(sum.getLeft()).flatMap(left -> literal(sum.getRight()).map(left::concat));
      default -> Optional.empty();
    };
  }
}
