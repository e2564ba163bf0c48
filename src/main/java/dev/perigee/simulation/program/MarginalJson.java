package dev.perigee.simulation.program;

import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Loading;
import dev.perigee.simulation.Marginal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A marginal: its distribution as in prior packs, a number or one family with its numbers, and what
 * differs from a marginal that no effect has touched.
 */
final class MarginalJson {
  private static final List<String> FAMILIES =
      List.of("uniform", "triangular", "logTriangular", "truncatedNormal", "logNormal", "gamma");

  private MarginalJson() {}

  static void write(JsonWriter out, Marginal marginal) throws IOException {
    out.object(
        o -> {
          o.name("distribution");
          write(o, marginal.distribution());
          if (marginal.loading() != Loading.INDEPENDENT) {
            o.field("loading", marginal.loading().sign());
          }
          fieldUnless(1, o, "multiplier", marginal.multiplier());
          fieldUnless(0, o, "shift", marginal.shift());
          fieldUnless(Double.POSITIVE_INFINITY, o, "cap", marginal.cap());
          fieldUnless(0, o, "capStrength", marginal.capStrength());
        });
  }

  private static void fieldUnless(double usual, JsonWriter out, String name, double number)
      throws IOException {
    if (Double.doubleToLongBits(number) != Double.doubleToLongBits(usual)) {
      out.field(name, number);
    }
  }

  private static void write(JsonWriter out, Distribution distribution) throws IOException {
    switch (distribution) {
      case Distribution.Fixed d -> out.number(d.value());
      case Distribution.Uniform d -> family(out, "uniform", d.min(), d.max());
      case Distribution.Triangular d -> family(out, "triangular", d.min(), d.mode(), d.max());
      case Distribution.LogTriangular d -> family(out, "logTriangular", d.min(), d.mode(), d.max());
      case Distribution.TruncatedNormal d ->
          family(out, "truncatedNormal", d.mean(), d.sd(), d.min(), d.max());
      case Distribution.LogNormal d -> family(out, "logNormal", d.median(), d.sigma());
      case Distribution.ShiftedGamma d -> family(out, "gamma", d.shift(), d.shape(), d.scale());
    }
  }

  private static void family(JsonWriter out, String name, double... numbers) throws IOException {
    out.object(
        o -> {
          o.name(name);
          o.numbers(numbers);
        });
  }

  static Marginal read(JsonValue json) {
    JsonObject marginal =
        json.object("distribution", "loading", "multiplier", "shift", "cap", "capStrength");
    Distribution distribution = distribution(marginal.required("distribution"));
    Loading loading =
        marginal.optional("loading").map(MarginalJson::loading).orElse(Loading.INDEPENDENT);
    return json.made(
        () ->
            new Marginal(
                distribution,
                loading,
                marginal.number("multiplier", 1),
                marginal.number("shift", 0),
                marginal.number("cap", Double.POSITIVE_INFINITY),
                marginal.number("capStrength", 0)));
  }

  private static Loading loading(JsonValue json) {
    int sign = json.integer(-1, 1);
    for (Loading loading : Loading.values()) {
      if (loading.sign() == sign) {
        return loading;
      }
    }
    throw json.refused("-1, 0 or 1");
  }

  private static Distribution distribution(JsonValue json) {
    if (json.isNumber()) {
      return json.made(() -> new Distribution.Fixed(json.number()));
    }
    if (!json.isObject() || json.members().size() != 1) {
      throw json.refused("a number or an object with one of " + String.join(", ", FAMILIES));
    }
    Map.Entry<String, JsonValue> family = json.members().entrySet().iterator().next();
    JsonValue numbers = family.getValue();
    return numbers.made(() -> distribution(family.getKey(), numbers));
  }

  private static Distribution distribution(String family, JsonValue json) {
    return switch (family) {
      case "uniform" -> {
        double[] n = json.numbers(2, "[min, max]");
        yield new Distribution.Uniform(n[0], n[1]);
      }
      case "triangular" -> {
        double[] n = json.numbers(3, "[min, mode, max]");
        yield new Distribution.Triangular(n[0], n[1], n[2]);
      }
      case "logTriangular" -> {
        double[] n = json.numbers(3, "[min, mode, max]");
        yield new Distribution.LogTriangular(n[0], n[1], n[2]);
      }
      case "truncatedNormal" -> {
        double[] n = json.numbers(4, "[mean, sd, min, max]");
        yield new Distribution.TruncatedNormal(n[0], n[1], n[2], n[3]);
      }
      case "logNormal" -> {
        double[] n = json.numbers(2, "[median, sigma]");
        yield new Distribution.LogNormal(n[0], n[1]);
      }
      case "gamma" -> {
        double[] n = json.numbers(3, "[shift, shape, scale]");
        yield new Distribution.ShiftedGamma(n[0], n[1], n[2]);
      }
      default -> throw json.refused("one of " + String.join(", ", FAMILIES));
    };
  }
}
