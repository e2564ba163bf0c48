package dev.perigee.sweeps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Loading;
import dev.perigee.simulation.Marginal;
import dev.perigee.simulation.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class BelievedTest {
  private static final Parameter GROWTH = Parameter.LAUNCH_RATE_GROWTH; // from 0 to 5
  private static final double TOLD = 1e-9;

  /** Half below 1, evenly, and half above. */
  @Test
  void theQuantileIsThatOfTheMixtureAndNotTheMeanOfThoseOfThePacks() {
    Believed believed =
        believed(
            view(new Distribution.Uniform(0, 1), 0.5), view(new Distribution.Uniform(1, 3), 0.5));
    assertEquals(0.2, believed.quantile(0.1), TOLD);
    assertEquals(0.8, believed.quantile(0.4), TOLD);
    assertEquals(2.6, believed.quantile(0.9), TOLD);
  }

  /** The distribution jumps from 0.25 to 0.75 at 1, and has a slope of a quarter elsewhere. */
  @Test
  void aCertainPackIsAJump() {
    Believed believed =
        believed(view(new Distribution.Fixed(1), 0.5), view(new Distribution.Uniform(0, 2), 0.5));
    assertEquals(0.4, believed.quantile(0.1), TOLD);
    assertEquals(1, believed.quantile(0.3), TOLD);
    assertEquals(1, believed.quantile(0.7), TOLD);
    assertEquals(1.6, believed.quantile(0.9), TOLD);
  }

  @Test
  void whatAllPacksBelieveIsBelieved() {
    Distribution triangular = new Distribution.Triangular(0.1, 0.4, 1);
    Believed believed = believed(view(triangular, 0.35), view(triangular, 0.65));
    assertEquals(triangular.quantile(0.1), believed.quantile(0.1), TOLD);
    assertEquals(triangular.quantile(0.9), believed.quantile(0.9), TOLD);
    Believed certain = believed(view(new Distribution.Fixed(0.4), 1));
    assertEquals(0.4, certain.quantile(0.1));
    assertEquals(0.4, certain.quantile(0.9));
  }

  @Test
  void effectsCountAndTheRangeOfTheParameterHolds() {
    Marginal scaled = Marginal.of(new Distribution.Uniform(0, 10), Loading.INDEPENDENT).scaled(0.8);
    Believed believed = new Believed(GROWTH, List.of(new Believed.View(scaled, 1)));
    assertEquals(0.8, believed.quantile(0.1), TOLD);
    assertEquals(5, believed.quantile(0.9));
  }

  private static Believed believed(Believed.View... views) {
    return new Believed(GROWTH, List.of(views));
  }

  private static Believed.View view(Distribution distribution, double weight) {
    return new Believed.View(Marginal.of(distribution, Loading.INDEPENDENT), weight);
  }
}
