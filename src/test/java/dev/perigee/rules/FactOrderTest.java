package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import dev.perigee.simulation.Horizon;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Invariants (f) and (g) of model section 3: the outlook depends on the set of facts alone. */
class FactOrderTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 23);
  private static final List<Milestone> FACTS =
      List.of(
              met(FactType.LAUNCH_CADENCE, "2026-03-31", "q1", 0).measure("periodYears", 0.25),
              met(FactType.LAUNCH_CADENCE, "2026-06-30", "q2", 1).measure("periodYears", 0.25),
              met(FactType.LAUNCH_CADENCE, "2026-09-30", "q3", 2)
                  .quality(0.4)
                  .measure("periodYears", 0.25),
              met(FactType.FLIGHT_RESULT, "2026-07-01", "f1", 35),
              met(FactType.FLIGHT_RESULT, "2026-09-01", "f2", 44).grade(Grade.FAILED).quality(0.7),
              met(FactType.PAYLOAD_DEMONSTRATED, "2026-09-01", "p1", 44).quality(0.3),
              met(FactType.PAYLOAD_DEMONSTRATED, "2026-07-01", "p2", 44).quality(0.7),
              met(FactType.LAUNCH_COST, "2026-08-01", "c1", 400).quality(0.4),
              met(FactType.LAUNCH_COST, "2026-09-01", "c2", 900).quality(0.7),
              met(FactType.DEMO_THERMAL, "2026-05-01", "heat", 700),
              met(FactType.DEMO_THERMAL, "2026-05-02", "heat of another", 1300).by("Starcloud"),
              met(FactType.DEMO_RADIATION, "2026-06-01", "dose", 30).quality(0.9),
              met(FactType.DEMO_COMPUTE_UPTIME, "2026-10-01", "uptime", 0.98),
              met(FactType.SPECIFIC_MASS, "2026-10-01", "mass", 15).by("Starcloud"),
              met(FactType.PRICE_OBSERVATION, "2026-10-01", "price", 2.35)
                  .unit("USD/GPU-h")
                  .quality(0.3),
              met(FactType.ANOMALY_FLEET, "2026-10-01", "anomaly", 0.03).quality(0.7),
              met(FactType.REGULATORY_DECISION, "2026-10-01", "grant", 250_000),
              GivenFact.of(FactType.RISK_DISCLOSURE, "2026-06-08").id("reveal"))
          .stream()
          .map(GivenFact::milestone)
          .toList();

  @Test
  void theOrderOfFactsChangesNothing() {
    TracedOutlook expected = outlook(FACTS);
    List<Milestone> shuffled = new ArrayList<>(FACTS);
    Random random = new Random(20260215);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(shuffled, random);
      assertEquals(expected, outlook(shuffled));
    }
  }

  @Test
  void aFactGivenTwiceCountsOnce() {
    List<Milestone> twice = new ArrayList<>(FACTS);
    twice.addAll(FACTS.reversed());
    assertEquals(outlook(FACTS), outlook(twice));
  }

  @Test
  void aFactThatIsRetractedLeavesNothingBehind() {
    for (Milestone fact : FACTS) {
      List<Milestone> without = FACTS.stream().filter(other -> !other.equals(fact)).toList();
      TracedOutlook former = outlook(without);
      List<Milestone> all = new ArrayList<>(without);
      all.add(fact);
      outlook(all);
      assertEquals(former, outlook(without), fact.id());
    }
  }

  private static GivenFact met(FactType type, String day, String id, double value) {
    return GivenFact.of(type, day).id(id).value(value).grade(Grade.MET);
  }

  private static TracedOutlook outlook(List<Milestone> facts) {
    RuleSet ruleSet = DefaultRules.ruleSet();
    return OutlookBuilder.build(
        ruleSet.priors(),
        ruleSet.priors().weights(),
        Map.of(),
        ruleSet.fire(facts, AS_OF),
        Horizon.DEFAULT);
  }
}
