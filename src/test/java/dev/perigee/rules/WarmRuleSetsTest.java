package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Milestone;
import dev.perigee.service.Waiting;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compiled rule sets are kept while they are of use, and leave nothing behind. */
class WarmRuleSetsTest {
  private static final int KEPT = 2;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final List<Milestone> FACTS =
      List.of(GivenFact.of(FactType.LATENCY, "2026-10-01").milestone());

  private final AtomicInteger compilations = new AtomicInteger();
  private final WarmRuleSets warm =
      new WarmRuleSets(
          new SmallRyeConfigBuilder()
              .withMapping(RulesConfig.class)
              .withSources(
                  new PropertiesConfigSource(
                      Map.of("perigee.rules.kept", String.valueOf(KEPT)), "test", 100))
              .build()
              .getConfigMapping(RulesConfig.class));

  @AfterEach
  void close() {
    warm.close();
  }

  @Test
  void whoeverAsksAtOnceGetsTheOneThatIsCompiled() throws Exception {
    Bundle bundle = bundle("at once");
    CountDownLatch together = new CountDownLatch(4);
    List<Future<RuleSet>> found = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        found.add(
            clients.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return find(bundle);
                }));
      }
      for (Future<RuleSet> each : found) {
        assertSame(found.getFirst().get(), each.get());
      }
    }
    assertEquals(1, compilations.get());
  }

  @Test
  void theLatestAreKept() {
    Bundle first = bundle("kept 1");
    Bundle second = bundle("kept 2");
    RuleSet kept = find(first);
    find(second);
    assertSame(kept, find(first));
    assertEquals(2, compilations.get());
  }

  @Test
  void oneInUseIsFoundAndFiresLongAfterItsTime() {
    Bundle held = bundle("held");
    RuleSet ruleSet = find(held);
    for (int i = 0; i < KEPT + 1; i++) {
      find(bundle("pushing " + i));
    }
    collect();
    assertEquals(1, ruleSet.fire(FACTS, DAY).size());
    assertSame(ruleSet, find(held));
  }

  @Test
  void oneThatNobodyUsesIsForgottenAndCompiledAnewWhenAskedFor() {
    Bundle bundle = bundle("forgotten");
    WeakReference<RuleSet> gone = new WeakReference<>(find(bundle));
    for (int i = 0; i < KEPT; i++) {
      find(bundle("over it " + i));
    }
    Waiting.until(
        () -> {
          collect();
          return gone.refersTo(null);
        });
    int before = compilations.get();
    assertEquals(1, find(bundle).fire(FACTS, DAY).size());
    assertEquals(before + 1, compilations.get());
  }

  @Test
  void manyVersionsLeaveNoClassesBehind() {
    List<Integer> classes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      find(bundle("version " + i)).fire(FACTS, DAY);
      if (i == 19 || i == 39) {
        classes.add(settledClasses());
      }
    }
    assertTrue(classes.get(1) <= classes.get(0) + 20, "classes grow: " + classes);
  }

  @Test
  void oneThatDoesNotCompileIsNotKept() {
    Bundle broken = Bundle.of(files("package dev.perigee.ruleset; rule"));
    assertThrows(InvalidRuleSet.class, () -> find(broken));
    assertThrows(InvalidRuleSet.class, () -> find(broken));
    assertEquals(2, compilations.get());
  }

  @Test
  void oneThatIsNotStoredMayComeLater() {
    Bundle bundle = bundle("late");
    assertFalse(warm.find(bundle.digest(), Optional::empty).isPresent());
    assertNotSame(null, find(bundle));
  }

  private RuleSet find(Bundle bundle) {
    return warm.find(
            bundle.digest(),
            () -> {
              compilations.incrementAndGet();
              return Optional.of(bundle);
            })
        .orElseThrow();
  }

  private static Bundle bundle(String mark) {
    return Bundle.of(
        files(
            """
            // %s
            package dev.perigee.ruleset;
            import dev.perigee.milestones.FactType;
            import dev.perigee.rules.Fact;
            global dev.perigee.rules.Effects effects;
            rule "latency"
                @source("a test")
            when
                $f : Fact( type == FactType.LATENCY )
            then
                effects.using($f).because("a reason").note();
            end
            """
                .formatted(mark)));
  }

  private static Map<String, String> files(String drl) {
    Map<String, String> files = DefaultRules.files();
    files.keySet().removeIf(name -> name.endsWith(".drl") || name.startsWith("cases/"));
    files.put("test.drl", drl);
    return files;
  }

  /** The number of classes once it does not shrink any more. */
  private static int settledClasses() {
    int before;
    int now = Integer.MAX_VALUE;
    do {
      before = now;
      collect();
      now = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    } while (now < before);
    return now;
  }

  /** Collects garbage twice, with time for what was compiled to be disposed of in between. */
  private static void collect() {
    try {
      System.gc();
      Thread.sleep(200);
      System.gc();
      Thread.sleep(200);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
