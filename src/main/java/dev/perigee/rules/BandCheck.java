package dev.perigee.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks for gaps and overlaps of bands: fires the rules over facts at, between and beyond the
 * numbers with which their conditions compare a quantity.
 *
 * <p>Rules that read one fact of one type and differ in nothing but their conditions on a quantity
 * and on days are a family. Where two of a family fire they overlap; where neither they fire nor
 * any other rule that compares the quantity, there is a gap. A family of one rule has gaps only
 * when its quantity is the number of the fact itself: a further measure that one rule asks for is a
 * condition and no band. What a family looks at on no day at all is no gap, since days are no
 * bands.
 */
final class BandCheck {
  private static final LocalDate USUAL_DAY = LocalDate.of(2026, 11, 1);
  private static final int MOST_FACTS = 5_000;

  private final RuleSet ruleSet;
  private final Consumer<List<Emission>> seen;
  private final Set<Finding> findings = new LinkedHashSet<>();

  private BandCheck(RuleSet ruleSet, Consumer<List<Emission>> seen) {
    this.ruleSet = ruleSet;
    this.seen = seen;
  }

  /**
   * The gaps and overlaps of a rule set.
   *
   * @param sources its rules
   * @param seen is told what rules emit while they are tried
   */
  static List<Finding> of(
      RuleSet ruleSet, Collection<RuleSource> sources, Consumer<List<Emission>> seen) {
    BandCheck check = new BandCheck(ruleSet, seen);
    List<BandRule> rules =
        sources.stream()
            .sorted(Comparator.comparing(RuleSource::file).thenComparing(RuleSource::line))
            .map(BandRule::of)
            .flatMap(Optional::stream)
            .toList();
    Map<Key, List<BandRule>> families = new LinkedHashMap<>();
    for (BandRule rule : rules) {
      for (String quantity : new TreeSet<>(rule.bandedQuantities())) {
        if (BandProbe.knows(rule.type(), quantity)) {
          Set<String> besides =
              rule.besides(quantity).stream()
                  .map(BandCondition::text)
                  .collect(Collectors.toCollection(TreeSet::new));
          families
              .computeIfAbsent(
                  new Key(rule.subject(), quantity, String.join(", ", besides)),
                  key -> new ArrayList<>())
              .add(rule);
        }
      }
    }
    families.forEach(
        (key, family) -> {
          if (family.size() > 1 || BandProbe.isOwnNumber(key.quantity())) {
            check.examine(key, family, rules);
          }
        });
    return List.copyOf(check.findings);
  }

  /**
   * What the rules of a family have in common.
   *
   * @param subject what they read
   * @param quantity that tells them apart
   * @param besides their other conditions
   */
  private record Key(String subject, String quantity, String besides) {}

  /**
   * A number between two others, or one of the numbers that rules compare with.
   *
   * @param number that stands for all of them
   * @param from where they begin
   * @param to where they end, the same for a single number
   * @param withFrom whether {@code from} is one of them
   * @param withTo whether {@code to} is one of them
   */
  private record Cell(double number, double from, double to, boolean withFrom, boolean withTo) {
    static Cell of(double number) {
      return new Cell(number, number, number, true, true);
    }
  }

  private void examine(Key key, List<BandRule> family, List<BandRule> all) {
    BandRule first = family.getFirst();
    List<BandRule> theme =
        all.stream()
            .filter(rule -> rule.subject().equals(key.subject()))
            .filter(rule -> !rule.comparisons(key.quantity()).isEmpty())
            .toList();
    List<Cell> cells = cells(first, key.quantity(), theme);
    List<LocalDate> days = days(theme);
    if ((long) cells.size() * days.size() > MOST_FACTS) {
      findings.add(
          finding(
              first,
              "%s: %s %s: the bands are too many to be tried, %d facts on each of %d days"
                  .formatted(
                      first.theme(), key.subject(), key.quantity(), cells.size(), days.size())));
      return;
    }
    Optional<BandProbe> probe = probe(key, family, cells, days);
    if (probe.isEmpty()) {
      return;
    }
    Set<String> familyNames = names(family);
    Set<String> themeNames = names(theme);
    for (LocalDate day : days) {
      List<Set<String>> fired = new ArrayList<>();
      for (Cell cell : cells) {
        Set<String> names = fire(probe.get(), cell.number(), day, first);
        names.retainAll(themeNames);
        fired.add(names);
      }
      if (fired.stream().anyMatch(names -> !names.isEmpty())) {
        gaps(key, first, cells, fired);
      }
      overlaps(key, family, familyNames, cells, fired);
    }
  }

  private static Set<String> names(List<BandRule> rules) {
    return rules.stream().map(rule -> rule.source().name()).collect(Collectors.toSet());
  }

