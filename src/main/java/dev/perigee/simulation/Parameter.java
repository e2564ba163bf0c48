package dev.perigee.simulation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The catalogue of the model's parameters: public key, symbol of the model page, unit, central
 * value, admissible range, meaning and source. Nothing else in the code holds a parameter's value.
 */
public enum Parameter {
  LAUNCH_RATE_INITIAL(
      "launch.rate.initial",
      "f0",
      "flights/yr",
      5,
      0,
      10000,
      "Heavy-lift launch rate at the start of the horizon",
      "S9: five Starship flights in 2025; updated by Gamma-Poisson, model 1.4"),
  LAUNCH_RATE_GROWTH(
      "launch.rate.growth",
      "g_f",
      "1/yr",
      0.4,
      0,
      5,
      "Logistic growth rate of the launch rate",
      "S25: Falcon grew 33-37 % a year; S1 needs 40 %"),
  LAUNCH_RATE_CEILING(
      "launch.rate.ceiling",
      "f_max",
      "flights/yr",
      1500,
      1,
      100000,
      "Ceiling of the launch rate",
      "Judgement; hourly flights would be 8,760 a year"),
  LAUNCH_FLIGHTS_INITIAL(
      "launch.flights.initial",
      "n_flights0",
      "flights",
      11,
      1,
      100000,
      "Cumulative heavy-lift flights at the start",
      "S9: eleven Starship flights to the end of 2025"),
  LAUNCH_FAILURE_INITIAL(
      "launch.failure.initial",
      "phi0",
      "probability",
      0.375,
      0,
      0.99,
      "Flight failure probability at the start",
      "S9: five of eight nominal"),
  LAUNCH_FAILURE_EXPONENT(
      "launch.failure.exponent",
      "phi_beta",
      "-",
      0.7,
      0,
      3,
      "Exponent of reliability growth with cumulative flights",
      "Judgement, model 1.4"),
  LAUNCH_FAILURE_FLOOR(
      "launch.failure.floor",
      "phi_floor",
      "probability",
      0.01,
      0,
      0.5,
      "Lowest flight failure probability",
      "Falcon above 99 %, model 1.4"),
  LAUNCH_PAYLOAD_INITIAL(
      "launch.payload.initial",
      "pay0",
      "t",
      40,
      0.1,
      1000,
      "Payload per flight at the start",
      "S9: Flight 14 carried 44 t"),
  LAUNCH_PAYLOAD_CEILING(
      "launch.payload.ceiling",
      "pay_max",
      "t",
      150,
      0.1,
      2000,
      "Payload per flight in the long run",
      "S22: V3 100 t, V4 200 t"),
  LAUNCH_PAYLOAD_TIME_CONSTANT(
      "launch.payload.time-constant",
      "pay_tau",
      "yr",
      3,
      0.05,
      50,
      "Time constant of payload growth",
      "Judgement, model 1.4"),
  LAUNCH_MASS_INITIAL(
      "launch.mass.initial",
      "M_start",
      "t",
      100,
      0,
      1e7,
      "Cumulative heavy-lift mass delivered at the start",
      "Reference oracle, model 1"),
  LAUNCH_COST_INITIAL(
      "launch.cost.initial",
      "c0",
      "USD/kg",
      1500,
      1,
      1e6,
      "Launch cost at the reference mass",
      "S15 1,600; Morgan Stanley 1,080; S1 460 unreused"),
  LAUNCH_COST_REFERENCE_MASS(
      "launch.cost.reference-mass",
      "M0",
      "t",
      500,
      1,
      1e7,
      "Cumulative mass at which launch.cost.initial holds",
      "S1: anchor made explicit, model section 4 trap 5"),
  LAUNCH_COST_LEARNING_RATE(
      "launch.cost.learning-rate",
      "lam_L",
      "per doubling",
      0.2,
      0,
      0.9,
      "Fall of launch cost per doubling of cumulative mass",
      "S1 18-24 %; S19 15 %"),
  LAUNCH_COST_FLOOR(
      "launch.cost.floor",
      "c_floor",
      "USD/kg",
      30,
      0,
      100000,
      "Lowest launch cost",
      "S1: 8 fuel, 15-60 with reuse"),
  LAUNCH_ALLOCATION_CEILING(
      "launch.allocation.ceiling",
      "a_max",
      "share",
      0.6,
      0,
      1,
      "Largest share of upmass given to orbital compute",
      "Judgement, model 1.4"),
  LAUNCH_ALLOCATION_HALF_TIME(
      "launch.allocation.half-time",
      "a_half",
      "yr",
      3,
      0.05,
      50,
      "Years after first production deployment to half of that share",
      "Judgement, model 1.4"),
  DEPLOYMENT_START(
      "deployment.start",
      "t_prod",
      "decimal year",
      2028,
      2020,
      2100,
      "First production deployment",
      "S22: \"earliest 2028\""),
  SATELLITE_SPECIFIC_MASS_INITIAL(
      "satellite.specific-mass.initial",
      "alpha0",
      "kg/kW",
      25,
      0.5,
      1000,
      "Launched mass per kW of compute load at the learning reference",
      "S23 AI1 14.3; S3 25; S7 34-59"),
  SATELLITE_SPECIFIC_MASS_LEARNING_RATE(
      "satellite.specific-mass.learning-rate",
      "lam_a",
      "per doubling",
      0.1,
      0,
      0.9,
      "Fall of specific mass per doubling of launched capacity",
      "Judgement; S20 10, ISCR 8.9 kg/kW in the long run"),
  SATELLITE_SPECIFIC_MASS_ANNUAL_IMPROVEMENT(
      "satellite.specific-mass.annual-improvement",
      "tau_a",
      "1/yr",
      0.02,
      0,
      0.5,
      "Fall of specific mass with time alone",
      "Judgement; S20 10, ISCR 8.9 kg/kW in the long run"),
  SATELLITE_SPECIFIC_MASS_FLOOR(
      "satellite.specific-mass.floor",
      "alpha_floor",
      "kg/kW",
      9,
      0.1,
      1000,
      "Lowest specific mass",
      "Judgement; S20 10, ISCR 8.9 kg/kW in the long run"),
  SATELLITE_BILL_OF_MATERIALS_INITIAL(
      "satellite.bill-of-materials.initial",
      "bom0",
      "USD/kg",
      800,
      0,
      1e6,
      "Platform cost per kg at the learning reference",
      "S2"),
  SATELLITE_BILL_OF_MATERIALS_LEARNING_RATE(
      "satellite.bill-of-materials.learning-rate",
      "lam_p",
      "per doubling",
      0.15,
      0,
      0.9,
      "Fall of platform cost per doubling of launched capacity",
      "Judgement, model 1.4"),
  SATELLITE_BILL_OF_MATERIALS_FLOOR(
      "satellite.bill-of-materials.floor",
      "bom_floor",
      "USD/kg",
      200,
      0,
      1e6,
      "Lowest platform cost per kg",
      "Judgement, model 1.4"),
  SATELLITE_LEARNING_REFERENCE_CAPACITY(
      "satellite.learning.reference-capacity",
      "K_ref",
      "kW",
      10000,
      1,
      1e9,
      "Launched capacity from which satellite learning counts",
      "Reference oracle, model 1: learning counts from 10 MW"),
  SATELLITE_POWER(
      "satellite.power",
      "kw_sat",
      "kW",
      120,
      0.1,
      100000,
      "Mean compute power of one satellite",
      "S23: AI1 120 kW mean"),
  COMPUTE_HARDWARE_COST(
      "compute.hardware.cost",
      "c_it",
      "USD/kW",
      25130,
      1,
      1e7,
      "Cost of compute hardware per kW on the ground",
      "S12, inferred"),
  COMPUTE_HARDWARE_SPACE_PREMIUM(
      "compute.hardware.space-premium",
      "kappa",
      "ratio",
      1.1,
      0.5,
      10,
      "Factor on hardware cost for space use",
      "S10; radiation-hard parts 30-50 %, second-hand"),
  COMPUTE_EFFICIENCY_INITIAL(
      "compute.efficiency.initial",
      "e0",
      "PFLOP/s/kW",
      1.4,
      0.001,
      1000,
      "Dense BF16 efficiency of the current vintage at the start",
      "GB200 NVL72: 180 PFLOP/s over about 130 kW, from memory"),
  COMPUTE_EFFICIENCY_GROWTH(
      "compute.efficiency.growth",
      "g_e",
      "1/yr",
      0.3,
      0,
      3,
      "Yearly growth of efficiency of new hardware",
      "S13"),
  COMPUTE_ORBITAL_PERFORMANCE(
      "compute.orbital-performance",
      "chi",
      "ratio",
      0.95,
      0.01,
      1.5,
      "Delivered performance in orbit relative to the ground",
      "Judgement, model 1.4"),
  COMPUTE_MODEL_FLOPS_UTILIZATION(
      "compute.model-flops-utilization",
      "mfu",
      "ratio",
      0.4,
      0.01,
      1,
      "Effective share of peak FLOP/s used by models",
      "S18"),
  COMPUTE_OBSOLESCENCE_EXPONENT(
      "compute.obsolescence.exponent",
      "theta",
      "-",
      0.6,
      0,
      3,
      "Price elasticity of older vintages to their relative efficiency",
      "Judgement, model 1.4"),
  RELIABILITY_BUS_LOSS(
      "reliability.bus-loss", "h_bus", "1/yr", 0.01, 0, 0.95, "Yearly loss of satellites", "S10"),
  RELIABILITY_ACCELERATOR_LOSS(
      "reliability.accelerator-loss",
      "h_gpu",
      "1/yr",
      0.068,
      0,
      0.95,
      "Yearly loss of accelerators",
      "S10; S31 Llama 3 .091"),
  RELIABILITY_SILENT_CORRUPTION(
      "reliability.silent-corruption",
      "sdc",
      "share",
      0.013,
      0,
      0.9,
      "Capacity lost to silent data corruption",
      "S10"),
  RELIABILITY_DEAD_ON_ARRIVAL(
      "reliability.dead-on-arrival",
      "doa",
      "share",
      0.02,
      0,
      0.9,
      "Capacity lost before commissioning",
      "Starlink 0.2-3 %, model 1.4"),
  RELIABILITY_ECONOMIC_LIFE(
      "reliability.economic-life",
      "L_econ",
      "yr",
      5,
      0.5,
      30,
      "Economic life of a cohort from launch",
      "S10"),
  RELIABILITY_COMMISSIONING_DELAY(
      "reliability.commissioning-delay",
      "delay",
      "yr",
      0.4,
      0,
      5,
      "Launch to service",
      "S10, inferred"),
  RELIABILITY_AVAILABILITY(
      "reliability.availability",
      "avail",
      "share",
      0.97,
      0.01,
      1,
      "Share of time in service",
      "S10: 95.3-99.0 %"),
  ORBITAL_OPEX("orbital.opex", "opex", "USD/kW-yr", 250, 0, 1e6, "Operating cost in orbit", "S10"),
  ORBITAL_INSURANCE(
      "orbital.insurance",
      "insur",
      "share",
      0.02,
      0,
      1,
      "Insurance on launched platform value",
      "Judgement; market 5-15 % of value, second-hand"),
  FINANCE_ORBITAL_COST_OF_CAPITAL(
      "finance.orbital.cost-of-capital",
      "w_o",
      "1/yr",
      0.12,
      0,
      1,
      "Cost of capital of the orbital fleet",
      "S10 8-10 %; S11 15 %"),
  FINANCE_TERRESTRIAL_COST_OF_CAPITAL(
      "finance.terrestrial.cost-of-capital",
      "w_t",
      "1/yr",
      0.07,
      0,
      1,
      "Cost of capital of a ground data centre",
      "Inferred from S12; S30 7.6 %"),
  TERRESTRIAL_FACILITY_COST(
      "terrestrial.facility.cost",
      "fac",
      "USD/kW",
      12870,
      0,
      1e6,
      "Facility cost of a ground data centre",
      "S12"),
  TERRESTRIAL_OPEX(
      "terrestrial.opex",
      "opex_t",
      "USD/kW-yr",
      900,
      0,
      1e6,
      "Operating cost on the ground at the start",
      "S12"),
  TERRESTRIAL_OPEX_ESCALATION(
      "terrestrial.opex.escalation",
      "esc_t",
      "1/yr",
      0.01,
      -0.2,
      0.5,
      "Yearly growth of that cost",
      "S12"),
  TERRESTRIAL_SCARCITY_BY_2030(
      "terrestrial.scarcity.by-2030",
      "scarc2030",
      "ratio",
      0.1,
      -0.45,
      10,
      "Scarcity mark-up on ground cost reached by 2030",
      "Judgement; grid queues of 5-7 years"),
  TERRESTRIAL_SCARCITY_AFTER_2030(
      "terrestrial.scarcity.after-2030",
      "scarc_late",
      "ratio",
      0.05,
      -0.45,
      10,
      "Further scarcity mark-up reached by 2035",
      "Judgement; grid queues of 5-7 years"),
  DEMAND_ADOPTION_INNOVATION(
      "demand.adoption.innovation",
      "bass_p",
      "1/yr",
      0.05,
      0,
      10,
      "Bass coefficient of innovation",
      "Reference oracle, model 1"),
  DEMAND_ADOPTION_IMITATION(
      "demand.adoption.imitation",
      "bass_q",
      "1/yr",
      0.6,
      0,
      10,
      "Bass coefficient of imitation",
      "Reference oracle, model 1"),
  DEMAND_SHARE_CEILING(
      "demand.share.ceiling",
      "s_max",
      "share",
      0.5,
      0,
      1,
      "Largest share of AI load that would move to orbit",
      "Judgement; S17 10-15 % near a ratio of 1.4"),
  DEMAND_SHARE_STEEPNESS(
      "demand.share.steepness",
      "s_k",
      "-",
      5,
      0,
      100,
      "Steepness of that share in the cost ratio",
      "Judgement; S17 10-15 % near a ratio of 1.4"),
  DEMAND_SHARE_MIDPOINT(
      "demand.share.midpoint",
      "s_mid",
      "ratio",
      1.2,
      0,
      100,
      "Cost ratio at half of that share",
      "Judgement; S17 10-15 % near a ratio of 1.4"),
  FACTORY_RATE_INITIAL(
      "factory.rate.initial",
      "G0",
      "kW/yr",
      50000,
      0,
      1e10,
      "Satellite production at first production deployment",
      "Judgement; S23 Gigasat claim 1 GW a year"),
  FACTORY_RATE_GROWTH(
      "factory.rate.growth",
      "g_G",
      "1/yr",
      1,
      0,
      10,
      "Yearly growth of satellite production",
      "Judgement; S23 Gigasat claim 1 GW a year"),
  FACTORY_RATE_CEILING(
      "factory.rate.ceiling",
      "G_max",
      "kW/yr",
      2e7,
      0,
      1e12,
      "Largest satellite production",
      "Judgement; S23 Gigasat claim 1 GW a year"),
  CAPITAL_BUDGET_INITIAL(
      "capital.budget.initial",
      "B0",
      "USD/yr",
      8e9,
      0,
      1e14,
      "Capital budget at first production deployment",
      "Judgement; S22 AI capital spending $12.7 B in 2025"),
  CAPITAL_BUDGET_GROWTH(
      "capital.budget.growth",
      "g_B",
      "1/yr",
      0.15,
      -0.5,
      5,
      "Yearly growth of the capital budget",
      "Judgement, model 1.4"),
  CAPITAL_REINVESTMENT_SHARE(
      "capital.reinvestment.share",
      "reinvest",
      "share",
      0.7,
      0,
      2,
      "Share of positive EBITDA reinvested",
      "Judgement, model 1.4"),
  CAPITAL_STRATEGIC_BUDGET(
      "capital.strategic.budget",
      "B_strat",
      "USD/yr",
      1.5e9,
      0,
      1e14,
      "Learning spend made whatever the margin",
      "Judgement, model 1.4"),
  CAPITAL_STRATEGIC_YEARS(
      "capital.strategic.years",
      "strat_yrs",
      "yr",
      8,
      0,
      100,
      "Years of that spend",
      "Judgement, model 1.4"),
  REGULATORY_AUTHORISED_SATELLITES(
      "regulatory.authorised-satellites",
      "N_auth",
      "satellites",
      1e6,
      0,
      1e9,
      "Satellites authorised",
      "S20, S23: one million satellites filed for"),
  NETWORK_BANDWIDTH_INITIAL(
      "network.bandwidth.initial",
      "bw0",
      "Tbps",
      50,
      0,
      1e9,
      "Space-ground bandwidth at the start",
      "Starlink 450 Tbps; S9 corrected, model section 4 trap 3"),
  NETWORK_BANDWIDTH_GROWTH(
      "network.bandwidth.growth",
      "g_bw",
      "1/yr",
      0.4,
      -0.5,
      5,
      "Yearly growth of bandwidth",
      "Starlink 450 Tbps; S9 corrected, model section 4 trap 3"),
  NETWORK_BANDWIDTH_PER_KILOWATT(
      "network.bandwidth.per-kilowatt",
      "gbps_kw",
      "Gbps/kW",
      0.01,
      1e-09,
      1e6,
      "Bandwidth that one kW of compute needs",
      "S9 corrected, model section 4 trap 3"),
  PRICE_PREMIUM_INITIAL(
      "price.premium.initial",
      "mu0",
      "ratio",
      1.5,
      -0.9,
      100,
      "Price premium over ground cost at the start",
      "S27 H100 16.1k, S3 15k, S11 13k $/kW-yr"),
  PRICE_PREMIUM_LONG_RUN(
      "price.premium.long-run",
      "mu_inf",
      "ratio",
      0.9,
      -0.9,
      100,
      "Price premium in the long run",
      "S27 H100 16.1k, S3 15k, S11 13k $/kW-yr"),
  PRICE_PREMIUM_HALF_LIFE(
      "price.premium.half-life",
      "mu_half",
      "yr",
      3,
      0.05,
      100,
      "Half-life of the premium's decay",
      "Judgement, model 1.4"),
  MARKET_UTILIZATION(
      "market.utilization", "util", "share", 0.85, 0.001, 1, "Share of capacity sold", "S2 .85"),
  MARKET_ORBITAL_DISCOUNT(
      "market.orbital-discount",
      "disc",
      "ratio",
      0.9,
      0.001,
      1,
      "Price of orbital relative to ground capacity",
      "Judgement, model 1.4"),
  INVESTMENT_OPTION_EXPONENT(
      "investment.option-exponent",
      "g_exp",
      "-",
      10,
      0.1,
      1000,
      "Steepness of investment intensity in the margin ratio",
      "Real option to wait, model 1.3 equation 14"),
  PROGRAMME_OVERHEAD(
      "programme.overhead",
      "sga",
      "share",
      0.08,
      0,
      0.95,
      "Selling and general cost as a share of revenue",
      "Judgement, model 1.4"),
  PROGRAMME_TAX_RATE(
      "programme.tax-rate", "tax", "share", 0.21, 0, 0.95, "Corporate tax rate", "US federal rate"),
  PROGRAMME_DEVELOPMENT_COST(
      "programme.development.cost", "nre", "USD/yr", 1e9, 0, 1e13, "Development cost", "S2 $1 B"),
  PROGRAMME_DEVELOPMENT_YEARS(
      "programme.development.years",
      "nre_yrs",
      "yr",
      6,
      0,
      100,
      "Years of development cost, starting two years before deployment.start",
      "S2; judgement"),
  VALUATION_DISCOUNT_RATE(
      "valuation.discount-rate",
      "r",
      "1/yr",
      0.11,
      0.001,
      1,
      "Discount rate of programme cash flows",
      "S30"),
  VALUATION_TERMINAL_GROWTH(
      "valuation.terminal-growth",
      "g_tv",
      "1/yr",
      0.03,
      -0.5,
      0.5,
      "Growth after the horizon",
      "Judgement, model 1.4"),
  VALUATION_TERMINAL_RETURN(
      "valuation.terminal-return",
      "roic_tv",
      "ratio",
      0.15,
      0.001,
      10,
      "Return on new capital after the horizon",
      "Judgement, model 1.4");

