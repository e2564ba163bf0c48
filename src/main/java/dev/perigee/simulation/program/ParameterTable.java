package dev.perigee.simulation.program;

import dev.perigee.simulation.DrawnPaths;
import dev.perigee.simulation.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Parameters as CSV: a table of drawn ones, and the catalogue. */
final class ParameterTable {
  /** Longest table that is read, in bytes. */
  static final int LONGEST = 64 << 20;

  private ParameterTable() {}

  /**
   * The paths of a table, with central values for what the header leaves out. Values are not held
   * to the ranges of the catalogue, since a path that failed a gate has its start of production
   * beyond every horizon.
   *
   * @throws InvalidJson with line and field of what does not fit
   */
  static DrawnPaths read(byte[] csv) {
    if (csv.length > LONGEST) {
      throw InvalidJson.expected("", "a table of at most 64 MiB", "a longer one");
    }
    List<String> lines = new String(csv, StandardCharsets.UTF_8).strip().lines().toList();
    if (lines.size() < 2) {
      throw InvalidJson.expected("", "a header and a row a path", lines.size() + " lines");
    }
    int paths = lines.size() - 1;
    String[] header = lines.getFirst().split(",", -1);
    double[][] numbers = new double[header.length][paths];
    for (int path = 0; path < paths; path++) {
      String[] fields = lines.get(path + 1).split(",", -1);
      if (fields.length != header.length) {
        throw InvalidJson.expected(
            "line " + (path + 2), header.length + " fields", Integer.toString(fields.length));
      }
      for (int c = 0; c < fields.length; c++) {
        numbers[c][path] = number(place(path + 1, c), fields[c].strip());
      }
    }
    Map<Parameter, double[]> columns = new EnumMap<>(Parameter.class);
    for (int c = 0; c < header.length; c++) {
      JsonValue name = new JsonValue(place(0, c), header[c].strip());
      if (columns.put(OutlookJson.parameter(name.text(), name), numbers[c]) != null) {
        throw name.refused("no parameter twice");
      }
    }
    return DrawnPaths.of(columns, paths);
  }

  /** The catalogue: key, symbol of the equations, unit, central value and admissible range. */
  static String catalogue() {
    StringBuilder csv = new StringBuilder("key,symbol,unit,central,minimum,maximum\n");
    for (Parameter parameter : Parameter.values()) {
      csv.append(
          "%s,%s,%s,%s,%s,%s%n"
              .formatted(
                  parameter.key(),
                  parameter.symbol(),
                  parameter.unit(),
                  parameter.central(),
                  parameter.minimum(),
                  parameter.maximum()));
    }
    return csv.toString();
  }

  private static String place(int line, int column) {
    return "line %d, field %d".formatted(line + 1, column + 1);
  }

  private static double number(String place, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw InvalidJson.expected(place, "a finite number", '"' + text + '"');
    }
    throw InvalidJson.expected(place, "a finite number", text);
  }
}
