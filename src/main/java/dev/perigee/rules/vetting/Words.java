package dev.perigee.rules.vetting;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Measure;
import dev.perigee.rules.Cadence;
import dev.perigee.rules.Effects;
import dev.perigee.rules.Fact;
import dev.perigee.simulation.Gate;
import dev.perigee.simulation.Parameter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The vocabulary of rules: what {@link Fact}, {@link Cadence} and {@link Effects} declare in public
 * themselves, a few functions of mathematics, and the keys that effects take.
 */
public final class Words {
  /** Functions of {@link Math} and {@link StrictMath} that a rule may call. */
  public static final List<String> MATH =
      List.of("abs", "ceil", "exp", "floor", "log", "log10", "max", "min", "pow", "sqrt");

  /** The names in {@link #MATH} as alternatives of a regular expression. */
  public static final String MATH_PATTERN = String.join("|", MATH);

  /** Functions that an accumulate may call, by what they give. */
  static final Map<String, Class<?>> FUNCTIONS =
      new TreeMap<>(
          Map.of(
              "average", double.class,
              "sum", double.class,
              "min", double.class,
              "max", double.class,
              "count", long.class,
              "collectList", List.class));

  static final SortedSet<String> FACT_TYPES = names(Arrays.asList(FactType.values()));
  static final SortedSet<String> PARAMETERS =
      Arrays.stream(Parameter.values())
          .map(Parameter::key)
          .collect(Collectors.toCollection(TreeSet::new));
  static final SortedSet<String> GATES =
      Arrays.stream(Gate.values()).map(Gate::key).collect(Collectors.toCollection(TreeSet::new));
  static final SortedSet<String> MEASURES =
      Arrays.stream(FactType.values())
          .flatMap(type -> type.measures().stream())
          .map(Measure::name)
          .collect(Collectors.toCollection(TreeSet::new));

  static final Words FACT = new Words(Fact.class);
  static final Words CADENCE = new Words(Cadence.class);
  static final Words EFFECTS = new Words(Effects.class);
  static final Words DRAFT = new Words(Effects.Draft.class);

  /** Numbers that an accumulate hands to a pattern. */
  static final Words NUMBER = new Words(Number.class);

  private final Map<String, Class<?>> properties = new TreeMap<>();
  private final Map<String, Class<?>> methods = new TreeMap<>();
  private final Map<String, String> getters = new TreeMap<>();

  private Words(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (isWord(method)) {
        methods.put(method.getName(), method.getReturnType());
        if (method.getParameterCount() == 0) {
          properties.put(property(method.getName()), method.getReturnType());
          getters.put(property(method.getName()), method.getName() + "()");
        }
      }
    }
  }

  private static boolean isWord(Method method) {
    int modifiers = method.getModifiers();
    return Modifier.isPublic(modifiers)
        && !Modifier.isStatic(modifiers)
        && !method.isSynthetic()
        && Arrays.stream(Object.class.getDeclaredMethods())
            .noneMatch(ofObject -> ofObject.getName().equals(method.getName()));
  }

  private static String property(String getter) {
    int prefix = getter.startsWith("get") ? 3 : getter.startsWith("is") ? 2 : 0;
    String name = getter.substring(prefix);
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static SortedSet<String> names(List<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a property gives, if there is one of this name. */
  Optional<Class<?>> ofProperty(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** What a method gives, if there is one of this name. */
  Optional<Class<?>> ofMethod(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  /** How a property is written in a consequence, if there is one of this name. */
  Optional<String> getter(String property) {
    return Optional.ofNullable(getters.get(property));
  }

  /** Names of the properties, sorted. */
  Collection<String> properties() {
    return properties.keySet();
  }

  /** Names of the methods, sorted. */
  Collection<String> methods() {
    return methods.keySet();
  }

  /** The candidate that differs least from a misspelt word, if one is near. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    String best = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Letters to insert, delete, replace or swap with their neighbour to make one of the other. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
