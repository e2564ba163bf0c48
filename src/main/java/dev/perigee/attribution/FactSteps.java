package dev.perigee.attribution;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.ProblemException;
import dev.perigee.rules.Effect;
import dev.perigee.rules.Emission;
import dev.perigee.rules.TracedOutlook;
import dev.perigee.scenarios.Outlooks;
import dev.perigee.scenarios.StochasticPlan;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The way from the outlook without facts to that of a run: facts are added in the order in which
 * they were reported, those that a scenario assumes at the end. A fact that leaves the outlook as
 * it is makes no step.
 *
 * @param prior the outlook without facts
 * @param steps from there to the outlook of the run
 * @param idle facts that changed nothing when they were added
 * @param posterior the outlook of the run, with everything that rules say of it
 */
record FactSteps(
    TracedOutlook prior, List<Step> steps, List<Milestone> idle, TracedOutlook posterior) {
  /** Most steps; beyond it neighbours are joined. */
  static final int MOST = 25;

  private static final Comparator<Milestone> ORDER =
      Comparator.comparing(Milestone::hypothetical)
          .thenComparing(Milestone::reportedOn)
          .thenComparing(Milestone::occurredOn)
          .thenComparing(Milestone::id);

  /** Of the pairs of neighbours the one to be joined first. */
  private static final Comparator<Pair> NEAREST =
      Comparator.comparing(Pair::isMixed)
          .thenComparing(Pair::rulesDiffer)
          .thenComparing(Pair::days)
          .thenComparing(Pair::place);

  FactSteps {
    steps = List.copyOf(steps);
    idle = List.copyOf(idle);
  }

  /**
   * Facts that change the outlook together.
   *
   * @param facts in the order in which they are added
   * @param rules names of the rules whose effects they change
   * @param outlook after them
   */
  record Step(List<Milestone> facts, SortedSet<String> rules, TracedOutlook outlook) {
    private Step then(Step next) {
      SortedSet<String> both = new TreeSet<>(rules);
      both.addAll(next.rules);
      return new Step(
          Stream.concat(facts.stream(), next.facts.stream()).toList(), both, next.outlook);
    }
  }

  /** Two steps, one after the other, the first of which has this place. */
  private record Pair(int place, Step first, Step second) {
    /** Whether one is of the ledger and the other assumed. */
    boolean isMixed() {
      return first.facts().getLast().hypothetical() != second.facts().getFirst().hypothetical();
    }

    boolean rulesDiffer() {
      return !first.rules().equals(second.rules());
    }

    long days() {
      return ChronoUnit.DAYS.between(
          first.facts().getLast().reportedOn(), second.facts().getFirst().reportedOn());
    }
  }

  /**
   * The way to a run.
   *
   * @param between runs after every fact, and may end it
   * @throws ProblemException when without facts the scenario does not go together
   */
  static FactSteps of(StochasticPlan plan, Runnable between) {
    List<Milestone> ordered =
        Outlooks.seen(plan.facts(), plan.scenario()).stream().sorted(ORDER).toList();
    List<Milestone> known = new ArrayList<>();
    List<Milestone> added = new ArrayList<>();
    SortedSet<String> rules = new TreeSet<>();
    List<Milestone> idle = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<Emission> fired = plan.ruleSet().fire(known, plan.inputs().asOf());
    TracedOutlook prior = outlook(plan, fired);
    TracedOutlook reached = prior;
    for (Milestone fact : ordered) {
      between.run();
      known.add(fact);
      List<Emission> before = acting(fired);
      fired = plan.ruleSet().fire(known, plan.inputs().asOf());
      List<Emission> after = acting(fired);
      if (after.equals(before)) {
        idle.add(fact);
        continue;
      }
      added.add(fact);
      rules.addAll(changed(before, after));
      try {
        TracedOutlook next = outlook(plan, fired);
        if (next.outlook().equals(reached.outlook())) {
          idle.addAll(added);
        } else {
          steps.add(new Step(List.copyOf(added), new TreeSet<>(rules), next));
        }
        reached = next;
        added.clear();
        rules.clear();
      } catch (ProblemException e) {
        if (fact.equals(ordered.getLast())) {
          throw e; // the run itself does not go together
        } // these facts only go together with the next
      }
    }
    return new FactSteps(prior, joined(steps, MOST), idle, outlook(plan, fired));
  }

  private static TracedOutlook outlook(StochasticPlan plan, List<Emission> fired) {
    return Outlooks.of(plan.ruleSet().priors(), fired, plan.scenario(), plan.inputs().scenario());
  }

  private static List<Emission> acting(List<Emission> fired) {
    return fired.stream().filter(each -> !(each.effect() instanceof Effect.Note)).toList();
  }

  /** Names of the rules that emit something else than before. */
  private static Set<String> changed(List<Emission> before, List<Emission> after) {
    Set<Emission> gone = new LinkedHashSet<>(before);
    Set<Emission> come = new LinkedHashSet<>(after);
    gone.removeAll(new HashSet<>(after));
    come.removeAll(new HashSet<>(before));
    Set<String> rules = new TreeSet<>();
    gone.forEach(each -> rules.add(each.rule()));
    come.forEach(each -> rules.add(each.rule()));
    return rules;
  }

  /**
   * No more than so many steps: neighbours are joined, first those of the same rules, of these
   * first those that were reported within the fewest days.
   */
  static List<Step> joined(List<Step> steps, int most) {
    List<Step> joined = new ArrayList<>(steps);
    while (joined.size() > most) {
      List<Pair> pairs = new ArrayList<>();
      for (int i = 1; i < joined.size(); i++) {
        pairs.add(new Pair(i - 1, joined.get(i - 1), joined.get(i)));
      }
      Pair nearest = pairs.stream().min(NEAREST).orElseThrow();
      joined.set(nearest.place(), nearest.first().then(nearest.second()));
      joined.remove(nearest.place() + 1);
    }
    return joined;
  }
}
