package dev.perigee.attribution;

import dev.perigee.milestones.MilestoneResponse;
import dev.perigee.scenarios.Statistics;
import dev.perigee.simulation.Metric;
import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import dev.perigee.tables.Table;
import dev.perigee.tables.TidyColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tidy table of an attribution: one row for each step and metric, step 0 being the prior and
 * the last the posterior, which have a value alone.
 */
final class AttributionTable {
  private static final List<Column> COLUMNS =
      List.of(
          TidyColumns.RUN_ID,
          TidyColumns.RULE_SET,
          TidyColumns.AS_OF,
          TidyColumns.SCENARIO,
          new Column("step", ColumnType.INTEGER, "Number of the step, 0 for the prior"),
          new Column(
              "reported_on",
              ColumnType.DATE,
              "Day on which the last fact of the step was reported"),
          TidyColumns.text("facts", "Facts that the step adds"),
          TidyColumns.text("rules", "Rules that read them"),
          TidyColumns.METRIC,
          TidyColumns.UNIT,
          TidyColumns.DATE,
          TidyColumns.number("before", "The value before the step"),
          TidyColumns.VALUE,
          TidyColumns.number(
              "difference", "Value less the one before, under common random numbers"),
          TidyColumns.number(
              "standard_error", "Of the difference; of the value at the prior and the posterior"));

  private static final String LIST = "; ";

  private final RunAttribution attribution;
  private final List<List<Object>> rows = new ArrayList<>();

  private AttributionTable(RunAttribution attribution) {
    this.attribution = attribution;
  }

  static Table of(RunAttribution attribution) {
    AttributionTable table = new AttributionTable(attribution);
    table.outlook(0, attribution.prior());
    int number = 1;
    for (RunAttribution.AttributionStep step : attribution.steps()) {
      table.step(number++, step);
    }
    table.outlook(number, attribution.posterior());
    return new Table("attribution", COLUMNS, table.rows);
  }

  private void outlook(int number, RunAttribution.AttributedOutlook outlook) {
    List<Object> place = place(number, null, null, null);
    value(place, Quantity.VALUE, outlook.enterpriseValueUsd());
    value(place, Quantity.CAPACITY, outlook.capacityKw());
    value(place, Quantity.COST_RATIO, outlook.costRatio());
    if (outlook.companyPackWeight() != null) {
      value(place, Quantity.IMPLIED_WEIGHT, outlook.companyPackWeight());
    }
  }

  private void step(int number, RunAttribution.AttributionStep step) {
    List<Object> place =
        place(
            number,
            step.facts().getLast().reportedOn(),
            step.facts().stream().map(MilestoneResponse::id).collect(Collectors.joining(LIST)),
            String.join(LIST, step.rules()));
    change(place, Quantity.VALUE, step.enterpriseValueUsd());
    change(place, Quantity.CAPACITY, step.capacityKw());
    change(place, Quantity.COST_RATIO, step.costRatio());
    RunAttribution.ImpliedChange implied = step.companyPackWeight();
    row(
        place,
        Quantity.IMPLIED_WEIGHT,
        implied.before(),
        implied.after(),
        implied.difference(),
        implied.standardError());
  }

  private List<Object> place(long number, LocalDate reportedOn, String facts, String rules) {
    RunAttribution.AttributionProvenance from = attribution.provenance();
    return Arrays.asList(
        attribution.run(),
        from.ruleSet(),
        from.asOf(),
        from.scenario(),
        number,
        reportedOn,
        facts,
        rules);
  }

  /** What a row tells. */
  private enum Quantity {
    VALUE("enterpriseValueUsd", "USD", false),
    CAPACITY(Metric.CAPACITY.field(), Metric.CAPACITY.unit(), true),
    COST_RATIO(Metric.COST_RATIO.field(), Metric.COST_RATIO.unit(), true),
    IMPLIED_WEIGHT("companyPackWeight", "probability", false);

    private final String metric;
    private final String unit;
    private final boolean dated;

    Quantity(String metric, String unit, boolean dated) {
      this.metric = metric;
      this.unit = unit;
      this.dated = dated;
    }
  }

  private void value(List<Object> place, Quantity quantity, Statistics.Mean mean) {
    row(place, quantity, null, mean.mean(), null, mean.standardError());
  }

  private void change(
      List<Object> place, Quantity quantity, RunAttribution.AttributedChange change) {
    row(
        place,
        quantity,
        change.before(),
        change.after(),
        change.difference(),
        change.standardError());
  }

  private void row(List<Object> place, Quantity quantity, Double... numbers) {
    List<Object> row = new ArrayList<>(place);
    row.add(quantity.metric);
    row.add(quantity.unit);
    row.add(quantity.dated ? LocalDate.of(attribution.year(), 12, 31) : null);
    row.addAll(Arrays.asList(numbers));
    rows.add(row);
  }
}
