package dev.perigee.scenarios;

import dev.perigee.platform.Violation;
import dev.perigee.rules.Effect;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns an effect given by hand into a typed effect, or into every violation it has. */
final class EffectReader {
  private static final double MONTHS_PER_YEAR = 12;
  private static final Map<EffectRequest.Type, Set<String>> FIELDS =
      Map.of(
          EffectRequest.Type.SCALE, Set.of("parameter", "multiplier", "sigmaMultiplier"),
          EffectRequest.Type.SHIFT, Set.of("parameter", "amount", "years", "quarters", "months"),
          EffectRequest.Type.CAP, Set.of("parameter", "value"),
          EffectRequest.Type.GATE, Set.of("gate", "probability", "multiplier"),
          EffectRequest.Type.BAYES_FACTOR, Set.of("sceptic", "house", "company"));

  private final EffectRequest request;
  private final List<Violation> violations = new ArrayList<>();

  private EffectReader(EffectRequest request) {
    this.request = request;
  }

  /**
   * The effect of a request; violations are added to {@code found} with pointers from the effect.
   */
  static Optional<Effect> read(EffectRequest request, List<Violation> found) {
    EffectReader reader = new EffectReader(request);
    reader.refuseForeignFields();
    Optional<Effect> effect = reader.effect();
    found.addAll(reader.violations);
    return reader.violations.isEmpty() ? effect : Optional.empty();
  }

  private void refuseForeignFields() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("parameter", request.parameter());
    given.put("multiplier", request.multiplier());
    given.put("sigmaMultiplier", request.sigmaMultiplier());
    given.put("amount", request.amount());
    given.put("years", request.years());
    given.put("quarters", request.quarters());
    given.put("months", request.months());
    given.put("value", request.value());
    given.put("gate", request.gate());
    given.put("probability", request.probability());
    given.put("sceptic", request.sceptic());
    given.put("house", request.house());
    given.put("company", request.company());
    Set<String> known = FIELDS.get(request.type());
    given.forEach(
        (field, value) -> {
          if (value != null && !known.contains(field)) {
            violations.add(
                Violation.at(
                    "/" + field,
                    "one of " + known.stream().sorted().toList() + " for this type",
                    value));
          }
        });
  }

  private Optional<Effect> effect() {
    return switch (request.type()) {
      case SCALE -> scale();
      case SHIFT -> shift();
      case CAP -> cap();
      case GATE -> gate();
      case BAYES_FACTOR -> bayesFactor();
    };
  }

  private Optional<Effect> scale() {
    Optional<Parameter> parameter = parameter();
    if (request.multiplier() == null || !(request.multiplier() > 0)) {
      violations.add(Violation.at("/multiplier", "a number above 0", request.multiplier()));
    }
    double spread = request.sigmaMultiplier() == null ? 1 : request.sigmaMultiplier();
    return violations.isEmpty()
        ? parameter.map(p -> new Effect.Scale(p, request.multiplier(), spread))
        : Optional.empty();
  }

  private Optional<Effect> shift() {
    Optional<Parameter> parameter = parameter();
    List<Double> amounts = new ArrayList<>();
    add(amounts, request.amount(), 1);
    add(amounts, request.years(), 1);
    add(amounts, request.quarters(), ModelConstants.QUARTER_YEARS);
    add(amounts, request.months(), 1 / MONTHS_PER_YEAR);
    if (amounts.size() != 1) {
      violations.add(
          Violation.at(
              "", "one of amount, years, quarters and months", amounts.size() + " of them"));
    } else if (request.amount() == null
        && parameter.isPresent()
        && parameter.get() != Parameter.DEPLOYMENT_START) {
      violations.add(
          Violation.at(
              "",
              "an amount in "
                  + parameter.get().unit()
                  + "; only "
                  + Parameter.DEPLOYMENT_START.key()
                  + " is a date",
              request.parameter()));
    }
    return violations.isEmpty()
        ? parameter.map(p -> new Effect.Shift(p, amounts.getFirst()))
        : Optional.empty();
  }

  private static void add(List<Double> amounts, Double value, double unit) {
    if (value != null) {
      amounts.add(value * unit);
    }
  }

  private Optional<Effect> cap() {
    Optional<Parameter> parameter = parameter();
    if (request.value() == null
        || (parameter.isPresent() && !(request.value() >= parameter.get().minimum()))) {
      violations.add(
          Violation.at(
              "/value",
              parameter
                  .map(p -> "a number of at least " + p.minimum() + " " + p.unit())
                  .orElse("a number"),
              request.value()));
    }
    return violations.isEmpty()
        ? parameter.map(p -> new Effect.Cap(p, request.value()))
        : Optional.empty();
  }

  private Optional<Effect> gate() {
    if (request.gate() == null) {
      violations.add(Violation.at("/gate", "the key of a gate", "nothing"));
    }
    boolean both = request.probability() != null && request.multiplier() != null;
    boolean neither = request.probability() == null && request.multiplier() == null;
    if (both || neither) {
      violations.add(
          Violation.at("", "either probability or multiplier", both ? "both" : "neither"));
    }
    if (request.multiplier() != null && !(request.multiplier() >= 0)) {
      violations.add(Violation.at("/multiplier", "a number of at least 0", request.multiplier()));
    }
    if (!violations.isEmpty()) {
      return Optional.empty();
    }
    Gate gate = Gate.valueOf(request.gate().name());
    return Optional.of(
        request.probability() != null
            ? new Effect.GateSet(gate, request.probability())
            : new Effect.GateScale(gate, request.multiplier()));
  }

  private Optional<Effect> bayesFactor() {
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    likelihoods.put("sceptic", request.sceptic());
    likelihoods.put("house", request.house());
    likelihoods.put("company", request.company());
    likelihoods.forEach(
        (pack, likelihood) -> {
          if (likelihood == null) {
            violations.add(Violation.at("/" + pack, "a likelihood of at least 0", "nothing"));
          }
        });
    if (!violations.isEmpty()) {
      return Optional.empty();
    }
    if (request.sceptic() + request.house() + request.company() == 0) {
      violations.add(Violation.at("", "a likelihood above 0 for some pack", "0 for every pack"));
      return Optional.empty();
    }
    return Optional.of(
        new Effect.BayesFactor(
            Map.of(
                Pack.SCEPTIC, request.sceptic(),
                Pack.HOUSE, request.house(),
                Pack.COMPANY, request.company())));
  }

  private Optional<Parameter> parameter() {
    if (request.parameter() == null) {
      violations.add(Violation.at("/parameter", "the key of a parameter", "nothing"));
      return Optional.empty();
    }
    Optional<Parameter> parameter = Parameter.byKey(request.parameter());
    if (parameter.isEmpty()) {
      violations.add(
          Violation.at(
              "/parameter", ParameterKeys.expected(request.parameter()), request.parameter()));
    }
    return parameter;
  }
}
