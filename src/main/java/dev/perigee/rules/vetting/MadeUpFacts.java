package dev.perigee.rules.vetting;

import dev.perigee.milestones.Evidence;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Measure;
import dev.perigee.milestones.Milestone;
import dev.perigee.rules.Finding;
import dev.perigee.rules.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Facts of every type, many more than a ledger has, within the ranges that the ledger accepts.
 * Firing rules over them shows what the rules cost, not what they are worth.
 */
final class MadeUpFacts {
  /** Facts in all. */
  static final int COUNT = 2_000;

  private static final Logger LOG = Logger.getLogger(MadeUpFacts.class);
  private static final LocalDate AS_OF = LocalDate.of(2030, 1, 1);
  private static final int DAYS_BETWEEN = 2;
  private static final double LEAST = 1e-2;
  private static final double DECADES = 6;
  private static final int STEPS = 17;

  private MadeUpFacts() {}

  /**
   * Fires rules over the facts.
   *
   * @return that the rules do not come to rest, or nothing
   */
  static List<Finding> fire(RuleSet ruleSet) {
    try {
      ruleSet.fire(facts(), AS_OF);
      return List.of();
    } catch (IllegalStateException e) {
      return List.of(
          Finding.of("", "over " + COUNT + " facts " + e.getMessage())
              .allowing("rules that join few facts"));
    } catch (RuntimeException e) {
      // A ledger has no such facts; what a rule makes of real ones is for its cases to show.
      LOG.debug("A consequence refused a made-up fact", e);
      return List.of();
    }
  }

  /** The facts, of each type in turn, from the day of the outlook backwards. */
  static List<Milestone> facts() {
    FactType[] types = FactType.values();
    List<Milestone> facts = new ArrayList<>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      facts.add(fact(types[i % types.length], i));
    }
    return facts;
  }

  private static Milestone fact(FactType type, int i) {
    Map<String, Double> measures = new TreeMap<>();
    for (Measure measure : type.measures()) {
      measures.put(measure.name(), value(measure.minimum(), measure.maximum(), i));
    }
    LocalDate day = AS_OF.minusDays((long) DAYS_BETWEEN * i);
    Grade[] grades = Grade.values();
    return new Milestone(
        "made-up-" + i,
        type,
        day,
        day,
        i % 3 == 0 ? "another" : Milestone.PROGRAMME,
        "subject",
        "",
        Optional.of(value(type.minimum(), type.maximum(), i)),
        type.units().stream().sorted().findFirst(),
        Optional.of(grades[i % grades.length]),
        Evidence.COMPANY_DATA,
        (i % 10 + 1) / 10.0,
        "",
        "",
        measures,
        Optional.empty(),
        false,
        false);
  }

  /** Magnitudes from a hundredth to ten thousand, held within a range. */
  private static double value(double minimum, double maximum, int i) {
    double value = LEAST * StrictMath.pow(10, DECADES * (i % STEPS) / (STEPS - 1));
    return Math.min(Math.max(value, minimum), maximum);
  }
}
