package dev.perigee.scenarios;

/** Examples of the contract that work as they stand. */
public final class RunExamples {
  static final String PLAIN = "{}";

  static final String SCENARIO =
      """
      {"scenario": {"name": "flight 16 reaches orbit",
        "assumptions": {"launch.cost.learning-rate": 0.2,
                        "reliability.accelerator-loss": {"triangular": [0.03, 0.06, 0.12]}},
        "effects": [{"type": "scale", "parameter": "launch.cost.initial", "multiplier": 0.8},
                    {"type": "shift", "parameter": "deployment.start", "years": 1.0},
                    {"type": "gate", "gate": "reuse", "probability": 1},
                    {"type": "bayesFactor", "sceptic": 0.75, "house": 0.85, "company": 0.95}],
        "hypotheticalMilestones": [{"type": "FLIGHT_RESULT", "occurredOn": "2026-12-01", "grade": "MET", "value": 60}],
        "packWeights": {"sceptic": 0.35, "house": 0.5, "company": 0.15},
        "startYear": 2026, "quarters": 60},
       "asOf": "2026-11-01", "paths": 20000, "seed": 20260215, "mode": "stochastic"}""";

  static final String DETERMINISTIC =
      """
      {"mode": "deterministic", "scenario": {"name": "bull",
        "assumptions": {"launch.cost.learning-rate": 0.25, "satellite.specific-mass.initial": 14.3,
                        "satellite.bill-of-materials.initial": 400, "compute.hardware.space-premium": 1.03,
                        "reliability.accelerator-loss": 0.032, "reliability.bus-loss": 0.005,
                        "reliability.economic-life": 7, "finance.orbital.cost-of-capital": 0.08,
                        "terrestrial.scarcity.by-2030": 0.4, "terrestrial.scarcity.after-2030": 0.3,
                        "launch.rate.growth": 0.8, "deployment.start": 2027.5, "capital.budget.initial": 20e9}}}""";

  /** Name of the run that {@link #DETERMINISTIC} makes. */
  public static final String ID = "20a3f7217c4c7ce5ffa6cc689970c290";

  static final String CENTRAL =
      "{\"mode\": \"deterministic\", \"scenario\": {\"name\": \"central\"}}";

  /** Name of the run that {@link #CENTRAL} makes. */
  public static final String CENTRAL_ID = "6e3797a03a0b3e0a46f090384683fee4";

  private RunExamples() {}
}
