package dev.perigee.rules;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The vocabulary of rule consequences: {@code effects.using($fact).because("...").scale(...)}. It
 * only collects; nothing is applied until every rule has fired.
 */
public final class Effects {
  private final List<Emission> emissions = new ArrayList<>();
  private String rule = "";
  private String source = "";

  /** Names the rule whose consequence runs next. */
  void enter(String ruleName, String ruleSource) {
    rule = ruleName;
    source = ruleSource;
  }

  /** Everything that was emitted. */
  List<Emission> emissions() {
    return List.copyOf(emissions);
  }

  /** Starts an effect that rests on these facts; its strength is the quality of the weakest. */
  public Draft using(Fact... facts) {
    return new Draft(List.of(facts));
  }

  /** Starts an effect that rests on all of these facts; its strength is their mean quality. */
  public Draft usingAll(Collection<?> facts) {
    List<Fact> used = facts.stream().map(Fact.class::cast).toList();
    Draft draft = new Draft(used);
    draft.strength = used.stream().mapToDouble(Fact::getEvidenceQuality).average().orElse(1);
    return draft;
  }

  private static Parameter parameter(String key) {
    return Parameter.byKey(key)
        .orElseThrow(() -> new IllegalArgumentException("unknown parameter " + key));
  }

  private static Gate gateOf(String key) {
    return Gate.byKey(key).orElseThrow(() -> new IllegalArgumentException("unknown gate " + key));
  }

  /**
   * An effect being written; every call but {@code because}, {@code once} and {@code atMost} emits
   * one.
   */
  public final class Draft {
    private final List<Fact> facts;
    private double strength;
    private String because = "";
    private boolean once;

    private Draft(List<Fact> facts) {
      this.facts = facts;
      strength = facts.stream().mapToDouble(Fact::getEvidenceQuality).min().orElse(1);
    }

    /** Why, with values in the manner of {@link String#format}. */
    @FormatMethod
    public Draft because(@FormatString String text, Object... values) {
      because = String.format(Locale.ROOT, text, values);
      return this;
    }

    /** Of several emissions of this rule with the same effect, only the strongest counts. */
    public Draft once() {
      once = true;
      return this;
    }

    /** Holds the strength at or below {@code limit}. */
    public Draft atMost(double limit) {
      strength = Math.min(strength, limit);
      return this;
    }

    /** Multiplies a parameter. */
    public Draft scale(String key, double multiplier) {
      return scale(key, multiplier, 1);
    }

    /** Multiplies a parameter, and its spread. */
    public Draft scale(String key, double multiplier, double spread) {
      if (!(multiplier > 0) || !(spread >= 0)) {
        throw new IllegalArgumentException(
            "scale needs a multiplier above 0 and a spread of at least 0, got "
                + multiplier
                + ", "
                + spread);
      }
      return emit(new Effect.Scale(parameter(key), multiplier, spread));
    }

    /** Multiplies the spread of a parameter. */
    public Draft narrow(String key, double spread) {
      return scale(key, 1, spread);
    }

    /** Adds to a parameter, in its unit. */
    public Draft shift(String key, double amount) {
      return emit(new Effect.Shift(parameter(key), amount));
    }

    /** Moves a date parameter by so many quarters. */
    public Draft shiftQuarters(String key, double quarters) {
      return shift(key, quarters * ModelConstants.QUARTER_YEARS);
    }

    /** Holds a parameter below a limit. */
    public Draft cap(String key, double limit) {
      return emit(new Effect.Cap(parameter(key), limit));
    }

    /** Takes a value over, as far as the evidence is good. */
    public Draft adopt(String key, double value) {
      return adopt(key, value, 1, 1);
    }

    /** Takes a share of a value over, geometrically, and multiplies the spread. */
    public Draft adopt(String key, double value, double share, double spread) {
      return emit(new Effect.Adoption(parameter(key), value, share, spread));
    }