  private static final Map<String, Parameter> BY_KEY =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Parameter::key, Function.identity()));

  private final String key;
  private final String symbol;
  private final String unit;
  private final double central;
  private final double minimum;
  private final double maximum;
  private final String meaning;
  private final String source;

  Parameter(
      String key,
      String symbol,
      String unit,
      double central,
      double minimum,
      double maximum,
      String meaning,
      String source) {
    this.key = key;
    this.symbol = symbol;
    this.unit = unit;
    this.central = central;
    this.minimum = minimum;
    this.maximum = maximum;
    this.meaning = meaning;
    this.source = source;
  }

  /** The parameter with this public key, such as {@code launch.cost.initial}. */
  public static Optional<Parameter> byKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** Public key: the name in requests, rules and answers. */
  public String key() {
    return key;
  }

  /** Symbol in the equations of the model page. */
  public String symbol() {
    return symbol;
  }

  /** Unit of the value; money is real 2026 US dollars. */
  public String unit() {
    return unit;
  }

  /** Value of the deterministic central case. */
  public double central() {
    return central;
  }

  /** Smallest admissible value; draws below it are set to it, pins below it are refused. */
  public double minimum() {
    return minimum;
  }

  /** Largest admissible value; draws above it are set to it, pins above it are refused. */
  public double maximum() {
    return maximum;
  }

  /** What the parameter means, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Where the central value comes from; "Judgement" where it is ours. */
  public String source() {
    return source;
  }

  /** Value of this parameter in a vector that is ordered as the catalogue. */
  double in(double[] values) {
    return values[ordinal()];
  }

  /**
   * Whether draws are rounded to whole quarters of a year, as the cohorts and the first production
   * quarter are.
   */
  public boolean onQuarterGrid() {
    return this == DEPLOYMENT_START || this == RELIABILITY_ECONOMIC_LIFE;
  }
}
