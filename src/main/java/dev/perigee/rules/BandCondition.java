package dev.perigee.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.AtomicExprDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConstraintConnectiveDescr;
import org.drools.drl.ast.descr.RelationalExprDescr;
import org.drools.drl.parser.DrlExprParser;
import org.drools.drl.parser.DrlExprParserFactory;
import org.drools.drl.parser.DrlParser;

/**
 * One condition of a pattern, such as {@code value >= 100}.
 *
 * @param text as it is written, without white space
 * @param comparisons with numbers, wherever they stand in it
 * @param dates its conditions on days
 * @param single the comparison, when it is nothing else
 * @param others whether it asks anything else than comparisons and days
 */
record BandCondition(
    String text,
    List<Comparison> comparisons,
    List<String> dates,
    Optional<Comparison> single,
    boolean others) {

  private static final Set<String> OPERATORS = Set.of("<", "<=", ">", ">=", "==", "!=");
  private static final String DAY = "(since|earlierThan)\\(\"(\\d{4}-\\d{2}-\\d{2})\"\\)";

  /**
   * A quantity against a number.
   *
   * @param quantity as it is written, without white space
   * @param operator one of {@code < <= > >= == !=}
   * @param number what it is compared with
   */
  record Comparison(String quantity, String operator, double number) {
    /** Whether a value meets it. */
    boolean holds(double value) {
      return switch (operator) {
        case "<" -> value < number;
        case "<=" -> value <= number;
        case ">" -> value > number;
        case ">=" -> value >= number;
        case "==" -> value == number;
        default -> value != number;
      };
    }
  }

  /** Reads a condition; what the parser does not know counts as asking something else. */
  static BandCondition of(String expression) {
    DrlExprParser parser = DrlExprParserFactory.getDrlExprParser(DrlParser.DEFAULT_LANGUAGE_LEVEL);
    ConstraintConnectiveDescr tree = parser.parse(expression);
    String text = compact(expression);
    if (tree == null || parser.hasErrors()) {
      return new BandCondition(text, List.of(), List.of(), Optional.empty(), true);
    }
    List<Comparison> comparisons = new ArrayList<>();
    List<String> dates = new ArrayList<>();
    boolean others = collect(tree, comparisons, dates);
    boolean single = comparisons.size() == 1 && dates.isEmpty() && !others && !tree.isNegated();
    return new BandCondition(
        text,
        List.copyOf(comparisons),
        List.copyOf(dates),
        single ? Optional.of(comparisons.getFirst()) : Optional.empty(),
        others);
  }

  /** Whether it asks nothing but this quantity and days. */
  boolean asksOnly(String quantity) {
    return !others && comparisons.stream().allMatch(each -> each.quantity().equals(quantity));
  }

  /** The quantities it compares with numbers. */
  Set<String> quantities() {
    Set<String> quantities = new HashSet<>();
    comparisons.forEach(each -> quantities.add(each.quantity()));
    return quantities;
  }

  private static boolean collect(BaseDescr node, List<Comparison> comparisons, List<String> dates) {
    switch (node) {
      case ConstraintConnectiveDescr connective -> {
        boolean others = false;
        for (BaseDescr each : connective.getDescrs()) {
          others |= collect(each, comparisons, dates);
        }
        return others;
      }
      case RelationalExprDescr relation -> {
        Optional<Comparison> comparison = comparison(relation);
        comparison.ifPresent(comparisons::add);
        return comparison.isEmpty();
      }
      case AtomicExprDescr atom -> {
        String text = compact(atom.getExpression());
        boolean day = text.matches(DAY);
        if (day) {
          dates.add(text.replaceFirst(DAY, "$2"));
        }
        return !day;
      }
      default -> {
        return true;
      }
    }
  }

  private static Optional<Comparison> comparison(RelationalExprDescr relation) {
    if (relation.isNegated()
        || !OPERATORS.contains(relation.getOperator())
        || !(relation.getLeft() instanceof AtomicExprDescr left)
        || !(relation.getRight() instanceof AtomicExprDescr right)) {
      return Optional.empty();
    }
    String quantity = compact(left.getExpression());
    Optional<Double> number = number(compact(right.getExpression()));
    if (number.isPresent()) {
      return Optional.of(new Comparison(quantity, relation.getOperator(), number.get()));
    }
    return number(quantity)
        .map(
            literal ->
                new Comparison(
                    compact(right.getExpression()), mirrored(relation.getOperator()), literal));
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private static Optional<Double> number(String text) {
    return text.matches("[-+]?(\\d[\\d_]*)(\\.\\d+)?([eE][-+]?\\d+)?[dDfFlL]?")
        ? Optional.of(Double.valueOf(text.replaceAll("[_lL]", "")))
        : Optional.empty();
  }

  private static String compact(String expression) {
    return expression.replaceAll("\\s+", "");
  }
}
