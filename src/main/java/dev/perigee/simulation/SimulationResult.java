package dev.perigee.simulation;

import java.util.List;
import java.util.Map;

/**
 * Statistics of the mixture. Money in real 2026 USD.
 *
 * @param horizon quarters covered
 * @param paths of each pack that were run
 * @param seed of the draws
 * @param sampling how the points were chosen
 * @param stop why the run ended
 * @param weights of the packs
 * @param enterpriseValue of the programme over the mixture
 * @param bands its band means
 * @param packValues mean value of the programme by pack
 * @param series by metric and quarter, for the metrics that have a fan
 * @param probabilities by event and quarter: share of the mixture in that state at the end of the
 *     quarter
 * @param binding by quarter: share of the mixture that each constraint binds, by {@link
 *     Constraint#key()}, and {@link #NOT_PRODUCING}
 * @param neverProduces probability of no production in the horizon
 * @param effectiveLifeYears mean capacity-equivalent years of a cohort
 * @param belowPhysicsFloor share of draws with a lower specific mass than {@link
 *     ThermalPhysics#SPECIFIC_MASS_FLOOR}; such draws are reported, not rejected
 */
public record SimulationResult(
    Horizon horizon,
    int paths,
    long seed,
    Sampling sampling,
    Stop stop,
    Map<Pack, Double> weights,
    Summary enterpriseValue,
    Bands bands,
    Map<Pack, Estimate> packValues,
    Map<Metric, List<Summary>> series,
    Map<Event, List<Estimate>> probabilities,
    List<Map<String, Double>> binding,
    Estimate neverProduces,
    Estimate effectiveLifeYears,
    Estimate belowPhysicsFloor) {

  /** Key in {@link #binding} of the share that does not produce. */
  public static final String NOT_PRODUCING = "notProducing";
}
