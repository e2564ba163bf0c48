package dev.perigee.rules;

import dev.perigee.milestones.FactType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;

/**
 * A rule that reads one fact of one type, or the cadence; it may ask that there is no other.
 *
 * @param source of the rule
 * @param type of the fact; empty for the cadence
 * @param conditions on it, without that on its type
 */
record BandRule(RuleSource source, Optional<FactType> type, List<BandCondition> conditions) {
  private static final String TYPE = "type==FactType.";

  /** The rule in this form, when it has it. */
  static Optional<BandRule> of(RuleSource source) {
    PatternDescr pattern = null;
    for (BaseDescr each : source.tree().getLhs().getDescrs()) {
      if (each instanceof PatternDescr found && pattern == null && found.getSource() == null) {
        pattern = found;
      } else if (!(each instanceof NotDescr)) {
        return Optional.empty();
      }
    }
    if (pattern == null) {
      return Optional.empty();
    }
    boolean cadence = pattern.getObjectType().equals(Cadence.class.getSimpleName());
    if (!cadence && !pattern.getObjectType().equals(Fact.class.getSimpleName())) {
      return Optional.empty();
    }
    Optional<FactType> type = Optional.empty();
    List<BandCondition> conditions = new ArrayList<>();
    for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
      if (!(constraint instanceof ExprConstraintDescr expression)) {
        return Optional.empty();
      }
      BandCondition condition = BandCondition.of(expression.getExpression());
      Optional<FactType> named = type(condition.text());
      if (named.isPresent()) {
        type = named;
      } else {
        conditions.add(condition);
      }
    }
    return cadence || type.isPresent()
        ? Optional.of(new BandRule(source, type, List.copyOf(conditions)))
        : Optional.empty();
  }

  private static Optional<FactType> type(String text) {
    return text.startsWith(TYPE)
        ? Arrays.stream(FactType.values())
            .filter(each -> each.name().equals(text.substring(TYPE.length())))
            .findFirst()
        : Optional.empty();
  }

  /** What it reads, as it is called in a finding. */
  String subject() {
    return type.map(FactType::name).orElse("Cadence");
  }

  /** The quantities that it compares with numbers, alone or with days. */
  Set<String> bandedQuantities() {
    Set<String> banded = new HashSet<>();
    for (BandCondition condition : conditions) {
      condition.quantities().stream().filter(condition::asksOnly).forEach(banded::add);
    }
    return banded;
  }

  /** Every comparison of this quantity, wherever it stands. */
  List<BandCondition.Comparison> comparisons(String quantity) {
    return conditions.stream()
        .flatMap(condition -> condition.comparisons().stream())
        .filter(comparison -> comparison.quantity().equals(quantity))
        .toList();
  }

  /** The conditions that are neither a band of this quantity nor on days. */
  List<BandCondition> besides(String quantity) {
    return conditions.stream().filter(condition -> !condition.asksOnly(quantity)).toList();
  }

  /** The conditions on this quantity, as they are written. */
  Set<String> band(String quantity) {
    Set<String> band = new HashSet<>();
    conditions.stream()
        .filter(condition -> condition.asksOnly(quantity))
        .forEach(condition -> band.add(condition.text()));
    return band;
  }

  /** The days it names. */
  List<String> dates() {
    return conditions.stream().flatMap(condition -> condition.dates().stream()).toList();
  }

  /** What its name starts with, such as R07. */
  String theme() {
    return source.name().split("\\s", 2)[0];
  }
}
