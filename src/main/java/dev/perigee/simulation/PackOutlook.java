package dev.perigee.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One pack's view: a marginal for every parameter and a probability for every gate.
 *
 * @param marginals one for each parameter of the catalogue
 * @param gates probability of passing, in [0, 1]; independent Bernoulli draws
 */
public record PackOutlook(Map<Parameter, Marginal> marginals, Map<Gate, Double> gates) {
  public PackOutlook {
    EnumMap<Parameter, Marginal> marginalCopy = new EnumMap<>(Parameter.class);
    for (Parameter parameter : Parameter.values()) {
      Marginal given = marginals.get(parameter);
      marginalCopy.put(parameter, given == null ? Marginal.fixed(parameter.central()) : given);
    }
    EnumMap<Gate, Double> gateCopy = new EnumMap<>(Gate.class);
    for (Gate gate : Gate.values()) {
      double probability = gates.getOrDefault(gate, 1.0);
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "gate %s must have a probability in [0, 1], got %s".formatted(gate.key(), probability));
      }
      gateCopy.put(gate, probability);
    }
    marginals = Collections.unmodifiableMap(marginalCopy);
    gates = Collections.unmodifiableMap(gateCopy);
  }

  /** The marginal of {@code parameter}. */
  public Marginal marginal(Parameter parameter) {
    return marginals.get(parameter);
  }

  /** Probability that every gate is passed. */
  public double passProbability() {
    double product = 1;
    for (double probability : gates.values()) {
      product *= probability;
    }
    return product;
  }
}
