package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The six trajectories of the independent numpy oracle, every field of every quarter (model section
 * 1.5, V34, V35).
 */
class GoldenTrajectoryTest {
  private static final double RELATIVE = 1e-9;
  private static final double NEAR_ZERO = 1e-6;

  @ParameterizedTest
  @ValueSource(
      strings = {"central", "bull", "late-start", "no-authorisation", "random-1", "random-2"})
  void theTrajectoryEqualsTheOracles(String name) throws IOException {
    JsonNode golden = golden(name);
    Map<Parameter, Double> overrides = new EnumMap<>(Parameter.class);
    for (Map.Entry<String, JsonNode> entry : golden.get("overrides").properties()) {
      overrides.put(Parameter.byKey(entry.getKey()).orElseThrow(), entry.getValue().asDouble());
    }

    Trajectory trajectory = Simulation.trajectory(overrides, Horizon.DEFAULT);

    assertClose("enterpriseValueUsd", golden, trajectory.enterpriseValueUsd());
    assertClose("presentValueUsd", golden, trajectory.presentValueUsd());
    assertClose("terminalValueUsd", golden, trajectory.terminalValueUsd());
    assertClose("effectiveLifeYears", golden, trajectory.effectiveLifeYears());
    JsonNode quarters = golden.get("quarters");
    assertEquals(quarters.size(), trajectory.horizon().quarters());
    for (int q = 0; q < quarters.size(); q++) {
      JsonNode quarter = quarters.get(q);
      assertEquals(quarter.get("quarter").asText(), trajectory.horizon().label(q));
      assertEquals(
          quarter.get("bindingConstraint").asText(),
          trajectory.binding().get(q).key(),
          name + " " + q);
      for (Metric metric : Metric.values()) {
        assertClose(metric.field(), quarter, trajectory.at(metric, q));
      }
    }
  }

  private static void assertClose(String field, JsonNode expected, double actual) {
    double value = expected.get(field).asDouble();
    assertEquals(value, actual, Math.max(Math.abs(value) * RELATIVE, NEAR_ZERO), field);
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in =
        GoldenTrajectoryTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
