package dev.perigee.rules;

import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a rule, or an analyst by hand, may do to an outlook. Effects are collected first and applied
 * once, stage by stage in the order of {@link Stage}, so that the order of rules does not matter.
 * Strength w in [0, 1] is the quality of the evidence (model section 2.2).
 */
public sealed interface Effect {
  /** When it is applied. */
  Stage stage();

  /**
   * What it acts on: the key of a parameter or gate, {@link TraceRow#PACK_WEIGHTS}, {@link
   * TraceRow#PATHS}, or empty for nothing.
   */
  default String target() {
    return switch (this) {
      case OnParameter on -> on.parameter().key();
      case OnGate on -> on.gate().key();
      case OnWeights on -> TraceRow.PACK_WEIGHTS;
      case OnPaths on -> TraceRow.PATHS;
      case Discount discount -> "";
      case Note note -> "";
    };
  }

  /** The fixed order of application. */
  enum Stage {
    CONJUGATE,
    SCALE,
    SHIFT,
    GATE,
    CAP,
    CONDITION,
    BAYES,
    NOTE
  }

  /** An effect on a parameter. */
  sealed interface OnParameter extends Effect {
    /** The parameter it changes. */
    Parameter parameter();
  }

  /** Data that update a parameter. */
  sealed interface Data extends OnParameter {
    @Override
    default Stage stage() {
      return Stage.CONJUGATE;
    }
  }

  /**
   * Events counted over a time: a rate with prior Gamma(priorEvents, priorExposure) becomes the
   * posterior mean. With strength w both counts are multiplied by w.
   */
  record Counts(
      Parameter parameter, double priorEvents, double priorExposure, double events, double exposure)
      implements Data {}

  /**
   * Trials of a share with prior Beta(priorSuccesses, priorFailures): the parameter becomes the
   * posterior mean, or one less it when {@code complement}. With strength w the trials are
   * multiplied by w.
   */
  record Trials(
      Parameter parameter,
      double priorSuccesses,
      double priorFailures,
      double successes,
      double trials,
      boolean complement)
      implements Data {}

  /**
   * Trials of a share whose prior is the parameter's own distribution, matched by a Beta
   * distribution of the same median and spread.
   */
  record OwnTrials(Parameter parameter, double successes, double trials) implements Data {}

  /**
   * An observation of a parameter with log-normal error of this variance: the posterior log-median
   * moves to it with weight {@code w / (w + variance / sigma^2)}, sigma being the prior's log
   * spread, and the spread shrinks by the square root of one less that weight.
   */
  record Observation(Parameter parameter, double value, double variance) implements Data {}

  /**
   * A value taken over: the log-median moves to it with weight {@code w * share} and the spread is
   * multiplied by {@code 1 - w (1 - spread)}. At full strength and a share of 1 the median becomes
   * the value, at 0.5 the geometric mean. Where a value or the median is not above 0, the medians
   * mix instead of their logarithms.
   */
  record Adoption(Parameter parameter, double value, double share, double spread) implements Data {}

  /**
   * Multiplies the draws by {@code multiplier^w} and their spread by {@code 1 - w (1 - spread)}.
   */
  record Scale(Parameter parameter, double multiplier, double spread) implements OnParameter {
    @Override
    public Stage stage() {
      return Stage.SCALE;
    }
  }

  /** Adds {@code w * amount} to the draws. */
  record Shift(Parameter parameter, double amount) implements OnParameter {
    @Override
    public Stage stage() {
      return Stage.SHIFT;
    }
  }

  /** Holds the draws below a limit, with strength w. */
  record Cap(Parameter parameter, double limit) implements OnParameter {
    @Override
    public Stage stage() {
      return Stage.CAP;
    }
  }

  /** An effect on the probability of a gate. */
  sealed interface OnGate extends Effect {
    /** The gate it changes. */
    Gate gate();

    @Override
    default Stage stage() {
      return Stage.GATE;
    }
  }

  /** Multiplies the probability by {@code multiplier^w}, at most 1. */
  record GateScale(Gate gate, double multiplier) implements OnGate {}

  /** Closes {@code w * share} of the gap between the probability and 1. */
  record GateGap(Gate gate, double share) implements OnGate {}

  /** Moves the probability to {@code probability} by a share w of the way. */
  record GateSet(Gate gate, double probability) implements OnGate {}

  /** An effect on the weights of the packs. */
  sealed interface OnWeights extends Effect {
    @Override
    default Stage stage() {
      return Stage.BAYES;
    }
  }

  /** Multiplies the weight of each pack by its likelihood to the power w. */
  record BayesFactor(Map<Pack, Double> likelihoods) implements OnWeights {
    public BayesFactor {
      Map<Pack, Double> ordered = new EnumMap<>(Pack.class);
      ordered.putAll(likelihoods);
      likelihoods = Collections.unmodifiableMap(ordered);
    }
  }

  /** The likelihoods are the packs' own prior probabilities that the gate is passed, or failed. */
  record GateLikelihood(Gate gate, boolean passed) implements OnWeights {}

  /**
   * The likelihoods are the packs' own probabilities of this much capacity by this day, by
   * simulation.
   */
  record CapacityLikelihood(double capacityKw, LocalDate on) implements OnWeights {}

  /** A condition that binds every path. */
  sealed interface OnPaths extends Effect {
    @Override
    default Stage stage() {
      return Stage.CONDITION;
    }
  }

  /** No satellite is authorised for so many quarters from a day. */
  record Freeze(LocalDate from, int quarters) implements OnPaths {}

  /** The licence shrinks to what was launched when fewer satellites were launched by a day. */
  record Deadline(LocalDate by, double satellites) implements OnPaths {}

  /** Capacity known to have been launched by a day. */
  record Launched(LocalDate on, double capacityKw) implements OnPaths {}

  /**
   * Other effects that rest on the same facts act with their strength multiplied by {@code factor}.
   */
  record Discount(double factor) implements Effect {
    @Override
    public Stage stage() {
      return Stage.NOTE;
    }
  }

  /** Nothing but a line in the trace. */
  record Note() implements Effect {
    @Override
    public Stage stage() {
      return Stage.NOTE;
    }
  }
}
