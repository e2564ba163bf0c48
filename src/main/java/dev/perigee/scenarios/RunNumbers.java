package dev.perigee.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import java.util.List;

/** Finds a number of an answer, and its standard error beside it. */
final class RunNumbers {
  private static final List<String> OWN_ERROR = List.of("mean", "probability");

  private RunNumbers() {}

  /** The number at a JSON pointer of the answer. */
  static RunTrace.Result at(JsonNode answer, String pointer) {
    JsonNode node = pointer.startsWith("/") ? answer.at(pointer) : answer.path("");
    if (!node.isNumber()) {
      throw ProblemException.invalid(
          List.of(
              Violation.of(
                  "result",
                  "a JSON pointer to a number of the run, such as /valuation/enterpriseValueUsd/p90",
                  pointer)));
    }
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = answer.at(pointer.substring(0, slash));
    String name = pointer.substring(slash + 1);
    return new RunTrace.Result(pointer, node.doubleValue(), error(parent, name));
  }

  private static Double error(JsonNode parent, String name) {
    JsonNode error =
        OWN_ERROR.contains(name)
            ? parent.path("standardError")
            : switch (name) {
              case "probabilityBelowOne" -> parent.path("probabilityStandardError");
              case "bear", "base", "bull" -> parent.path(name + "StandardError");
              case "companyPackWeight" -> parent.path("standardError");
              default -> parent.path("percentileStandardErrors").path(name);
            };
    return error.isNumber() ? error.doubleValue() : null;
  }
}
