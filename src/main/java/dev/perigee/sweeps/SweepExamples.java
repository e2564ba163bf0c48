package dev.perigee.sweeps;

/** Request bodies shown in the contract; tests send them as they stand. */
final class SweepExamples {
  static final String TORNADO =
      """
      {"kind": "tornado", "base": {"asOf": "2026-11-01", "paths": 8000},
       "drivers": [{"parameter": "launch.cost.learning-rate"},
                   {"parameter": "valuation.discount-rate", "low": 0.09, "high": 0.13}]}""";

  static final String GRID =
      """
      {"kind": "grid", "base": {"asOf": "2026-11-01", "paths": 2000}, "years": [2035],
       "axes": [{"parameter": "launch.cost.learning-rate", "from": 0.1, "to": 0.2, "steps": 3},
                {"parameter": "valuation.discount-rate", "values": [0.1, 0.12]}]}""";

  private SweepExamples() {}
}
