package dev.perigee.rules;

import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Parameter;

/**
 * The state of one parameter of one pack while effects are applied. Data of one kind accumulate, so
 * that their order does not matter; the prior they update is the one before any data.
 */
final class ParameterUpdate {
  private final Parameter parameter;
  private final Marginal prior;
  private Marginal current;

  private double events;
  private double exposure;
  private double successes;
  private double trials;
  private double precision;
  private double weightedLogs;
  private double adopted;
  private double adoptedValues;
  private double adoptedLogs;
  private double adoptionSpread = 1;
  private double product = 1;
  private double scale = 1;

  ParameterUpdate(Parameter parameter, Marginal prior) {
    this.parameter = parameter;
    this.prior = prior;
    current = prior;
  }

  Marginal marginal() {
    return current;
  }

  double median() {
    return current.median(parameter);
  }

  /**
   * Applies an effect with strength {@code w}; true when the product of scales was held within its
   * limits.
   */
  boolean apply(Effect.OnParameter effect, double w) {
    switch (effect) {
      case Effect.Counts data -> {
        events += w * data.events();
        exposure += w * data.exposure();
        become((data.priorEvents() + events) / (data.priorExposure() + exposure));
      }
      case Effect.Trials data -> {
        successes += w * data.successes();
        trials += w * data.trials();
        double mean =
            (data.priorSuccesses() + successes)
                / (data.priorSuccesses() + data.priorFailures() + trials);
        become(data.complement() ? 1 - mean : mean);
      }
      case Effect.OwnTrials data -> ownTrials(data, w);
      case Effect.Observation data -> observation(data, w);
      case Effect.Adoption data -> adoption(data, w);
      case Effect.Scale change -> {
        return scale(change, w);
      }
      case Effect.Shift change -> current = current.shifted(w * change.amount());
      case Effect.Cap change -> current = current.capped(change.limit(), w);
    }
    return false;
  }

  private void become(double value) {
    current = Marginal.fixed(value);
  }

  /**
   * A Beta prior with the median as mean and half the distance of the 16th and 84th percentile as
   * standard deviation.
   */
  private void ownTrials(Effect.OwnTrials data, double w) {
    successes += w * data.successes();
    trials += w * data.trials();
    double mean = prior.median(parameter);
    double sd = (prior.quantile(parameter, 0.8413) - prior.quantile(parameter, 0.1587)) / 2;
    if (sd <= 0 || mean <= 0 || mean >= 1) {
      return;
    }
    double prior0 = Math.max(1, mean * (1 - mean) / (sd * sd) - 1);
    double total = prior0 + trials;
    double posterior = (prior0 * mean + successes) / total;
    double posteriorSd = Math.sqrt(posterior * (1 - posterior) / (total + 1));
    moveTo(posterior, Math.min(1, posteriorSd / sd));
  }

  private void observation(Effect.Observation data, double w) {
    precision += w / data.variance();
    weightedLogs += w / data.variance() * StrictMath.log(data.value());
    double sigma = prior.distribution().logSpread();
    if (sigma == 0) {
      return;
    }
    double ownPrecision = 1 / (sigma * sigma);
    double posterior =
        (ownPrecision * StrictMath.log(prior.median(parameter)) + weightedLogs)
            / (ownPrecision + precision);
    moveTo(StrictMath.exp(posterior), Math.sqrt(ownPrecision / (ownPrecision + precision)));
  }

  private void adoption(Effect.Adoption data, double w) {
    adopted += w * data.share();
    adoptedValues += w * data.share() * data.value();
    adoptedLogs += w * data.share() * StrictMath.log(data.value());
    adoptionSpread *= 1 - w * (1 - data.spread());
    double own = Math.max(0, 1 - adopted);
    double median = prior.median(parameter);
    if (Double.isFinite(adoptedLogs) && median > 0) {
      double logMedian = (own * StrictMath.log(median) + adoptedLogs) / (own + adopted);
      moveTo(StrictMath.exp(logMedian), adoptionSpread);
    } else {
      become((own * median + adoptedValues) / (own + adopted));
    }
  }

  /** The prior with its spread multiplied, then scaled so that its median is {@code median}. */
  private void moveTo(double median, double spread) {
    Distribution narrowed = prior.distribution().narrowed(spread);
    Marginal centred = prior.with(narrowed);
    current = centred.scaled(median / centred.median(parameter));
  }

  private boolean scale(Effect.Scale change, double w) {
    product *= StrictMath.pow(change.multiplier(), w);
    double held = OutlookBuilder.held(product);
    Distribution narrowed = current.distribution().narrowed(1 - w * (1 - change.spread()));
    current = current.with(narrowed).scaled(held / scale);
    scale = held;
    return held != product;
  }
}
