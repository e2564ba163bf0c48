package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.simulation.Constraint;
import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Estimate;
import dev.perigee.simulation.Event;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Metric;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.Summary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of a run of the mixture. */
@Schema(description = "Statistics of the mixture of the packs.")
public record StochasticRun(
    @Schema(
            description = "Name of the run; equal inputs have the same.",
            examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Name of the scenario, when it has one.",
            examples = "flight 16 reaches orbit")
        String scenario,
    @Schema(description = "How it was run.", examples = "stochastic") Mode mode,
    @Schema(description = "Where it comes from.") Provenance provenance,
    @Schema(description = "Weights of the packs after all effects.") PackWeights packWeights,
    @Schema(description = "What the programme and the company are worth.") Valuation valuation,
    @Schema(description = "Probability that nothing is produced within the horizon.")
        Statistics.Mean neverProduces,
    @Schema(description = "Capacity-equivalent years of a cohort, mean over the mixture, yr.")
        Statistics.Mean effectiveLifeYears,
    @Schema(
            description =
                "Share of draws whose specific mass is below what physics asks; reported, not rejected.")
        Statistics.Mean belowPhysicsFloor,
    @Schema(description = "Capacity in the last quarter of each year.") List<CapacityYear> capacity,
    @Schema(description = "Orbital over terrestrial cost in the last quarter of each year.")
        List<CostRatioYear> costRatio,
    @Schema(description = "Probabilities of events at the end of each year.")
        List<Probability> probabilities,
    @Schema(
            description =
                "Share of the mixture that each constraint binds in the last quarter of each year; with notProducing they sum"
                    + " to 1.")
        List<BindingYear> bindingConstraints,
    @Schema(description = "What rules and hand did to the outlook.") List<AppliedEffect> effects) {

  /** What the two costs of a ratio include (model section 4, trap 2). */
  static final String BOUNDARY =
      "orbital: chips, platform, launch, insurance, operation; ground: chips, facility, power and operation, scarcity";

  /** Capacity at the end of a year. */
  @Schema(description = "Capacity in the last quarter of a year.")
  public record CapacityYear(
      @Schema(description = "Year.", examples = "2030") int year,
      @Schema(description = "Compute capacity on orbit, kW of compute load.") Statistics capacityKw,
      @Schema(description = "Dense BF16 compute delivered, PFLOP/s.") Statistics computePflops) {}

  /** Cost ratio at the end of a year. */
  @Schema(description = "Orbital over terrestrial cost of a kW-year in the last quarter of a year.")
  public record CostRatioYear(
      @Schema(description = "Year.", examples = "2035") int year,
      @Schema(description = "Mean.", examples = "2.4") double mean,
      @Schema(description = "Standard error of the mean.", examples = "0.006") double standardError,
      @Schema(description = "5th percentile.", examples = "0.45") double p5,
      @Schema(description = "10th percentile.", examples = "0.5") double p10,
      @Schema(description = "25th percentile.", examples = "1.1") double p25,
      @Schema(description = "Median.", examples = "1.8") double p50,
      @Schema(description = "75th percentile.", examples = "3.2") double p75,
      @Schema(description = "90th percentile.", examples = "5.1") double p90,
      @Schema(description = "95th percentile.", examples = "6.5") double p95,
      @Schema(description = "Standard errors of the percentiles.")
          Statistics.PercentileErrors percentileStandardErrors,
      @Schema(description = "Probability that orbit is cheaper.", examples = "0.22")
          double probabilityBelowOne,
      @Schema(description = "Standard error of that probability.", examples = "0.001")
          double probabilityStandardError,
      @Schema(description = "What the costs include.", examples = BOUNDARY) String boundary) {

    static CostRatioYear of(int year, Summary summary, Estimate parity) {
      Statistics s = Statistics.of(summary);
      return new CostRatioYear(
          year,
          s.mean(),
          s.standardError(),
          s.p5(),
          s.p10(),
          s.p25(),
          s.p50(),
          s.p75(),
          s.p90(),
          s.p95(),
          s.percentileStandardErrors(),
          parity.value(),
          parity.standardError(),
          BOUNDARY);
    }
  }

  /** Probability of an event. */
  @Schema(description = "Share of the mixture in a state at the end of a day.")
  public record Probability(
      @Schema(description = "The state.", examples = "capacityKw > 1000") String event,
      @Schema(description = "The day.", examples = "2035-12-31") LocalDate by,
      @Schema(description = "Probability.", examples = "0.35") double probability,
      @Schema(description = "Standard error.", examples = "0.003") double standardError) {}

  /** Binding constraints at the end of a year. */
  @Schema(
      description =
          "Share of the mixture that each constraint binds in the last quarter of a year.")
  public record BindingYear(
      @Schema(description = "Year.", examples = "2030") int year,
      @Schema(description = "Upmass.", examples = "0.09") double launch,
      @Schema(description = "Satellite production.", examples = "0.003") double factory,
      @Schema(description = "Demand.", examples = "0.08") double demand,
      @Schema(description = "Capital.", examples = "0.12") double capital,
      @Schema(description = "Satellites authorised.", examples = "0") double regulatory,
      @Schema(description = "Bandwidth to the ground.", examples = "0") double bandwidth,
      @Schema(description = "No production.", examples = "0.71") double notProducing) {

    static BindingYear of(int year, Map<String, Double> shares) {
      return new BindingYear(
          year,
          shares.get(Constraint.LAUNCH.key()),
          shares.get(Constraint.FACTORY.key()),
          shares.get(Constraint.DEMAND.key()),
          shares.get(Constraint.CAPITAL.key()),
          shares.get(Constraint.REGULATORY.key()),
          shares.get(Constraint.BANDWIDTH.key()),
          shares.get(SimulationResult.NOT_PRODUCING));
    }
  }

  /** The answer for a result; provenance is put in later. */
  static StochasticRun of(
      String id,
      String scenario,
      Provenance provenance,
      TracedOutlook outlook,
      SimulationResult result,
      EquityBridge bridge) {
    Horizon horizon = result.horizon();
    List<CapacityYear> capacity = new ArrayList<>();
    List<CostRatioYear> costRatio = new ArrayList<>();
    List<Probability> probabilities = new ArrayList<>();
    List<BindingYear> binding = new ArrayList<>();
    for (int i = 0; i < horizon.years(); i++) {
      int year = horizon.startYear() + i;
      int q = horizon.lastQuarterOf(year);
      capacity.add(
          new CapacityYear(
              year,
              Statistics.of(result.series().get(Metric.CAPACITY).get(q)),
              Statistics.of(result.series().get(Metric.COMPUTE).get(q))));
      costRatio.add(
          CostRatioYear.of(
              year,
              result.series().get(Metric.COST_RATIO).get(q),
              result.probabilities().get(Event.COST_PARITY).get(q)));
      binding.add(BindingYear.of(year, result.binding().get(q)));
    }
    for (Event event : Event.values()) {
      for (int i = 0; i < horizon.years(); i++) {
        int year = horizon.startYear() + i;
        Estimate estimate = result.probabilities().get(event).get(horizon.lastQuarterOf(year));
        probabilities.add(
            new Probability(
                event.expression(),
                LocalDate.of(year, 12, 31),
                estimate.value(),
                estimate.standardError()));
      }
    }
    return new StochasticRun(
        id,
        scenario,
        Mode.STOCHASTIC,
        provenance,
        PackWeights.of(result.weights()),
        Valuation.of(result, bridge),
        Statistics.Mean.of(result.neverProduces()),
        Statistics.Mean.of(result.effectiveLifeYears()),
        Statistics.Mean.of(result.belowPhysicsFloor()),
        capacity,
        costRatio,
        probabilities,
        binding,
        outlook.trace().stream()
            .filter(row -> !row.target().isEmpty())
            .map(AppliedEffect::of)
            .toList());
  }

  StochasticRun with(Provenance other) {
    return new StochasticRun(
        id,
        scenario,
        mode,
        other,
        packWeights,
        valuation,
        neverProduces,
        effectiveLifeYears,
        belowPhysicsFloor,
        capacity,
        costRatio,
        probabilities,
        bindingConstraints,
        effects);
  }
}