    /** Updates a rate by events over an exposure, given a Gamma prior. */
    public Draft counts(
        String key, double priorEvents, double priorExposure, double events, double exposure) {
      return emit(new Effect.Counts(parameter(key), priorEvents, priorExposure, events, exposure));
    }

    /** Updates a probability of failure by successes in trials, given a Beta prior of success. */
    public Draft failures(
        String key, double priorSuccesses, double priorFailures, double successes, double trials) {
      return emit(
          new Effect.Trials(
              parameter(key), priorSuccesses, priorFailures, successes, trials, true));
    }

    /** Updates a share by successes in trials, the parameter's own distribution being the prior. */
    public Draft trials(String key, double successes, double trials) {
      return emit(new Effect.OwnTrials(parameter(key), successes, trials));
    }

    /** Updates a parameter by an observation with log-normal error of this variance. */
    public Draft observe(String key, double value, double variance) {
      return emit(new Effect.Observation(parameter(key), value, variance));
    }

    /** Sets the probability of a gate. */
    public Draft gate(String key, double probability) {
      return emit(new Effect.GateSet(gateOf(key), probability));
    }

    /** Multiplies the probability of a gate. */
    public Draft gateScale(String key, double multiplier) {
      return emit(new Effect.GateScale(gateOf(key), multiplier));
    }

    /** Closes a share of the gap between the probability of a gate and 1. */
    public Draft gateGap(String key, double share) {
      return emit(new Effect.GateGap(gateOf(key), share));
    }

    /** Multiplies the weights of the packs by these likelihoods. */
    public Draft bayes(double sceptic, double house, double company) {
      return emit(
          new Effect.BayesFactor(
              Map.of(Pack.SCEPTIC, sceptic, Pack.HOUSE, house, Pack.COMPANY, company)));
    }

    /**
     * Multiplies the weights of the packs by their own prior probability that the gate is passed.
     */
    public Draft bayesPassed(String key) {
      return emit(new Effect.GateLikelihood(gateOf(key), true));
    }

    /**
     * Multiplies the weights of the packs by their own prior probability that the gate is failed.
     */
    public Draft bayesFailed(String key) {
      return emit(new Effect.GateLikelihood(gateOf(key), false));
    }

    /**
     * Multiplies the weights of the packs by their own probability of this much capacity by the day
     * of the fact.
     */
    public Draft bayesCapacity(double capacityKw) {
      return emit(new Effect.CapacityLikelihood(capacityKw, day()));
    }

    /** Starts satellite learning from at least this much capacity on the day of the fact. */
    public Draft launched(double capacityKw) {
      return emit(new Effect.Launched(day(), capacityKw));
    }

    /** Authorises no satellite for so many quarters from the day of the fact. */
    public Draft freeze(int quarters) {
      return emit(new Effect.Freeze(day(), quarters));
    }

    /**
     * Shrinks the licence to what was launched when fewer satellites were launched in so many years
     * from the fact.
     */
    public Draft deadline(int years, double satellites) {
      return emit(new Effect.Deadline(day().plusYears(years), satellites));
    }

    /** Multiplies the strength of every other effect that rests on these facts. */
    public Draft discount(double factor) {
      if (!(factor >= 0 && factor <= 1)) {
        throw new IllegalArgumentException("discount needs a factor in [0, 1], got " + factor);
      }
      return emit(new Effect.Discount(factor));
    }

    /** Writes a line in the trace and changes nothing. */
    public Draft note() {
      return emit(new Effect.Note());
    }

    private LocalDate day() {
      return facts.stream().map(Fact::getOccurredOn).max(LocalDate::compareTo).orElseThrow();
    }

    private List<String> ids() {
      return facts.stream().map(Fact::getId).toList();
    }

    private Draft emit(Effect effect) {
      emissions.add(new Emission(rule, source, ids(), strength, because, once, effect));
      return this;
    }
  }
}
