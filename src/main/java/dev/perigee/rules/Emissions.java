package dev.perigee.rules;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings what rules emitted into a form that does not depend on the order in which they fired. */
public final class Emissions {
  private static final Comparator<Emission> ORDER =
      Comparator.comparing((Emission e) -> e.effect().stage())
          .thenComparing(Emission::rule)
          .thenComparing(e -> String.join(" ", e.facts()))
          .thenComparing(e -> e.effect().toString())
          .thenComparing(Emission::strength);

  private Emissions() {}

  /**
   * Sorted, each fact used at most once by a rule for the same target, of those that count once the
   * strongest kept, and the discounts of facts taken off the strengths of what rests on them.
   */
  public static List<Emission> settle(List<Emission> emitted) {
    Map<String, Double> discounts = discounts(emitted);
    List<Emission> sorted =
        emitted.stream().map(emission -> discounted(emission, discounts)).sorted(ORDER).toList();
    Map<Object, Emission> kept = new LinkedHashMap<>();
    for (Emission emission : sorted) {
      kept.merge(key(emission), emission, Emissions::stronger);
    }
    return kept.values().stream().sorted(ORDER).toList();
  }

  private static Map<String, Double> discounts(List<Emission> emitted) {
    Map<String, Double> discounts = new HashMap<>();
    for (Emission emission : emitted) {
      if (emission.effect() instanceof Effect.Discount discount) {
        emission.facts().forEach(fact -> discounts.merge(fact, discount.factor(), Math::min));
      }
    }
    return discounts;
  }

  private static Emission discounted(Emission emission, Map<String, Double> discounts) {
    if (emission.effect() instanceof Effect.Discount) {
      return emission;
    }
    double factor =
        emission.facts().stream().mapToDouble(f -> discounts.getOrDefault(f, 1.0)).min().orElse(1);
    return factor == 1 ? emission : emission.withStrength(emission.strength() * factor);
  }

  private static Object key(Emission emission) {
    Object target = target(emission.effect());
    return emission.once()
        ? List.of(emission.rule(), target)
        : List.of(emission.rule(), target, emission.facts());
  }

  /** What an effect acts on, together with its kind; deadlines are apart from each other. */
  private static Object target(Effect effect) {
    return switch (effect) {
      case Effect.OnParameter on -> List.of(on.getClass(), on.parameter());
      case Effect.OnGate on -> List.of(on.getClass(), on.gate());
      case Effect.Deadline deadline -> List.of(deadline.getClass(), deadline.by());
      case Effect.OnPaths on -> on.getClass();
      case Effect.OnWeights on -> on.getClass();
      case Effect.Discount discount -> discount.getClass();
      case Effect.Note note -> note.getClass();
    };
  }

  private static Emission stronger(Emission first, Emission second) {
    return second.strength() > first.strength() ? second : first;
  }
}
