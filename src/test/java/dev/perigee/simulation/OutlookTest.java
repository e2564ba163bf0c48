package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutlookTest {
  @Test
  void normalisedWeightsStayAsTheyAre() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 10_000; i++) {
      Outlook outlook =
          Outlooks.of(
              Outlooks.PRIORS.packs(),
              Outlooks.updated(
                  Outlooks.PRIORS.weights(),
                  random.nextDouble(),
                  random.nextDouble(),
                  random.nextDouble()));

      assertEquals(outlook.weights(), Outlooks.of(outlook.packs(), outlook.weights()).weights());
    }
  }
}
