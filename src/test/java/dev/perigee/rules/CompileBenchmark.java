package dev.perigee.rules;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time from a bundle of 100 rules to one that can be fired, the classes that are generated being
 * looked through. No part of the test suite; run with {@code ./perigee bench CompileBenchmark}.
 */
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class CompileBenchmark {
  private static final int RULES = 100;

  private int version;

  /** The service logs warnings of the engine alone. */
  @Setup
  public void quiet() {
    Logger.getLogger("org.drools").setLevel(Level.WARN);
  }

  /** The shipped rules, and as many more as make a hundred; another text each time. */
  @Benchmark
  public int compile() {
    TreeMap<String, String> files = new TreeMap<>(DefaultRules.files());
    StringBuilder more =
        new StringBuilder(
            """
            package dev.perigee.ruleset;
            import dev.perigee.milestones.FactType;
            import dev.perigee.rules.Fact;
            global dev.perigee.rules.Effects effects;
            """);
    version++;
    for (int i = DefaultRules.ruleSet().ruleNames().size(); i < RULES; i++) {
      more.append(
          """
          rule "X%d latency"
          when
              $f : Fact( type == FactType.LATENCY, met, measured, value > %d, withinMonths(24) )
          then
              effects.using($f).because("%%.0f ms", $f.getValue()).scale("orbital.opex", 1.%d);
          end
          """
              .formatted(i, i, 100 + version));
    }
    files.put("more.drl", more.toString());
    try (RuleSet ruleSet = RuleSet.of(Bundle.of(files))) {
      if (ruleSet.ruleNames().size() != RULES) {
        throw new IllegalStateException(ruleSet.ruleNames().size() + " rules");
      }
      return ruleSet.ruleNames().size();
    }
  }
}
