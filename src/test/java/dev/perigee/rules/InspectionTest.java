package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InspectionTest {
  private static final Bundle BUNDLE = Bundle.of(DefaultRules.files());
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aThirdInspectionWaitsForItsTurn() {
    AtomicInteger beside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch two = new CountDownLatch(2);
    Inspection inspection =
        new Inspection(
            bundle -> {
              most.accumulateAndGet(beside.incrementAndGet(), Math::max);
              two.countDown();
              await(two);
              beside.decrementAndGet();
              return null;
            },
            2,
            LONG);
    List<CompletableFuture<RuleSetReport>> all =
        IntStream.range(0, 6).mapToObj(each -> start(inspection)).toList();
    all.forEach(CompletableFuture::join);
    assertEquals(2, most.get());
  }

  @Test
  void oneThatGetsNoTurnIsAnsweredThatTheServiceIsBusy() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Inspection inspection =
        new Inspection(
            bundle -> {
              begun.countDown();
              await(end);
              return null;
            },
            1,
            Duration.ofMillis(50));
    CompletableFuture<RuleSetReport> first = start(inspection);
    await(begun);
    ProblemException refused =
        assertThrows(ProblemException.class, () -> inspection.inspect(BUNDLE));
    assertEquals(ProblemType.SATURATED, refused.type());
    end.countDown();
    first.join();
  }

  @Test
  void aFailureGivesItsTurnBack() {
    Inspection inspection =
        new Inspection(
            bundle -> {
              throw new IllegalStateException("it does not start");
            },
            1,
            Duration.ZERO);
    for (int i = 0; i < 2; i++) {
      Throwable failure = assertThrows(CompletionException.class, start(inspection)::join);
      assertEquals(IllegalStateException.class, failure.getCause().getClass());
    }
  }

  private static CompletableFuture<RuleSetReport> start(Inspection inspection) {
    return CompletableFuture.supplyAsync(
        () -> inspection.inspect(BUNDLE), Thread::startVirtualThread);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