  private void gaps(Key key, BandRule first, List<Cell> cells, List<Set<String>> fired) {
    for (int i = 0; i < cells.size(); i++) {
      if (fired.get(i).isEmpty()) {
        int start = i;
        while (i + 1 < cells.size() && fired.get(i + 1).isEmpty()) {
          i++;
        }
        if (i == 0 && start == 0 && cells.get(0).from() == cells.get(0).to()) {
          continue;
        }
        findings.add(
            finding(
                first,
                "%s: %s %s: no rule for %s"
                    .formatted(
                        first.theme(),
                        key.subject(),
                        key.quantity(),
                        interval(cells.get(start), cells.get(i)))));
      }
    }
  }

  private void overlaps(
      Key key,
      List<BandRule> family,
      Set<String> names,
      List<Cell> cells,
      List<Set<String>> fired) {
    for (int i = 0; i < cells.size(); i++) {
      Set<String> both = new TreeSet<>(fired.get(i));
      both.retainAll(names);
      if (both.size() < 2 || haveOneBand(family, both, key.quantity())) {
        continue;
      }
      int start = i;
      while (i + 1 < cells.size() && fired.get(i + 1).containsAll(both)) {
        i++;
      }
      BandRule last =
          family.stream()
              .filter(rule -> both.contains(rule.source().name()))
              .reduce((a, b) -> b)
              .orElseThrow();
      findings.add(
          finding(
              last,
              "%s: %s %s: several rules for %s: %s"
                  .formatted(
                      last.theme(),
                      key.subject(),
                      key.quantity(),
                      interval(cells.get(start), cells.get(i)),
                      both.stream().collect(Collectors.joining("\", \"", "\"", "\"")))));
    }
  }

  /** Rules with the same conditions throughout are one rule in several parts. */
  private static boolean haveOneBand(List<BandRule> family, Set<String> names, String quantity) {
    return family.stream()
            .filter(rule -> names.contains(rule.source().name()))
            .map(rule -> rule.band(quantity))
            .distinct()
            .count()
        == 1;
  }

  /** A fact that some rule of the family reads; empty when none can be made. */
  private Optional<BandProbe> probe(
      Key key, List<BandRule> family, List<Cell> cells, List<LocalDate> days) {
    Set<String> names = names(family);
    for (BandProbe candidate : BandProbe.candidates(family.getFirst(), key.quantity())) {
      for (LocalDate day : days) {
        for (Cell cell : cells) {
          Set<String> fired = fire(candidate, cell.number(), day, family.getFirst());
          fired.retainAll(names);
          if (!fired.isEmpty()) {
            return Optional.of(candidate);
          }
        }
      }
    }
    return Optional.empty();
  }

  private Set<String> fire(BandProbe probe, double number, LocalDate day, BandRule rule) {
    List<Emission> emissions;
    try {
      emissions = ruleSet.fire(List.of(probe.fact(number, day, ruleSet.expectations())), day);
    } catch (RuntimeException e) {
      findings.add(
          finding(
              rule,
              "%s: %s %s: the rules fail for %s: %s"
                  .formatted(
                      rule.theme(),
                      rule.subject(),
                      probe.quantity(),
                      shown(number),
                      (e.getCause() == null ? e : e.getCause()).getMessage())));
      return new HashSet<>();
    }
    seen.accept(emissions);
    return emissions.stream().map(Emission::rule).collect(Collectors.toCollection(HashSet::new));
  }

  private static List<Cell> cells(BandRule first, String quantity, List<BandRule> theme) {
    double[] range = BandProbe.range(first.type(), quantity);
    TreeSet<Double> edges = new TreeSet<>();
    for (BandRule rule : theme) {
      rule.comparisons(quantity).stream()
          .map(BandCondition.Comparison::number)
          .filter(number -> number >= range[0] && number <= range[1])
          .forEach(edges::add);
    }
    List<Cell> cells = new ArrayList<>();
    double from = range[0];
    for (double edge : edges) {
      if (edge > from) {
        cells.add(new Cell(from + (edge - from) / 2, from, edge, from == range[0], false));
      }
      cells.add(Cell.of(edge));
      from = edge;
    }
    if (range[1] > from) {
      double beyond = Math.max(1, 2 * Math.abs(from));
      double number = Math.min(from + beyond, from + (range[1] - from) / 2);
      cells.add(new Cell(number, from, range[1], false, range[1] < Double.MAX_VALUE));
    }
    return cells;
  }

  /** Each day that rules name and the day before; a usual day when they name none. */
  private static List<LocalDate> days(List<BandRule> theme) {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (BandRule rule : theme) {
      for (String date : rule.dates()) {
        days.add(LocalDate.parse(date));
        days.add(LocalDate.parse(date).minusDays(1));
      }
    }
    return days.isEmpty() ? List.of(USUAL_DAY) : List.copyOf(days);
  }

  private static String interval(Cell first, Cell last) {
    if (first.from() == last.to()) {
      return shown(first.from());
    }
    String from = (first.withFrom() ? "[" : "(") + shown(first.from());
    return from + ", " + shown(last.to()) + (last.withTo() ? "]" : ")");
  }

  private static String shown(double number) {
    if (number == Double.MAX_VALUE) {
      return "infinity";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  private static Finding finding(BandRule rule, String message) {
    return Finding.at(rule.source().file(), rule.source().line(), message);
  }
}
