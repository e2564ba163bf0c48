package dev.perigee.milestones;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The types of facts (model section 2.1), each with the units its value may have, its range and the
 * further measures it may carry. A type without units takes any unit.
 */
public enum FactType {
  LAUNCH_CADENCE(
      "Flights of the programme's heavy-lift vehicle in a period",
      Set.of("flights"),
      0,
      100_000,
      new Measure("periodYears", "yr", 0.02, 10, "length of the period; 1 unless given")),
  FLIGHT_RESULT(
      "Outcome of one heavy-lift flight; the value is the payload carried. MET is nominal, PARTIAL delivered its payload"
          + " but lost a stage or flew short, FAILED did not deliver",
      Set.of("t"),
      0,
      1_000),
  PAYLOAD_DEMONSTRATED("Payload brought to orbit in one flight", Set.of("t"), 0, 1_000),
  REUSE_DEMONSTRATED(
      "Ship and booster of a payload flight flown again; the value is the days between the flights",
      Set.of("days"),
      0,
      3_650),
  LAUNCH_COST(
      "Launch cost or price that was paid, contracted or audited", Set.of("USD/kg"), 0.01, 1e6),
  DEMO_THERMAL(
      "Sustained heat flux of a radiator on orbit",
      Set.of("W/m2"),
      0,
      1e5,
      Measure.days(),
      Measure.share("dutyShare", "share of the time under load")),
  DEMO_RADIATION(
      "Dose in rad for each silent data corruption of a chip on orbit",
      Set.of("rad"),
      0.001,
      1e9,
      Measure.days(),
      new Measure("tidMargin", "ratio", 0, 1e6, "tolerated over received total dose"),
      new Measure("devices", "devices", 0, 1e9, "devices under test"),
      new Measure("hardLosses", "devices", 0, 1e9, "devices lost for good")),
  DEMO_COMPUTE_UPTIME(
      "Share of the time that computers on orbit were in service",
      Set.of("share"),
      0,
      1,
      Measure.days()),
  COST_PER_FLOP(
      "Measured cost of an effective PFLOP-hour in orbit", Set.of("USD/PFLOP-h"), 1e-6, 1e6),
  SPECIFIC_MASS(
      "Launched wet mass over mean compute power of flown hardware", Set.of("kg/kW"), 0.1, 10_000),
  REGULATORY_DECISION(
      "Decision on the programme's compute constellation; MET is a grant of so many satellites, FAILED a denial or remand,"
          + " PARTIAL a filing accepted for consideration",
      Set.of("satellites"),
      0,
      1e9,
      Measure.flag("milestonesWaived", "1 when deployment milestones were waived")),
  OPTICAL_LINK(
      "Sustained throughput of an optical link",
      Set.of("Tbps"),
      0,
      1e6,
      Measure.flag("interSatellite", "1 between satellites, 0 between space and ground"),
      Measure.amount("rangeKm", "km", "distance"),
      Measure.share("availabilityShare", "share of the time the link was up")),
  SERVICING_DEMO("Compute modules exchanged on orbit", Set.of("modules"), 0, 1e6),
  FACTORY_RATE("Annualised production of satellites", Set.of("kW/yr"), 0, 1e12),
  CAPACITY_ON_ORBIT("Compute capacity of the programme on orbit", Set.of("kW"), 0, 1e12),
  CONTRACT_SIGNED(
      "Contract for orbital compute capacity",
      Set.of("kW"),
      0,
      1e12,
      Measure.flag("binding", "1 when the contract binds; 1 unless given"),
      Measure.amount("priceUsdPerKwYear", "USD/kW-yr", "price"),
      Measure.amount("tenorYears", "yr", "duration")),
  PRICE_OBSERVATION(
      "Market price of rented compute",
      Set.of("USD/GPU-h", "USD/kW-yr"),
      0.0001,
      1e9,
      new Measure(
          "kwPerGpu", "kW", 0.01, 100, "power of an accelerator with its share of the rack"),
      Measure.amount("tenorYears", "yr", "duration of the contract")),
  FINANCING("Capital raised", Set.of("USD"), 0, 1e15),
  SCHEDULE_SLIP("Slip of the programme's first production deployment", Set.of("quarters"), 0, 200),
  TERRESTRIAL_SUPPLY("Median wait for a grid connection in the US", Set.of("months"), 0, 600),
  ANOMALY_FLEET("Share of the fleet lost to one cause within 30 days", Set.of("share"), 0, 1),
  LATENCY("Round trip from user to orbit, 95th percentile", Set.of("ms"), 0, 1e6),
  COMPETITOR_CAPACITY("Compute capacity of another operator on orbit", Set.of("kW"), 0, 1e12),
  RISK_DISCLOSURE(
      "Reveal, target, plan or disclosed risk without hardware: a claim, not evidence",
      Set.of(),
      -1e18,
      1e18),
  CONTEXT("Dated fact that no rule can use, kept for the reader", Set.of(), -1e18, 1e18);

  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is unmodifiable
  private final Set<String> units;

  private final double minimum;
  private final double maximum;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is unmodifiable
  private final List<Measure> measures;

  FactType(String meaning, Set<String> units, double minimum, double maximum, Measure... measures) {
    this.meaning = meaning;
    this.units = units;
    this.minimum = minimum;
    this.maximum = maximum;
    this.measures = List.of(measures);
  }

  /** What facts of this type say. */
  public String meaning() {
    return meaning;
  }

  /** Units the value may have; empty when any unit will do. */
  public Set<String> units() {
    return units;
  }

  /** Least value. */
  public double minimum() {
    return minimum;
  }

  /** Greatest value. */
  public double maximum() {
    return maximum;
  }

  /** Further numbers that facts of this type may carry. */
  public List<Measure> measures() {
    return measures;
  }

  /** The further number of this name. */
  public Optional<Measure> measure(String name) {
    return measures.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }

  /** Whether a fact of this type may lie in the future: only a claim may. */
  public boolean mayLieAhead() {
    return this == RISK_DISCLOSURE || this == CONTEXT;
  }
}
