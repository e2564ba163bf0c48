package dev.perigee.simulation;

/**
 * Heat, area and mass that physics asks of a satellite (equation 5). All electrical power becomes
 * heat, so radiator area is linear in power; only temperature enters with its fourth power (model
 * section 4, trap 1).
 */
public final class ThermalPhysics {
  /** Stefan-Boltzmann constant in W/m2/K4 (CODATA 2018). */
  public static final double STEFAN_BOLTZMANN = 5.670374419e-8;

  /** Sunlight above the atmosphere in W/m2 (S1). */
  public static final double SOLAR_CONSTANT = 1361;

  /** Radiator temperature of the check of drawn specific masses, in K (equation 5). */
  public static final double CHECK_TEMPERATURE_K = 370;

  /**
   * Least specific mass in kg/kW of a satellite whose radiators work at {@link
   * #CHECK_TEMPERATURE_K}, with two sides seen and a black surface, cells of 22 % at 90 % packing
   * in full sun and no battery. The masses per area and for the computers are judgements at the
   * light end of what has been proposed: 2.5 kg/m2 of radiator, 0.9 kg/m2 of solar array, 1.5 kg/kW
   * of stripped computers and 0.5 kg/kW of structure.
   */
  public static final double SPECIFIC_MASS_FLOOR =
      specificMass(
          radiatorPanelArea(1000, CHECK_TEMPERATURE_K, 0, 1, 2) * 2.5,
          solarArrayArea(1000, 0.22, 0.9, 1) * 0.9,
          0,
          1.5,
          0.5);

  private ThermalPhysics() {}

  /** Heat in W to be rejected: all electrical power, and what the environment adds. */
  public static double heat(
      double computePowerW, double powerUsageEffectiveness, double absorbedW) {
    return computePowerW * powerUsageEffectiveness + absorbedW;
  }

  /** Heat in W/m2 that one square metre of surface loses at {@code temperatureK} to a sink. */
  public static double radiatedFlux(double temperatureK, double sinkK, double emissivity) {
    return emissivity * STEFAN_BOLTZMANN * (fourthPower(temperatureK) - fourthPower(sinkK));
  }

  /** Area in m2 of a panel that radiates {@code heatW} from {@code sides} sides. */
  public static double radiatorPanelArea(
      double heatW, double temperatureK, double sinkK, double emissivity, int sides) {
    return heatW / (sides * radiatedFlux(temperatureK, sinkK, emissivity));
  }

  /**
   * Area in m2 of solar array that gives {@code powerW} in the sunlit share {@code sunlit} of the
   * orbit.
   */
  public static double solarArrayArea(
      double powerW, double efficiency, double packing, double sunlit) {
    return powerW / (SOLAR_CONSTANT * efficiency * packing * sunlit);
  }

  /** Power in W from an array of {@code areaM2}. */
  public static double solarPower(double areaM2, double efficiency, double packing) {
    return areaM2 * efficiency * SOLAR_CONSTANT * packing;
  }

  /** Specific mass in kg/kW as the sum of its parts, each in kg/kW. */
  public static double specificMass(
      double radiator, double solarArray, double battery, double computers, double structure) {
    return radiator + solarArray + battery + computers + structure;
  }

  /**
   * Temperature in K at which a flat panel that absorbs {@code absorbedW/m2} on both faces together
   * loses as much from {@code emissivitySum}, the sum of its faces' emissivities, to space at
   * {@code sinkK}.
   */
  public static double equilibriumTemperature(
      double absorbedWPerM2, double emissivitySum, double sinkK) {
    return Math.sqrt(
        Math.sqrt(absorbedWPerM2 / (emissivitySum * STEFAN_BOLTZMANN) + fourthPower(sinkK)));
  }

  private static double fourthPower(double x) {
    double square = x * x;
    return square * square;
  }
}
