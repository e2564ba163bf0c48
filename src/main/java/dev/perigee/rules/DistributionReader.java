package dev.perigee.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.simulation.Distribution;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads a distribution as it is written in prior packs and in requests: a number, or an object with
 * one family, such as {@code {"triangular": [0.03, 0.06, 0.12]}}.
 */
public final class DistributionReader {
  /** The families, each with the numbers it takes. */
  public static final Map<String, String> FAMILIES =
      Map.of(
          "uniform", "[min, max]",
          "triangular", "[min, mode, max]",
          "logTriangular", "[min, mode, max]",
          "truncatedNormal", "[mean, sd, min, max]",
          "logNormal", "[median, sigma]",
          "gamma", "[shift, shape, scale]");

  private DistributionReader() {}

  /**
   * The distribution of {@code node}; a field {@code technology} beside the family is left to the
   * caller.
   *
   * @throws IllegalArgumentException with what was expected and what came
   */
  public static Distribution read(JsonNode node) {
    if (node.isNumber()) {
      return new Distribution.Fixed(node.doubleValue());
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("expected a number or a distribution, got " + node);
    }
    String family = null;
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.equals("technology")) {
        continue;
      }
      if (family != null || !FAMILIES.containsKey(name)) {
        throw new IllegalArgumentException(
            "expected one of %s, got %s"
                .formatted(FAMILIES.keySet().stream().sorted().toList(), node));
      }
      family = name;
    }
    if (family == null) {
      throw new IllegalArgumentException(
          "expected one of %s, got %s"
              .formatted(FAMILIES.keySet().stream().sorted().toList(), node));
    }
    return of(family, numbers(family, node.get(family)));
  }

  private static double[] numbers(String family, JsonNode array) {
    int expected = FAMILIES.get(family).split(",", -1).length;
    if (!array.isArray() || array.size() != expected) {
      throw new IllegalArgumentException(
          "%s takes %s, got %s".formatted(family, FAMILIES.get(family), array));
    }
    double[] numbers = new double[expected];
    for (int i = 0; i < expected; i++) {
      if (!array.get(i).isNumber()) {
        throw new IllegalArgumentException(
            "%s takes numbers, got %s".formatted(family, array.get(i)));
      }
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }

  private static Distribution of(String family, double[] n) {
    return switch (family) {
      case "uniform" -> new Distribution.Uniform(n[0], n[1]);
      case "triangular" -> new Distribution.Triangular(n[0], n[1], n[2]);
      case "logTriangular" -> new Distribution.LogTriangular(n[0], n[1], n[2]);
      case "truncatedNormal" -> new Distribution.TruncatedNormal(n[0], n[1], n[2], n[3]);
      case "logNormal" -> new Distribution.LogNormal(n[0], n[1]);
      case "gamma" -> new Distribution.ShiftedGamma(n[0], n[1], n[2]);
      default -> throw new IllegalArgumentException("unknown family " + family);
    };
  }

  /**
   * The numbers of a distribution in the order of its family, as {@link #read} takes them; a number
   * known for certain, which {@link #read} takes bare, as {@code value}.
   */
  public static Map<String, Object> write(Distribution distribution) {
    return switch (distribution) {
      case Distribution.Fixed d -> Map.of("value", d.value());
      case Distribution.Uniform d -> Map.of("uniform", List.of(d.min(), d.max()));
      case Distribution.Triangular d -> Map.of("triangular", List.of(d.min(), d.mode(), d.max()));
      case Distribution.LogTriangular d ->
          Map.of("logTriangular", List.of(d.min(), d.mode(), d.max()));
      case Distribution.TruncatedNormal d ->
          Map.of("truncatedNormal", List.of(d.mean(), d.sd(), d.min(), d.max()));
      case Distribution.LogNormal d -> Map.of("logNormal", List.of(d.median(), d.sigma()));
      case Distribution.ShiftedGamma d -> Map.of("gamma", List.of(d.shift(), d.shape(), d.scale()));
    };
  }
}
