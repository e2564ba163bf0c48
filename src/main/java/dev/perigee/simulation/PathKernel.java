package dev.perigee.simulation;

import static dev.perigee.simulation.ModelConstants.QUARTER_YEARS;
import static dev.perigee.simulation.Parameter.*;
import static dev.perigee.simulation.PathBlock.LANES;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The quarterly recursion (model section 1.3, equations 1 to 17) of a block of paths at a time.
 * Powers of time are running products and sums over cohorts are sliding sums, so that a quarter
 * costs the same however many cohorts serve. Paths are ordered by their first quarter of
 * production; before it only launch, unit costs and development spending are computed. What is
 * computed of a path depends on its parameter vector and the conditions alone, not on the paths
 * beside it.
 *
 * <p>An instance is scratch memory for one thread: {@link #run} overwrites the former block's
 * results.
 */
final class PathKernel {
  private static final Set<Metric> NONE_BEFORE_PRODUCTION =
      EnumSet.of(
          Metric.CAPACITY,
          Metric.DELIVERED_CAPACITY,
          Metric.ADDED_CAPACITY,
          Metric.COMPUTE,
          Metric.REVENUE,
          Metric.CAPEX);

  private final int quarters;
  private final double[] time;
  private final double[] earlyRamp;
  private final double[] lateRamp;
  private final double[] demandKw;
  private final boolean[] frozen;
  private final double[] requiredSatellites;
  private final double[] observedKw;

  private final Lanes math;
  private final OrderedPaths paths;
  private final LaunchSystem launch = new LaunchSystem();
  private final CostModel cost = new CostModel();
  private final Deployment deployment;
  private final Fleet fleet;
  private final CashFlow cash;

  private final double[] launchedKw = new double[LANES];
  private final double[] commissioned = new double[LANES];
  private final double[] available = new double[LANES];
  private final double[] performing = new double[LANES];
  private final double[] efficiency = new double[LANES];
  private final double[] efficiencyStep = new double[LANES];
  private final double[] perPflopHour = new double[LANES];
  private final double[] perEfficiencyStep = new double[LANES];
  private final double[] good = new double[LANES];
  private final double[] delivered = new double[LANES];
  private final double[] compute = new double[LANES];
  private final double[] costPerPflopHour = new double[LANES];
  private final double[] decay = new double[LANES];
  private final double[] service = new double[LANES];

  /** Capacity-equivalent years of a cohort. */
  final double[] effectiveLife = new double[LANES];

  /** Values of the present quarter by metric and place. */
  private final double[][] metrics = new double[Metric.values().length][];

  PathKernel(Horizon horizon, PathConditions conditions) {
    this(horizon, conditions, Lanes.fastest(LANES));
  }

  PathKernel(Horizon horizon, PathConditions conditions, Lanes math) {
    this.math = math;
    quarters = horizon.quarters();
    time = new double[quarters];
    earlyRamp = new double[quarters];
    lateRamp = new double[quarters];
    demandKw = new double[quarters];
    for (int q = 0; q < quarters; q++) {
      time[q] = horizon.time(q);
      earlyRamp[q] = UnitCost.earlyScarcity(time[q]);
      lateRamp[q] = UnitCost.lateScarcity(time[q]);
      demandKw[q] = Adoption.demandGw(time[q]) * ModelConstants.KW_PER_GW;
    }
    frozen = new boolean[quarters];
    requiredSatellites = new double[quarters];
    observedKw = new double[quarters];
    place(horizon, conditions);
    paths = new OrderedPaths(horizon);
    deployment = new Deployment(time);
    fleet = new Fleet(quarters);
    cash = new CashFlow(time);
    nameMetrics();
  }

  private void place(Horizon horizon, PathConditions conditions) {
    for (PathConditions.AuthorisationFreeze freeze : conditions.freezes()) {
      for (int q = 0; q < quarters; q++) {
        frozen[q] |= time[q] >= freeze.from() && time[q] < freeze.until();
      }
    }
    for (PathConditions.DeploymentDeadline deadline : conditions.deadlines()) {
      int q = horizon.quarterAt(deadline.by());
      if (q >= 0 && q < quarters) {
        requiredSatellites[q] = Math.max(requiredSatellites[q], deadline.satellites());
      }
    }
    for (PathConditions.ObservedCapacity observation : conditions.observations()) {
      int q = Math.max(0, horizon.quarterAt(observation.at()));
      if (q < quarters) {
        observedKw[q] = Math.max(observedKw[q], observation.capacityKw());
      }
    }
  }

  private void nameMetrics() {
    name(Metric.LAUNCH_FLIGHTS, launch.flown);
    name(Metric.LAUNCH_MASS, launch.upmass);
    name(Metric.LAUNCH_COST, launch.cost);
    name(Metric.SPECIFIC_MASS, cost.specificMass);
    name(Metric.CAPEX_PER_KW, cost.capexPerKw);
    name(Metric.ORBITAL_COST, cost.orbital);
    name(Metric.TERRESTRIAL_COST, cost.terrestrial);
    name(Metric.COST_RATIO, cost.ratio);
    name(Metric.CAPACITY, fleet.capacityKw);
    name(Metric.DELIVERED_CAPACITY, delivered);
    name(Metric.ADDED_CAPACITY, deployment.addedKw);
    name(Metric.COMPUTE, compute);
    name(Metric.COST_PER_PFLOP_HOUR, costPerPflopHour);
    name(Metric.REVENUE, cash.revenue);
    name(Metric.EBITDA, cash.ebitda);
    name(Metric.CAPEX, cash.capex);
    name(Metric.FREE_CASH_FLOW, cash.free);
  }

  private void name(Metric metric, double[] values) {
    metrics[metric.ordinal()] = values;
  }

  /** Is shown every quarter of a block as soon as it is computed. */
  @FunctionalInterface
  interface Observer {
    /** Looks at no quarter. */
    Observer NONE = (q, kernel) -> {};

    /** Called once a quarter, in order. */
    void quarter(int q, PathKernel kernel);
  }

  /** Number of paths in the block. */
  int count() {
    return paths.count();
  }

  /** The lane of the block that stands at a place of the results. */
  int lane(int place) {
    return paths.lane(place);
  }

  /** First quarter of production at a place; the number of quarters where there is none. */
  int firstProduction(int place) {
    return paths.first(place);
  }

  /** Number of places, the first ones, that produce in quarter {@code q}. */
  int producing(int q) {
    return paths.producing(q);
  }

  /** Number of places, the first ones, beyond which a metric is 0 in quarter {@code q}. */
  int nonZero(Metric metric, int q) {
    return NONE_BEFORE_PRODUCTION.contains(metric) ? producing(q) : count();
  }

  /** Values of a metric in the present quarter, by place. */
  double[] of(Metric metric) {
    return metrics[metric.ordinal()];
  }

  /** Ordinal of the binding constraint in the present quarter, at a place that produces. */
  int binding(int place) {
    return deployment.binding[place];
  }

  /** Discounted cash flow of the horizon in USD, by place. */
  double[] presentValue() {
    return cash.presentValue;
  }

  /** Discounted value after the horizon in USD, by place. */
  double[] terminalValue() {
    return cash.terminalValue;
  }

  /** Enterprise value in USD at a place. */
  double enterpriseValue(int place) {
    return cash.presentValue[place] + cash.terminalValue[place];
  }

  /**
   * Runs the paths of a block.
   *
   * @param block values within the ranges of the catalogue, with the discount rate above terminal
   *     growth and the economic life above the commissioning delay; {@link
   *     Parameter#DEPLOYMENT_START} may be {@link ModelConstants#NEVER}
   */
  void run(PathBlock block, Observer observer) {
    paths.of(block);
    reset();
    int n = paths.count();
    int ever = paths.producing(quarters - 1);
    int launching = 0;
    boolean learnt = false;
    for (int q = 0; q < quarters; q++) {
      boolean first = q == 0;
      if (observedKw[q] > 0) {
        learnt = true;
        for (int i = 0; i < n; i++) {
          launchedKw[i] = Math.max(launchedKw[i], observedKw[q]);
        }
      }
      launch.step(first, n, math);
      cost.learn(learnt ? n : launching, launchedKw, math);
      cost.step(first, n, launch, earlyRamp[q], lateRamp[q]);
      price(n);
      if (requiredSatellites[q] > 0) {
        deployment.meetDeadline(ever, requiredSatellites[q], launchedKw);
      }
      int producing = paths.producing(q);
      fleet.age(q, launching);
      deploy(q, producing);
      cash.step(q, n, producing, fleet, deployment);
      observer.quarter(q, this);
      advance(ever, n);
      launching = producing;
    }
    cash.close(n, ever, fleet);
  }

  private void reset() {
    int n = paths.count();
    int ever = paths.producing(quarters - 1);
    Arrays.fill(launchedKw, 0, n, 0);
    resetReliability(n);
    launch.reset(paths, math);
    cost.reset(paths, effectiveLife, math);
    deployment.reset(paths, ever, service, math);
    fleet.reset(paths, ever, decay, math);
    cash.reset(paths, math);
    paths.load(RELIABILITY_DEAD_ON_ARRIVAL, -1, commissioned);
    paths.load(RELIABILITY_AVAILABILITY, available);
    paths.load(RELIABILITY_SILENT_CORRUPTION, delivered);
    paths.load(COMPUTE_ORBITAL_PERFORMANCE, performing);
    paths.load(COMPUTE_EFFICIENCY_INITIAL, efficiency);
    paths.load(COMPUTE_MODEL_FLOPS_UTILIZATION, perPflopHour);
    paths.loadGrowth(COMPUTE_EFFICIENCY_GROWTH, 1, QUARTER_YEARS, math, efficiencyStep);
    for (int i = 0; i < n; i++) {
      commissioned[i] += 1;
      available[i] *= 1 - delivered[i];
      performing[i] *= available[i];
      perPflopHour[i] = UnitCost.perPflopHour(1, efficiency[i], perPflopHour[i]);
      perEfficiencyStep[i] = 1 / efficiencyStep[i];
    }
    cash.sell(n, performing);
    Arrays.fill(compute, 0, n, 0);
    Arrays.fill(delivered, 0, n, 0);
  }

  private void resetReliability(int n) {
    double[] busLoss = delivered;
    double[] acceleratorLoss = compute;
    paths.load(RELIABILITY_BUS_LOSS, busLoss);
    paths.load(RELIABILITY_ACCELERATOR_LOSS, acceleratorLoss);
    paths.load(RELIABILITY_ECONOMIC_LIFE, service);
    paths.load(RELIABILITY_COMMISSIONING_DELAY, good);
    for (int i = 0; i < n; i++) {
      decay[i] = (1 - busLoss[i]) * (1 - acceleratorLoss[i]);
      service[i] -= good[i];
    }
    math.log2(decay, n);
    for (int i = 0; i < n; i++) {
      decay[i] *= -PortableMath.LN_2;
      effectiveLife[i] = decay[i] * service[i];
    }
    math.meanDecay(effectiveLife, good, n);
    double[] corruption = good;
    paths.load(RELIABILITY_SILENT_CORRUPTION, corruption);
    for (int i = 0; i < n; i++) {
      effectiveLife[i] *= service[i] * (1 - corruption[i]);
    }
  }

  private void price(int n) {
    double[] orbital = cost.orbital;
    for (int i = 0; i < n; i++) {
      costPerPflopHour[i] = orbital[i] * perPflopHour[i];
    }
  }

  private void deploy(int q, int n) {
    double[] added = deployment.addedKw;
    double[] capacity = fleet.capacityKw;
    double[] pflops = fleet.pflops;
    deployment.step(q, n, demandKw[q], frozen[q], launch, cost, fleet, cash.ebitda, math);
    for (int i = 0; i < n; i++) {
      launchedKw[i] += added[i];
    }
    for (int i = 0; i < n; i++) {
      good[i] = added[i] * commissioned[i];
    }
    cash.spend(n, good, cost.capexPerKw);
    fleet.add(q, n, good, cash.capex, efficiency);
    for (int i = 0; i < n; i++) {
      delivered[i] = capacity[i] * available[i];
    }
    for (int i = 0; i < n; i++) {
      compute[i] = pflops[i] * performing[i];
    }
  }

  private void advance(int ever, int n) {
    for (int i = 0; i < ever; i++) {
      efficiency[i] *= efficiencyStep[i];
    }
    for (int i = 0; i < n; i++) {
      perPflopHour[i] *= perEfficiencyStep[i];
    }
  }
}
