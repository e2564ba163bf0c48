package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of a deterministic run: a single path. */
@Schema(description = "The single path of the central values with the assumptions put over them.")
public record DeterministicRun(
    @Schema(
            description = "Name of the run; equal inputs have the same.",
            examples = "8a7b6c5d4e3f2a1b0c9d8e7f3f9c2d1e")
        String id,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Name of the scenario, when it has one.", examples = "bull")
        String scenario,
    @Schema(description = "How it was run.", examples = "deterministic") Mode mode,
    @Schema(description = "Where it comes from.") Provenance provenance,
    @Schema(
            description = "Value of the programme: present value and terminal value, USD.",
            examples = "-8017072717.3")
        double enterpriseValueUsd,
    @Schema(description = "Discounted cash flow of the horizon, USD.", examples = "-8017072717.3")
        double presentValueUsd,
    @Schema(description = "Discounted value after the horizon, USD.", examples = "0")
        double terminalValueUsd,
    @Schema(description = "Capacity-equivalent years of a cohort, yr.", examples = "3.7946")
        double effectiveLifeYears,
    @Schema(description = "What the cost ratio includes.", examples = StochasticRun.BOUNDARY)
        String costRatioBoundary,
    @Schema(description = "Every quarter of the horizon.") List<Quarter> quarters) {

  /** One quarter of a path. */
  @Schema(description = "One quarter of a path.")
  public record Quarter(
      @Schema(description = "The quarter.", examples = "2026Q1") String quarter,
      @Schema(description = "Heavy-lift flights in the quarter.", examples = "1.25")
          double launchFlights,
      @Schema(description = "Mass delivered to orbit in the quarter, t.", examples = "31.25")
          double launchMassT,
      @Schema(description = "Launch cost, USD/kg.", examples = "1500") double launchCostUsdPerKg,
      @Schema(description = "Launched mass per kW of compute load, kg/kW.", examples = "25")
          double specificMassKgPerKw,
      @Schema(
              description = "Capital cost of a commissioned kW in orbit, USD/kW.",
              examples = "111472.4")
          double capexUsdPerKw,
      @Schema(
              description = "Cost of a delivered kW in orbit for a year, USD/kW-yr.",
              examples = "41803.5")
          double orbitalCostUsdPerKwYear,
      @Schema(
              description = "Cost of a kW on the ground for a year, USD/kW-yr.",
              examples = "8500.6")
          double terrestrialCostUsdPerKwYear,
      @Schema(description = "Orbital over terrestrial cost.", examples = "4.918") double costRatio,
      @Schema(description = "Compute capacity on orbit, kW.", examples = "0") double capacityKw,
      @Schema(
              description = "Capacity after silent corruption and availability, kW.",
              examples = "0")
          double deliveredCapacityKw,
      @Schema(description = "Capacity launched in the quarter, kW.", examples = "0")
          double addedCapacityKw,
      @Schema(description = "Dense BF16 compute delivered, PFLOP/s.", examples = "0")
          double computePflops,
      @Schema(description = "Orbital cost of an effective PFLOP-hour, USD.", examples = "8.52")
          double costUsdPerPflopHour,
      @Schema(description = "Revenue in the quarter, USD.", examples = "0") double revenueUsd,
      @Schema(
              description = "Earnings before interest, tax and depreciation in the quarter, USD.",
              examples = "-2.5e8")
          double ebitdaUsd,
      @Schema(description = "Capital spent in the quarter, USD.", examples = "0") double capexUsd,
      @Schema(
              description = "Cash flow after tax and investment in the quarter, USD.",
              examples = "-2.5e8")
          double freeCashFlowUsd,
      @Schema(
              description = "What limits the capacity added; `launch` before first production.",
              enumeration = {"launch", "factory", "demand", "capital", "regulatory", "bandwidth"},
              examples = "launch")
          String bindingConstraint) {}

  static DeterministicRun of(String id, String scenario, Provenance provenance, Trajectory path) {
    List<Quarter> quarters = new ArrayList<>();
    for (int q = 0; q < path.horizon().quarters(); q++) {
      quarters.add(
          new Quarter(
              path.horizon().label(q),
              path.at(Metric.LAUNCH_FLIGHTS, q),
              path.at(Metric.LAUNCH_MASS, q),
              path.at(Metric.LAUNCH_COST, q),
              path.at(Metric.SPECIFIC_MASS, q),
              path.at(Metric.CAPEX_PER_KW, q),
              path.at(Metric.ORBITAL_COST, q),
              path.at(Metric.TERRESTRIAL_COST, q),
              path.at(Metric.COST_RATIO, q),
              path.at(Metric.CAPACITY, q),
              path.at(Metric.DELIVERED_CAPACITY, q),
              path.at(Metric.ADDED_CAPACITY, q),
              path.at(Metric.COMPUTE, q),
              path.at(Metric.COST_PER_PFLOP_HOUR, q),
              path.at(Metric.REVENUE, q),
              path.at(Metric.EBITDA, q),
              path.at(Metric.CAPEX, q),
              path.at(Metric.FREE_CASH_FLOW, q),
              path.binding().get(q).key()));
    }
    return new DeterministicRun(
        id,
        scenario,
        Mode.DETERMINISTIC,
        provenance,
        path.enterpriseValueUsd(),
        path.presentValueUsd(),
        path.terminalValueUsd(),
        path.effectiveLifeYears(),
        StochasticRun.BOUNDARY,
        quarters);
  }

  DeterministicRun with(Provenance other) {
    return new DeterministicRun(
        id,
        scenario,
        mode,
        other,
        enterpriseValueUsd,
        presentValueUsd,
        terminalValueUsd,
        effectiveLifeYears,
        costRatioBoundary,
        quarters);
  }
}
