package dev.perigee.simulation;

/** Survival of hardware on orbit (equations 7 and 8). */
public final class Reliability {
  /** Dose in rad that causes one silent data corruption in a chip, on average (S1). */
  public static final double RAD_PER_SILENT_CORRUPTION = 17;

  /**
   * Dose in rad to which accelerators were tested without a hard fault with margin (equation 8;
   * S1).
   */
  public static final double TOLERATED_DOSE_RAD = 2_000;

  private Reliability() {}

  /**
   * Decay rate per year of a cohort that loses these shares of satellites and accelerators in a
   * year.
   */
  public static double decayRate(double busLoss, double acceleratorLoss) {
    return -PortableMath.log((1 - busLoss) * (1 - acceleratorLoss));
  }

  /**
   * Capacity-equivalent years of service of a cohort: {@code (1-sdc)(1-exp(-kT))/k}.
   *
   * @param decay per year, at least 0
   * @param serviceYears economic life less commissioning delay
   * @param silentCorruption share of capacity lost
   */
  public static double effectiveLife(double decay, double serviceYears, double silentCorruption) {
    double served = serviceYears * PortableMath.meanDecay(decay * serviceYears);
    return (1 - silentCorruption) * served;
  }

  /** Silent data corruptions per chip and year at this yearly dose. */
  public static double silentCorruptionsPerYear(double doseRadPerYear) {
    return doseRadPerYear / RAD_PER_SILENT_CORRUPTION;
  }

  /** Share of time lost to recovering from silent corruption. */
  public static double recoveryLoss(double doseRadPerYear, double recoveryHours) {
    return silentCorruptionsPerYear(doseRadPerYear) * recoveryHours / ModelConstants.HOURS_PER_YEAR;
  }

  /**
   * Tolerated dose over the dose of a life; below 1 the hardware does not live through its economic
   * life.
   */
  public static double totalDoseMargin(double doseRadPerYear, double lifeYears) {
    return TOLERATED_DOSE_RAD / (doseRadPerYear * lifeYears);
  }
}
