package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equation 19, with the pack values of V36 and V37 and the prices of its example. */
class EquityBridgeTest {
  private static final Map<Pack, Estimate> VALUES =
      Map.of(
          Pack.SCEPTIC, new Estimate(-0.926e9, 0.008e9),
          Pack.HOUSE, new Estimate(-0.93e9, 0.05e9),
          Pack.COMPANY, new Estimate(670.1e9, 2.7e9));
  private static final Map<Pack, Double> WEIGHTS =
      Map.of(Pack.SCEPTIC, 0.35, Pack.HOUSE, 0.50, Pack.COMPANY, 0.15);

  private static EquityBridge at(double marketValue) {
    return new EquityBridge(360e9, 60e9, 250e9, 20e9, 95e9, 13.11e9, marketValue);
  }

  @Test
  void theBaseBusinessesAddUp() {
    assertEquals(670e9, at(1.25e12).baseBusinessesUsd());
  }

  @Test
  void equityIsEnterpriseValueLessDebtPlusCash() {
    assertEquals(670e9 + 100e9 - 20e9 + 95e9, at(1.25e12).equityUsd(100e9));
  }

  @Test
  void theMarketImpliesWhatTheBaseBusinessesDoNotExplain() {
    assertEquals(580e9, at(1.25e12).impliedOrbitalUsd());
    assertEquals(1.1e12, at(1.77e12).impliedOrbitalUsd());
  }

  @Test
  void theFebruaryPriceNeedsMostWeightOnTheCompany() {
    Estimate weight = weight(at(1.25e12), VALUES, WEIGHTS);

    assertEquals(0.86573, weight.value(), 0.000005); // (580 + .9284) / (670.1 + .9284)
  }

  @Test
  void theImpliedWeightReproducesThePrice() {
    double weight = weight(at(1.25e12), VALUES, WEIGHTS).value();
    double others = (0.35 * -0.926e9 + 0.50 * -0.93e9) / 0.85;

    assertEquals(580e9, weight * 670.1e9 + (1 - weight) * others, 1);
  }

  @Test
  void theExtrapolatedWeightGoesOnBeyondOneAndBelowNought() {
    assertEquals(
        weight(at(1.25e12), VALUES, WEIGHTS).value(),
        at(1.25e12).extrapolatedCredence(VALUES, WEIGHTS));
    double others = (0.35 * -0.926e9 + 0.50 * -0.93e9) / 0.85;
    double step = 100e9 / (670.1e9 - others);
    assertEquals(
        at(1.25e12).extrapolatedCredence(VALUES, WEIGHTS) + 2 * step,
        at(1.45e12).extrapolatedCredence(VALUES, WEIGHTS),
        1e-12);
    assertEquals(
        (-70e9 - others) / (670.1e9 - others),
        at(0.6e12).extrapolatedCredence(VALUES, WEIGHTS),
        1e-12);
  }

  /** First order in the errors of the three pack values, which are independent. */
  @Test
  void theErrorOfTheWeightFollowsFromThoseOfThePacks() {
    double step = 1e6;
    double variance = 0;
    for (Pack pack : Pack.values()) {
      Estimate value = VALUES.get(pack);
      Map<Pack, Estimate> moved = new java.util.EnumMap<>(VALUES);
      moved.put(pack, new Estimate(value.value() + step, value.standardError()));
      double slope =
          (weight(at(1.25e12), moved, WEIGHTS).value()
                  - weight(at(1.25e12), VALUES, WEIGHTS).value())
              / step;
      variance += slope * slope * value.standardError() * value.standardError();
    }

    double error = weight(at(1.25e12), VALUES, WEIGHTS).standardError();

    assertEquals(Math.sqrt(variance), error, 1e-4 * error);
  }

  @Test
  void aPriceBeyondTheCompanyCaseIsNoProbability() {
    ImpliedCredence implied = at(1.77e12).impliedCredence(VALUES, WEIGHTS);

    ImpliedCredence.BeyondCompanyCase beyond =
        assertInstanceOf(ImpliedCredence.BeyondCompanyCase.class, implied);
    assertEquals(1.1e12 - 670.1e9, beyond.excessUsd(), 1);
  }

  @Test
  void aPriceBelowTheOtherCasesIsNoProbability() {
    ImpliedCredence implied = at(600e9).impliedCredence(VALUES, WEIGHTS);

    ImpliedCredence.BelowOtherCases below =
        assertInstanceOf(ImpliedCredence.BelowOtherCases.class, implied);
    assertEquals(70e9 - (0.35 * 0.926e9 + 0.50 * 0.93e9) / 0.85, below.shortfallUsd(), 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5e9, 4e9})
  void aCompanyCaseWorthNoMoreThanTheOthersExplainsNoPrice(double companyValue) {
    Map<Pack, Estimate> values =
        Map.of(
            Pack.SCEPTIC, new Estimate(5e9, 1),
            Pack.HOUSE, new Estimate(5e9, 1),
            Pack.COMPANY, new Estimate(companyValue, 1));

    assertEquals(
        new ImpliedCredence.NotInformative(5e9, companyValue),
        at(1.25e12).impliedCredence(values, WEIGHTS));
  }

  @Test
  void theOthersCountAlikeWhenTheyHaveNoWeight() {
    Map<Pack, Estimate> values =
        Map.of(
            Pack.SCEPTIC, new Estimate(0, 0),
            Pack.HOUSE, new Estimate(100e9, 0),
            Pack.COMPANY, new Estimate(1050e9, 0));
    Map<Pack, Double> onlyCompany = Map.of(Pack.SCEPTIC, 0.0, Pack.HOUSE, 0.0, Pack.COMPANY, 1.0);

    assertEquals(0.53, weight(at(1.25e12), values, onlyCompany).value(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aCompanyWithoutSharesIsRefused(double shares) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new EquityBridge(1, 1, 1, 1, 1, shares, 1));

    assertEquals("dilutedShares must be above 0, got " + shares, refusal.getMessage());
  }

  private static Estimate weight(
      EquityBridge bridge, Map<Pack, Estimate> values, Map<Pack, Double> weights) {
    return assertInstanceOf(ImpliedCredence.Weight.class, bridge.impliedCredence(values, weights))
        .companyWeight();
  }
}
