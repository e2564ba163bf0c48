package dev.perigee.rules;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Measure;
import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the shipped rules over facts of every type, which is more than a ledger asks of them:
 * most of its facts are context. No part of the test suite; run with {@code ./perigee bench
 * FiringBenchmark}.
 */
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class FiringBenchmark {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 23);
  private static final int DAYS = 1000;

  @Param({"250", "10000"})
  public int facts;

  private List<Milestone> ledger;

  /** The service logs warnings of the engine alone; here every firing would be traced. */
  @Setup
  public void quiet() {
    Logger.getLogger("org.drools").setLevel(Level.WARN);
  }

  /** Facts of every type in turn, of three actors, over a thousand days. */
  @Setup
  public void record() {
    SplittableRandom random = new SplittableRandom(20260215);
    ledger = new ArrayList<>();
    FactType[] types = FactType.values();
    for (int i = 0; i < facts; i++) {
      FactType type = types[i % types.length];
      GivenFact fact =
          GivenFact.of(type, AS_OF.minusDays(random.nextInt(DAYS)).toString())
              .id("fact-" + i)
              .by(List.of(Milestone.PROGRAMME, "Starcloud", "Axiom").get(random.nextInt(3)))
              .grade(Grade.values()[random.nextInt(Grade.values().length)])
              .quality(random.nextDouble())
              .value(typical(type) * random.nextDouble(0.5, 2));
      type.units().stream().sorted().findFirst().ifPresent(fact::unit);
      for (Measure measure : type.measures()) {
        if (random.nextBoolean()) {
          fact.measure(measure.name(), random.nextDouble(0, Math.min(measure.maximum(), 400)));
        }
      }
      ledger.add(fact.milestone());
    }
  }

  private static double typical(FactType type) {
    return Map.of(
            FactType.DEMO_THERMAL, 800.0,
            FactType.DEMO_COMPUTE_UPTIME, 0.5,
            FactType.ANOMALY_FLEET, 0.05,
            FactType.LAUNCH_COST, 500.0,
            FactType.REGULATORY_DECISION, 250_000.0,
            FactType.COMPETITOR_CAPACITY, 80_000.0)
        .getOrDefault(type, 30.0);
  }

  /** All that the rules emit. */
  @Benchmark
  public List<Emission> fire() {
    return DefaultRules.ruleSet().fire(ledger, AS_OF);
  }
}
