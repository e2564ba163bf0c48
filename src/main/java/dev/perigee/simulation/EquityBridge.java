package dev.perigee.simulation;

import java.util.Map;

/**
 * From the value of the orbital programme to a share of the company, and from a market value back
 * to what it implies of the programme (equation 19). All in USD; shares as a count.
 *
 * @param connectivityUsd enterprise value of the connectivity business
 * @param launchUsd enterprise value of launch and government business
 * @param groundAiUsd enterprise value of AI on the ground
 * @param debtUsd debt
 * @param cashUsd cash
 * @param dilutedShares diluted shares, above 0
 * @param marketEnterpriseValueUsd enterprise value at which the company trades
 */
public record EquityBridge(
    double connectivityUsd,
    double launchUsd,
    double groundAiUsd,
    double debtUsd,
    double cashUsd,
    double dilutedShares,
    double marketEnterpriseValueUsd) {

  public EquityBridge {
    if (!(dilutedShares > 0)) {
      throw new IllegalArgumentException("dilutedShares must be above 0, got " + dilutedShares);
    }
  }

  /** Enterprise value of the businesses that are not the orbital programme. */
  public double baseBusinessesUsd() {
    return connectivityUsd + launchUsd + groundAiUsd;
  }

  /** Equity of the company with a programme of this value. */
  public double equityUsd(double orbitalUsd) {
    return baseBusinessesUsd() + orbitalUsd - debtUsd + cashUsd;
  }

  /**
   * What the market pays for the orbital programme: its enterprise value less the base businesses.
   */
  public double impliedOrbitalUsd() {
    return marketEnterpriseValueUsd - baseBusinessesUsd();
  }

  /**
   * The weight on the company pack that would make the mixture worth {@link #impliedOrbitalUsd()},
   * the other packs keeping their proportions.
   *
   * @param packValues mean value of the programme by pack
   * @param weights of the packs; when sceptic and house have none, they count alike
   */
  public ImpliedCredence impliedCredence(
      Map<Pack, Estimate> packValues, Map<Pack, Double> weights) {
    Estimate company = packValues.get(Pack.COMPANY);
    double scepticShare = scepticShare(weights);
    Estimate scepticValue = packValues.get(Pack.SCEPTIC);
    Estimate houseValue = packValues.get(Pack.HOUSE);
    double others = others(packValues, weights);
    double othersVariance =
        square(scepticShare * scepticValue.standardError())
            + square((1 - scepticShare) * houseValue.standardError());
    double span = company.value() - others;
    double option = impliedOrbitalUsd();
    if (span <= 0) {
      return new ImpliedCredence.NotInformative(others, company.value());
    }
    double weight = (option - others) / span;
    double error =
        Math.sqrt(
            square(weight * company.standardError() / span)
                + square((1 - weight) / span) * othersVariance);
    if (weight > 1) {
      return new ImpliedCredence.BeyondCompanyCase(option - company.value());
    }
    if (weight < 0) {
      return new ImpliedCredence.BelowOtherCases(others - option);
    }
    return new ImpliedCredence.Weight(new Estimate(weight, error));
  }

  /**
   * The weight of {@link #impliedCredence} without regard to whether it is one: below 0 or above 1
   * where no weight explains the price. For the scatter of weights between samples, which would be
   * cut off at 0 and 1.
   *
   * @param packValues mean value of the programme by pack
   * @param weights of the packs; when sceptic and house have none, they count alike
   * @return not finite, or of no meaning, when the company case is worth no more than the others
   */
  public double extrapolatedCredence(Map<Pack, Estimate> packValues, Map<Pack, Double> weights) {
    double others = others(packValues, weights);
    return (impliedOrbitalUsd() - others) / (packValues.get(Pack.COMPANY).value() - others);
  }

  /** Value of the mixture without the company pack. */
  private static double others(Map<Pack, Estimate> packValues, Map<Pack, Double> weights) {
    double scepticShare = scepticShare(weights);
    return scepticShare * packValues.get(Pack.SCEPTIC).value()
        + (1 - scepticShare) * packValues.get(Pack.HOUSE).value();
  }

  private static double scepticShare(Map<Pack, Double> weights) {
    double sceptic = weights.get(Pack.SCEPTIC);
    double house = weights.get(Pack.HOUSE);
    return sceptic + house > 0 ? sceptic / (sceptic + house) : 0.5;
  }

  private static double square(double x) {
    return x * x;
  }
}
