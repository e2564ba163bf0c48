package dev.perigee.scenarios;

import dev.perigee.rules.TraceRow;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which parameters a number of an answer depends on, read off the equations of the model.
 * Deployment feeds back on unit costs through learning, and earnings on deployment through
 * reinvestment, so that most numbers depend on most parameters; only value depends on discounting
 * and tax.
 */
final class Influences {
  private static final Set<Parameter> OF_VALUE_ALONE =
      Set.of(
          Parameter.VALUATION_DISCOUNT_RATE,
          Parameter.VALUATION_TERMINAL_GROWTH,
          Parameter.VALUATION_TERMINAL_RETURN,
          Parameter.PROGRAMME_TAX_RATE);

  private Influences() {}

  /**
   * Keys of parameters and gates, and the other targets of effects, that the number at {@code
   * pointer} depends on.
   */
  static Set<String> of(String pointer) {
    boolean value =
        pointer.startsWith("/valuation")
            || pointer.startsWith("/enterpriseValueUsd")
            || pointer.startsWith("/presentValueUsd")
            || pointer.startsWith("/terminalValueUsd")
            || pointer.endsWith("/freeCashFlowUsd");
    boolean weightsAlone = pointer.startsWith("/packWeights");
    Stream<String> parameters =
        Arrays.stream(Parameter.values())
            .filter(parameter -> !weightsAlone && (value || !OF_VALUE_ALONE.contains(parameter)))
            .map(Parameter::key);
    Stream<String> gates =
        Arrays.stream(Gate.values()).filter(gate -> !weightsAlone).map(Gate::key);
    Stream<String> others =
        weightsAlone
            ? Stream.of(TraceRow.PACK_WEIGHTS)
            : Stream.of(TraceRow.PACK_WEIGHTS, TraceRow.PATHS);
    return Stream.of(parameters, gates, others)
        .flatMap(each -> each)
        .collect(Collectors.toUnmodifiableSet());
  }
}
