package dev.perigee.milestones;

import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import dev.perigee.tables.Table;
import dev.perigee.tables.TidyColumns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Facts as a table: the fields of the JSON form, with {@code measures} written {@code
 * name=value;name=value}.
 */
final class MilestoneTable {
  static final List<Column> COLUMNS =
      List.of(
          TidyColumns.text("id", "Name of the fact"),
          TidyColumns.text("type", "Kind of fact"),
          new Column("occurredOn", ColumnType.DATE, "Day it happened, or is planned to"),
          new Column("reportedOn", ColumnType.DATE, "Day it became known"),
          TidyColumns.text("actor", "Who"),
          TidyColumns.text("subject", "The vehicle, system or thing"),
          TidyColumns.text("title", "The fact in a sentence"),
          TidyColumns.number("value", "The number, in the unit of the row"),
          TidyColumns.text("unit", "Unit of the value"),
          TidyColumns.text("grade", "How it came out"),
          TidyColumns.text("evidence", "Kind of source"),
          TidyColumns.number("evidenceQuality", "Weight in [0, 1] with which it acts"),
          TidyColumns.text("sourceUrl", "Where it is from"),
          TidyColumns.text("note", "What a reader should know"),
          TidyColumns.text("measures", "Further numbers, as name=value;name=value"),
          TidyColumns.text("supersedes", "The fact that it corrects"),
          new Column("retracted", ColumnType.BOOLEAN, "Whether it withdraws the fact"));

  private MilestoneTable() {}

  static Table of(List<Milestone> milestones) {
    return new Table(
        "milestones", COLUMNS, milestones.stream().map(MilestoneTable::cells).toList());
  }

  private static List<Object> cells(Milestone m) {
    return Arrays.asList(
        m.id(),
        m.type().name(),
        m.occurredOn(),
        m.reportedOn(),
        m.actor(),
        m.subject(),
        m.title(),
        m.value().orElse(null),
        m.unit().orElse(null),
        m.grade().map(Grade::name).orElse(null),
        m.evidence().name(),
        m.evidenceQuality(),
        m.sourceUrl(),
        m.note(),
        m.measures().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(";")),
        m.supersedes().orElse(null),
        m.retracted());
  }
}
