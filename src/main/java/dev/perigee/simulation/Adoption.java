package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.DEMAND_GW;
import static dev.perigee.simulation.ModelConstants.DEMAND_YEARS;

/** Demand and its diffusion (equations 12 and 15). */
public final class Adoption {
  private Adoption() {}

  /**
   * AI load of the world in GW at a decimal year: log-interpolated between its knots, constant
   * beyond them.
   */
  public static double demandGw(double time) {
    int last = DEMAND_YEARS.size() - 1;
    if (time <= DEMAND_YEARS.getFirst()) {
      return DEMAND_GW.getFirst();
    }
    if (time >= DEMAND_YEARS.get(last)) {
      return DEMAND_GW.get(last);
    }
    int i = 0;
    while (time > DEMAND_YEARS.get(i + 1)) {
      i++;
    }
    double low = PortableMath.log(DEMAND_GW.get(i));
    double high = PortableMath.log(DEMAND_GW.get(i + 1));
    double share = (time - DEMAND_YEARS.get(i)) / (DEMAND_YEARS.get(i + 1) - DEMAND_YEARS.get(i));
    return PortableMath.exp(low + share * (high - low));
  }

  /** Share of a market that has adopted {@code years} after its start (Bass 1969). */
  public static double bassShare(double innovation, double imitation, double years) {
    double decay = PortableMath.exp(-(innovation + imitation) * years);
    return (1 - decay) / (1 + imitation / innovation * decay);
  }

  /** Years until adoption is fastest (Bass 1969). */
  public static double bassPeakYears(double innovation, double imitation) {
    return PortableMath.log(imitation / innovation) / (innovation + imitation);
  }

  /**
   * Share of what is still to come that adopts in a year, given the share that has adopted (Bass
   * 1969).
   */
  public static double bassHazard(double innovation, double imitation, double adopted) {
    return innovation + imitation * adopted;
  }
}
