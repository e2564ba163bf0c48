package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;
import static dev.perigee.simulation.PathBlock.LANES;

import java.util.Arrays;

/** Profit, tax, cash flow and value of a block of paths (equation 17). */
final class CashFlow {
  private final double[] time;
  private final double[] developmentStart = new double[LANES];
  private final double[] developmentEnd = new double[LANES];
  private final double[] development = new double[LANES];
  private final double[] sold = new double[LANES];
  private final double[] kept = new double[LANES];
  private final double[] opex = new double[LANES];
  private final double[] perLife = new double[LANES];
  private final double[] taxRate = new double[LANES];
  private final double[] rate = new double[LANES];
  private final double[] growth = new double[LANES];
  private final double[] returnOnCapital = new double[LANES];
  private final double[] terminalDiscount = new double[LANES];
  private final double[] discount = new double[LANES];
  private final double[] discountStep = new double[LANES];
  private final double[] losses = new double[LANES];
  private final double[] lastYear = new double[LANES];
  private final double[] spending = new double[LANES];

  /** Revenue in the quarter in USD. */
  final double[] revenue = new double[LANES];

  /** Earnings before interest, tax and depreciation in the quarter in USD. */
  final double[] ebitda = new double[LANES];

  /** Capital spent in the quarter in USD. */
  final double[] capex = new double[LANES];

  /** Cash flow after tax and investment in the quarter in USD. */
  final double[] free = new double[LANES];

  /** Discounted cash flow of the horizon in USD. */
  final double[] presentValue = new double[LANES];

  /** Discounted value after the horizon in USD. */
  final double[] terminalValue = new double[LANES];

  /**
   * @param time decimal year of each quarter
   */
  CashFlow(double[] time) {
    this.time = time;
  }

  void reset(OrderedPaths paths, Lanes math) {
    int n = paths.count();
    paths.load(DEPLOYMENT_START, developmentStart);
    paths.load(PROGRAMME_DEVELOPMENT_YEARS, developmentEnd);
    paths.load(PROGRAMME_DEVELOPMENT_COST, QUARTER_YEARS, development);
    paths.load(MARKET_UTILIZATION, QUARTER_YEARS, sold);
    paths.load(MARKET_ORBITAL_DISCOUNT, discount);
    paths.load(PROGRAMME_OVERHEAD, -1, kept);
    paths.load(ORBITAL_OPEX, QUARTER_YEARS, opex);
    paths.load(RELIABILITY_ECONOMIC_LIFE, perLife);
    paths.load(PROGRAMME_TAX_RATE, taxRate);
    paths.load(VALUATION_DISCOUNT_RATE, rate);
    paths.load(VALUATION_TERMINAL_GROWTH, growth);
    paths.load(VALUATION_TERMINAL_RETURN, returnOnCapital);
    for (int i = 0; i < n; i++) {
      developmentStart[i] -= ModelConstants.DEVELOPMENT_LEAD_YEARS;
      developmentEnd[i] += developmentStart[i];
      sold[i] *= discount[i];
      kept[i] += 1;
      perLife[i] = 1 / perLife[i];
      discount[i] = 1 + rate[i];
    }
    math.log2(discount, n);
    for (int i = 0; i < n; i++) {
      double perQuarter = -QUARTER_YEARS * discount[i];
      discountStep[i] = perQuarter;
      terminalDiscount[i] = time.length * perQuarter;
      discount[i] = perQuarter / 2;
    }
    math.exp2(discountStep, n);
    math.exp2(terminalDiscount, n);
    math.exp2(discount, n);
    Arrays.fill(losses, 0, n, 0);
    Arrays.fill(lastYear, 0, n, 0);
    Arrays.fill(revenue, 0, n, 0);
    Arrays.fill(ebitda, 0, n, 0);
    Arrays.fill(capex, 0, n, 0);
    Arrays.fill(presentValue, 0, n, 0);
    Arrays.fill(terminalValue, 0, n, 0);
  }

  /** Sets how much of the capacity in service is sold, by how it performs. */
  void sell(int n, double[] performing) {
    for (int i = 0; i < n; i++) {
      sold[i] *= performing[i];
    }
  }

  /** Pays for what the first {@code n} paths commission in the quarter. */
  void spend(int n, double[] commissionedKw, double[] capexPerKw) {
    for (int i = 0; i < n; i++) {
      capex[i] = capexPerKw[i] * commissionedKw[i];
    }
  }

  /** Computes quarter q, of which the first {@code producing} paths sell and invest. */
  void step(int q, int n, int producing, Fleet fleet, Deployment deployment) {
    for (int i = 0; i < n; i++) {
      spending[i] =
          time[q] >= developmentStart[i] && time[q] < developmentEnd[i] ? development[i] : 0;
    }
    earn(producing, fleet, deployment);
    tax(producing, fleet);
    for (int i = producing; i < n; i++) {
      ebitda[i] = 0 - spending[i];
      free[i] = ebitda[i];
      losses[i] += spending[i];
    }
    for (int i = 0; i < n; i++) {
      presentValue[i] += free[i] * discount[i];
    }
    for (int i = 0; i < n; i++) {
      discount[i] *= discountStep[i];
    }
    if (q >= time.length - ModelConstants.TERMINAL_QUARTERS) {
      for (int i = 0; i < n; i++) {
        lastYear[i] += ebitda[i];
      }
    }
  }

  private void earn(int n, Fleet fleet, Deployment deployment) {
    double[] worth = fleet.worthKw;
    double[] capacity = fleet.capacityKw;
    double[] price = deployment.price;
    for (int i = 0; i < n; i++) {
      revenue[i] = worth[i] * sold[i] * price[i];
    }
    for (int i = 0; i < n; i++) {
      ebitda[i] = revenue[i] * kept[i] - opex[i] * capacity[i] - spending[i];
    }
  }

  /** Tax with losses carried forward. */
  private void tax(int n, Fleet fleet) {
    double[] depreciable = fleet.depreciableUsd;
    for (int i = 0; i < n; i++) {
      double taxable = ebitda[i] - depreciable[i] * perLife[i] * QUARTER_YEARS;
      double profit = Math.max(taxable, 0);
      double used = Math.min(profit, losses[i]);
      losses[i] += Math.max(-taxable, 0) - used;
      free[i] = ebitda[i] - taxRate[i] * (profit - used) - capex[i];
    }
  }

  /**
   * Values what follows the horizon.
   *
   * @param n paths
   * @param ever those that produce at some time, the first ones
   */
  void close(int n, int ever, Fleet fleet) {
    double[] depreciable = fleet.depreciableUsd;
    for (int i = 0; i < ever; i++) {
      double profit = Math.max((lastYear[i] - depreciable[i] * perLife[i]) * (1 - taxRate[i]), 0);
      terminalValue[i] =
          Finance.valueDriver(profit, rate[i], growth[i], returnOnCapital[i]) * terminalDiscount[i];
    }
  }
}
