package dev.perigee.simulation;

/**
 * What a market value says of the weight on the company's case; never a probability above 1 or
 * below 0.
 */
public sealed interface ImpliedCredence {
  /**
   * The market value is the mixture's at this weight.
   *
   * @param companyWeight in [0, 1]
   */
  record Weight(Estimate companyWeight) implements ImpliedCredence {}

  /**
   * The market pays more than the company case supports.
   *
   * @param excessUsd by how much
   */
  record BeyondCompanyCase(double excessUsd) implements ImpliedCredence {}

  /**
   * The market pays less than the programme is worth without any weight on the company case.
   *
   * @param shortfallUsd by how much
   */
  record BelowOtherCases(double shortfallUsd) implements ImpliedCredence {}

  /**
   * The company case is worth no more than the others, so that no weight explains a price.
   *
   * @param othersUsd value without the company case
   * @param companyUsd value of the company case
   */
  record NotInformative(double othersUsd, double companyUsd) implements ImpliedCredence {}
}
