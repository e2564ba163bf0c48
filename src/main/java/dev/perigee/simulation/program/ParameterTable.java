package dev.perigee.simulation.program;

import dev.perigee.simulation.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of drawn parameters: a header of parameter keys and a row a path, as CSV. */
final class ParameterTable {
  private ParameterTable() {}

  /**
   * A vector in the order of the catalogue for each row, with central values for what the header
   * leaves out. Values are not held to the ranges of the catalogue, since a path that failed a gate
   * has its start of production beyond every horizon.
   *
   * @throws InvalidJson with line and column of what does not fit
   */
  static double[][] read(byte[] csv) {
    List<String> lines = new String(csv, StandardCharsets.UTF_8).strip().lines().toList();
    if (lines.size() < 2) {
      throw InvalidJson.expected("", "a header and a row a path", lines.size() + " lines");
    }
    String[] header = lines.getFirst().split(",", -1);
    int[] columns = new int[header.length];
    for (int c = 0; c < header.length; c++) {
      JsonValue name = new JsonValue(place(0, c), header[c].strip());
      columns[c] = OutlookJson.parameter(name.text(), name).ordinal();
    }
    double[] central = new double[Parameter.values().length];
    for (Parameter parameter : Parameter.values()) {
      central[parameter.ordinal()] = parameter.central();
    }
    double[][] vectors = new double[lines.size() - 1][];
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] = central.clone();
      String[] fields = lines.get(row + 1).split(",", -1);
      if (fields.length != columns.length) {
        throw InvalidJson.expected(
            "line " + (row + 2), columns.length + " fields", Integer.toString(fields.length));
      }
      for (int c = 0; c < columns.length; c++) {
        vectors[row][columns[c]] = number(place(row + 1, c), fields[c].strip());
      }
    }
    return vectors;
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
