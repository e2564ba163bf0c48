package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSamplerTest {
  private static final int FIRST = 300;
  private static final int PATHS = 250;

  private static double coordinate(Points points, int dimension, int path) {
    double[] u = new double[1];
    points.fill(dimension, path, 1, u);
    return u[0];
  }

  /** The bits of the marginals, one number at a time; a start off its quarter would show. */
  @ParameterizedTest
  @EnumSource(Pack.class)
  void drawsAreThoseOfTheMarginals(Pack pack) {
    PackOutlook view = Outlooks.PRIORS.packs().get(pack);
    Map<Parameter, Marginal> marginals = new EnumMap<>(view.marginals());
    marginals.computeIfPresent(
        Parameter.LAUNCH_COST_INITIAL,
        (key, marginal) -> marginal.scaled(0.9).shifted(20).capped(1_000, 0.5));
    marginals.computeIfPresent(Parameter.ORBITAL_OPEX, (key, marginal) -> marginal.capped(200, 1));
    marginals.put(
        Parameter.MARKET_UTILIZATION,
        Marginal.of(new Distribution.Uniform(0.6, 0.9), Loading.GOOD_WHEN_HIGH));
    assertDraws(new PackOutlook(marginals, view.gates()), pack);
  }

  /** A start of production so uncertain that its quarters are no table. */
  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e9})
  void aWideStartIsDrawnOneByOne(double scale) {
    PackOutlook view = Outlooks.PRIORS.packs().get(Pack.HOUSE);
    assertDraws(
        Outlooks.with(
            view,
            Parameter.DEPLOYMENT_START,
            marginal -> marginal.with(new Distribution.ShiftedGamma(2027.25, 2, scale))),
        Pack.HOUSE);
  }

  private static void assertDraws(PackOutlook view, Pack pack) {
    Points points = new PseudoRandomPoints(12, pack);
    for (Lanes math : new Lanes[] {new ScalarLanes(), new VectorLanes(PathBlock.LANES)}) {
      PathBlock block = new PathBlock();
      new PathSampler(view, math).draw(points, FIRST, PATHS, block);
      for (int i = 0; i < PATHS; i++) {
        for (Parameter parameter : Parameter.values()) {
          assertEquals(
              expected(view, points, FIRST + i, parameter),
              block.of(parameter)[i],
              parameter + " of path " + i);
        }
      }
    }
  }

  private static double expected(PackOutlook view, Points points, int path, Parameter parameter) {
    if (parameter == Parameter.DEPLOYMENT_START && !passes(view, points, path)) {
      return ModelConstants.NEVER;
    }
    Marginal marginal = view.marginal(parameter);
    if (marginal.isFixed()) {
      return marginal.median(parameter);
    }
    double u = coordinate(points, parameter.ordinal(), path);
    int sign = marginal.loading().sign();
    if (sign == 0) {
      return marginal.at(parameter, u);
    }
    double technology = Normal.quantile(coordinate(points, Points.COMMON_FACTOR, path));
    double own = Math.sqrt(1 - 0.5 * 0.5);
    return marginal.atNormal(parameter, sign * 0.5 * technology + own * Normal.quantile(u));
  }

  private static boolean passes(PackOutlook view, Points points, int path) {
    for (Gate gate : Gate.values()) {
      if (coordinate(points, Points.FIRST_GATE + gate.ordinal(), path) >= view.gates().get(gate)) {
        return false;
      }
    }
    return true;
  }
}
