package dev.perigee.distributions;

import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import dev.perigee.tables.Table;
import dev.perigee.tables.TidyColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tidy table of a distribution: one row for each bin and pack, and for the mixture. */
final class DistributionTable {
  private static final List<Column> COLUMNS =
      List.of(
          TidyColumns.RUN_ID,
          TidyColumns.RULE_SET,
          TidyColumns.AS_OF,
          TidyColumns.METRIC,
          TidyColumns.UNIT,
          TidyColumns.DATE,
          TidyColumns.text("pack", "Prior pack, or the mixture of them"),
          TidyColumns.number("low", "Lower end of the bin"),
          TidyColumns.number("high", "Upper end of the bin"),
          new Column(
              "paths", ColumnType.INTEGER, "Paths of the pack in the bin; none of a mixture"),
          TidyColumns.number("share", "Share of the probability that lies in the bin"));

  private DistributionTable() {}

  /** The mixture has shares and no paths of its own. */
  static Table of(RunDistribution distribution) {
    List<List<Object>> rows = new ArrayList<>();
    for (RunDistribution.DistributionBin bin : distribution.bins()) {
      row(rows, distribution, bin, "mixture", null, bin.weight());
      pack(rows, distribution, bin, "sceptic", bin.sceptic());
      pack(rows, distribution, bin, "house", bin.house());
      pack(rows, distribution, bin, "company", bin.company());
    }
    return new Table("distribution", COLUMNS, rows);
  }

  private static void pack(
      List<List<Object>> rows,
      RunDistribution distribution,
      RunDistribution.DistributionBin bin,
      String pack,
      int paths) {
    row(
        rows,
        distribution,
        bin,
        pack,
        (long) paths,
        (double) paths / distribution.provenance().paths());
  }

  private static void row(
      List<List<Object>> rows,
      RunDistribution distribution,
      RunDistribution.DistributionBin bin,
      String pack,
      Long paths,
      double share) {
    rows.add(
        Arrays.asList(
            distribution.run(),
            distribution.provenance().ruleSet(),
            distribution.provenance().asOf(),
            distribution.metric(),
            distribution.unit(),
            distribution.on(),
            pack,
            bin.low(),
            bin.high(),
            paths,
            share));
  }
}
