package dev.perigee.dashboards;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeException;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.http.HttpStatusCode;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourcePrimitiveProperty;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitor;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/**
 * Says the condition of a {@code $filter} in SQL: comparisons, their combinations, and what is done
 * to texts. Values are bound, and never stand in the text. What is not known here is refused with
 * 501, so that clients filter themselves.
 */
final class ODataFilter implements ExpressionVisitor<SqlCondition> {
  /** Digits that a number may have, and those of them after the point. */
  private static final int MOST_DIGITS = 80;

  private static final int MOST_DECIMALS = 40;

  private static final SqlCondition NULL = new SqlCondition("null", List.of());

  private static final Map<BinaryOperatorKind, String> OPERATORS =
      Map.of(
          BinaryOperatorKind.EQ, "=",
          BinaryOperatorKind.NE, "is distinct from",
          BinaryOperatorKind.GT, ">",
          BinaryOperatorKind.GE, ">=",
          BinaryOperatorKind.LT, "<",
          BinaryOperatorKind.LE, "<=",
          BinaryOperatorKind.AND, "and",
          BinaryOperatorKind.OR, "or");

  private final Set<String> columns = new TreeSet<>();

  /** The columns that conditions were about so far. */
  Set<String> columns() {
    return columns;
  }

  @Override
  public SqlCondition visitBinaryOperator(
      BinaryOperatorKind operator, SqlCondition left, SqlCondition right)
      throws ODataApplicationException {
    if (left.equals(NULL) || right.equals(NULL)) {
      SqlCondition other = left.equals(NULL) ? right : left;
      return switch (operator) {
        case EQ -> new SqlCondition("(%s is null)".formatted(other.sql()), other.values());
        case NE -> new SqlCondition("(%s is not null)".formatted(other.sql()), other.values());
        default -> throw unknown(operator + " with null");
      };
    }
    String sql = OPERATORS.get(operator);
    if (sql == null) {
      throw unknown(operator.toString());
    }
    return left.with(right, "(%s %s %s)".formatted(left.sql(), sql, right.sql()));
  }

  @Override
  public SqlCondition visitBinaryOperator(
      BinaryOperatorKind operator, SqlCondition left, List<SqlCondition> right)
      throws ODataApplicationException {
    if (operator != BinaryOperatorKind.IN) {
      throw unknown(operator.toString());
    }
    SqlCondition choices =
        right.stream()
            .reduce((one, other) -> one.with(other, one.sql() + ", " + other.sql()))
            .orElseThrow();
    return left.with(choices, "(%s in (%s))".formatted(left.sql(), choices.sql()));
  }

  @Override
  public SqlCondition visitUnaryOperator(UnaryOperatorKind operator, SqlCondition operand)
      throws ODataApplicationException {
    return switch (operator) {
      case NOT -> new SqlCondition("(not %s)".formatted(operand.sql()), operand.values());
      case MINUS -> new SqlCondition("(- %s)".formatted(operand.sql()), operand.values());
    };
  }

  @Override
  public SqlCondition visitMethodCall(MethodKind method, List<SqlCondition> arguments)
      throws ODataApplicationException {
    return switch (method) {
      case CONTAINS -> both(arguments, "(strpos(%s, %s) > 0)");
      case STARTSWITH -> both(arguments, "starts_with(%s, %s)");
      case TOLOWER -> one(arguments, "lower(%s)");
      case TOUPPER -> one(arguments, "upper(%s)");
      default -> throw unknown(method.toString());
    };
  }

  private static SqlCondition one(List<SqlCondition> arguments, String sql) {
    return new SqlCondition(
        sql.formatted(arguments.getFirst().sql()), arguments.getFirst().values());
  }

  private static SqlCondition both(List<SqlCondition> arguments, String sql) {
    SqlCondition left = arguments.getFirst();
    SqlCondition right = arguments.getLast();
    return left.with(right, sql.formatted(left.sql(), right.sql()));
  }

  @Override
  public SqlCondition visitLiteral(Literal literal) throws ODataApplicationException {
    if (literal.getType() == null) {
      return NULL;
    }
    EdmPrimitiveTypeKind kind = EdmPrimitiveTypeKind.valueOf(literal.getType().getName());
    return switch (kind) {
      case String -> bound("?", text(literal));
      case Boolean -> bound("?", Boolean.valueOf(literal.getText()));
      case SByte, Byte, Int16, Int32, Int64, Decimal ->
          bound("?", value(literal, EdmPrimitiveTypeKind.Decimal, BigDecimal.class));
      case Single, Double -> bound("?", value(literal, EdmPrimitiveTypeKind.Double, Double.class));
      case Date -> bound("cast(? as date)", value(literal, kind, LocalDate.class));
      case DateTimeOffset ->
          bound(
              "cast(? as timestamptz)",
              value(literal, kind, ZonedDateTime.class).toOffsetDateTime());
      default -> throw unknown("a literal of " + kind);
    };
  }

  private static SqlCondition bound(String sql, Object value) {
    return new SqlCondition(sql, List.of(value));
  }

  private static String text(Literal literal) throws ODataApplicationException {
    return value(literal, EdmPrimitiveTypeKind.String, String.class);
  }

  private static <T> T value(Literal literal, EdmPrimitiveTypeKind kind, Class<T> type)
      throws ODataApplicationException {
    var edm = EdmPrimitiveTypeFactory.getInstance(kind);
    try {
      return edm.valueOfString(
          edm.fromUriLiteral(literal.getText()),
          true,
          null,
          MOST_DIGITS,
          MOST_DECIMALS,
          true,
          type);
    } catch (EdmPrimitiveTypeException e) {
      throw new ODataApplicationException(
          "%s is no %s".formatted(literal.getText(), kind),
          HttpStatusCode.BAD_REQUEST.getStatusCode(),
          Locale.ROOT,
          e);
    }
  }

  @Override
  public SqlCondition visitMember(Member member) throws ODataApplicationException {
    List<UriResource> path = member.getResourcePath().getUriResourceParts();
    if (path.size() == 1 && path.getFirst() instanceof UriResourcePrimitiveProperty property) {
      String column = property.getProperty().getName();
      columns.add(column);
      return new SqlCondition(column, List.of());
    }
    throw unknown("the path " + path);
  }

  @Override
  public SqlCondition visitLambdaExpression(String kind, String variable, Expression expression)
      throws ODataApplicationException {
    throw unknown(kind);
  }

  @Override
  public SqlCondition visitAlias(String alias) throws ODataApplicationException {
    throw unknown("the alias " + alias);
  }

  @Override
  public SqlCondition visitTypeLiteral(EdmType type) throws ODataApplicationException {
    throw unknown("the type " + type);
  }

  @Override
  public SqlCondition visitLambdaReference(String variable) throws ODataApplicationException {
    throw unknown("the variable " + variable);
  }

  @Override
  public SqlCondition visitEnum(EdmEnumType type, List<String> values)
      throws ODataApplicationException {
    throw unknown("the enumeration " + type);
  }

  private static ODataApplicationException unknown(String what) {
    return new ODataApplicationException(
        "$filter: expected comparisons, and, or, not, in, contains, startswith, tolower or toupper,"
            + " got "
            + what,
        HttpStatusCode.NOT_IMPLEMENTED.getStatusCode(),
        Locale.ROOT);
  }
}
