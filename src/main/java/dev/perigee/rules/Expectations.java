package dev.perigee.rules;

import dev.perigee.milestones.FactType;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.Trajectory;
import dev.perigee.simulation.UnitCost;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;

/**
 * What the central case of the model expects at a day, for rules that compare a measurement with
 * it.
 */
public final class Expectations {
  private static final double DAYS_PER_YEAR = 365.25;

  private final Trajectory central = Simulation.trajectory(Map.of(), Horizon.DEFAULT);
  private final double[] centralValues =
      Arrays.stream(Parameter.values()).mapToDouble(Parameter::central).toArray();

  /** Decimal year of a day. */
  public static double decimalYear(LocalDate day) {
    return day.getYear() + (day.getDayOfYear() - 1) / DAYS_PER_YEAR;
  }

  /**
   * Expected value of a fact of this type; not a number for types that the model expects nothing
   * of.
   */
  double of(FactType type, LocalDate day) {
    return switch (type) {
      case COST_PER_FLOP -> at(Metric.COST_PER_PFLOP_HOUR, day);
      case FACTORY_RATE -> factoryRate(day);
      default -> Double.NaN;
    };
  }

  /** Cost of a kW-year on the ground in USD. */
  double terrestrialCost(LocalDate day) {
    return UnitCost.terrestrial(centralValues, decimalYear(day), Horizon.DEFAULT.startYear());
  }

  private double at(Metric metric, LocalDate day) {
    Horizon horizon = central.horizon();
    int quarter = horizon.quarterAt(decimalYear(day));
    return central.at(metric, Math.clamp(quarter, 0, horizon.quarters() - 1));
  }

  private static double factoryRate(LocalDate day) {
    double years = Math.max(0, decimalYear(day) - Parameter.DEPLOYMENT_START.central());
    return Math.min(
        Parameter.FACTORY_RATE_CEILING.central(),
        Parameter.FACTORY_RATE_INITIAL.central()
            * StrictMath.pow(1 + Parameter.FACTORY_RATE_GROWTH.central(), years));
  }
}
