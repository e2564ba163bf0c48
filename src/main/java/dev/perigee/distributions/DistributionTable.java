package dev.perigee.distributions;

import java.util.ArrayList;
import java.util.List;

/** The tidy table of a distribution: one row for each bin and pack, and for the mixture. */
final class DistributionTable {
  static final List<String> COLUMNS =
      List.of(
          "run_id",
          "rule_set",
          "as_of",
          "metric",
          "unit",
          "date",
          "pack",
          "low",
          "high",
          "paths",
          "share");

  private DistributionTable() {}

  /** Values in the order of {@link #COLUMNS}. The mixture has shares and no paths of its own. */
  static List<List<Object>> rows(RunDistribution distribution) {
    List<List<Object>> rows = new ArrayList<>();
    for (RunDistribution.DistributionBin bin : distribution.bins()) {
      row(rows, distribution, bin, "mixture", "", bin.weight());
      pack(rows, distribution, bin, "sceptic", bin.sceptic());
      pack(rows, distribution, bin, "house", bin.house());
      pack(rows, distribution, bin, "company", bin.company());
    }
    return rows;
  }

  private static void pack(
      List<List<Object>> rows,
      RunDistribution distribution,
      RunDistribution.DistributionBin bin,
      String pack,
      int paths) {
    row(rows, distribution, bin, pack, paths, (double) paths / distribution.provenance().paths());
  }

  private static void row(
      List<List<Object>> rows,
      RunDistribution distribution,
      RunDistribution.DistributionBin bin,
      String pack,
      Object paths,
      double share) {
    rows.add(
        List.of(
            distribution.run(),
            distribution.provenance().ruleSet(),
            distribution.provenance().asOf().toString(),
            distribution.metric(),
            distribution.unit(),
            distribution.on() == null ? "" : distribution.on().toString(),
            pack,
            bin.low(),
            bin.high(),
            paths,
            share));
  }
}
