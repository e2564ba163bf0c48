package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.simulation.Distribution;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class DistributionReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAMILIES =
      "[gamma, logNormal, logTriangular, triangular, truncatedNormal, uniform]";

  @Test
  void readsANumberAsKnownForCertain() {
    assertEquals(new Distribution.Fixed(3.5), read("3.5"));
  }

  @Test
  void readsUniform() {
    assertEquals(new Distribution.Uniform(1, 2), read("{'uniform': [1, 2]}"));
  }

  @Test
  void readsTriangular() {
    assertEquals(new Distribution.Triangular(1, 2, 4), read("{'triangular': [1, 2, 4]}"));
  }

  @Test
  void readsLogTriangular() {
    assertEquals(new Distribution.LogTriangular(1, 2, 4), read("{'logTriangular': [1, 2, 4]}"));
  }

  @Test
  void readsTruncatedNormal() {
    assertEquals(
        new Distribution.TruncatedNormal(2, 0.5, 1, 4),
        read("{'truncatedNormal': [2, 0.5, 1, 4]}"));
  }

  @Test
  void readsLogNormal() {
    assertEquals(new Distribution.LogNormal(1500, 0.3), read("{'logNormal': [1500, 0.3]}"));
  }

  @Test
  void readsGamma() {
    assertEquals(
        new Distribution.ShiftedGamma(2027.25, 2, 1.1), read("{'gamma': [2027.25, 2, 1.1]}"));
  }

  @Test
  void leavesTheTechnologyBesideTheFamilyToTheCaller() {
    assertEquals(new Distribution.Uniform(1, 2), read("{'technology': 'high', 'uniform': [1, 2]}"));
  }

  @Test
  void writesEveryFamilyAsItReadsIt() {
    for (String text :
        new String[] {
          "{'uniform': [1.0, 2.0]}",
          "{'triangular': [1.0, 2.0, 4.0]}",
          "{'logTriangular': [1.0, 2.0, 4.0]}",
          "{'truncatedNormal': [2.0, 0.5, 1.0, 4.0]}",
          "{'logNormal': [1500.0, 0.3]}",
          "{'gamma': [2027.25, 2.0, 1.1]}"
        }) {
      assertEquals(json(text), JSON.valueToTree(DistributionReader.write(read(text))));
    }
  }

  @Test
  void writesANumberKnownForCertainAsItsValue() {
    assertEquals(
        json("{'value': 3.5}"),
        JSON.valueToTree(DistributionReader.write(new Distribution.Fixed(3.5))));
  }

  @Test
  void refusesWhatIsNeitherNumberNorObject() {
    assertEquals("expected a number or a distribution, got \"five\"", refusal("'five'"));
    assertEquals("expected a number or a distribution, got [1,2]", refusal("[1, 2]"));
    assertEquals("expected a number or a distribution, got null", refusal("null"));
  }

  @Test
  void refusesAnUnknownFamily() {
    assertEquals(
        "expected one of " + FAMILIES + ", got {\"beta\":[1,2]}", refusal("{'beta': [1, 2]}"));
  }

  @Test
  void refusesTwoFamilies() {
    assertEquals(
        "expected one of " + FAMILIES + ", got {\"uniform\":[1,2],\"gamma\":[0,1,1]}",
        refusal("{'uniform': [1, 2], 'gamma': [0, 1, 1]}"));
  }

  @Test
  void refusesAnObjectWithoutAFamily() {
    assertEquals(
        "expected one of " + FAMILIES + ", got {\"technology\":\"low\"}",
        refusal("{'technology': 'low'}"));
  }

  @Test
  void refusesTooFewNumbers() {
    assertEquals("triangular takes [min, mode, max], got [1,2]", refusal("{'triangular': [1, 2]}"));
  }

  @Test
  void refusesTooManyNumbers() {
    assertEquals(
        "logNormal takes [median, sigma], got [1,2,3]", refusal("{'logNormal': [1, 2, 3]}"));
  }

  @Test
  void refusesANumberInPlaceOfAnArray() {
    assertEquals("uniform takes [min, max], got 1", refusal("{'uniform': 1}"));
  }

  @Test
  void refusesAWordAmongTheNumbers() {
    assertEquals("gamma takes numbers, got \"two\"", refusal("{'gamma': [2027, 'two', 1]}"));
  }

  @Test
  void refusesNumbersThatAreOutOfOrder() {
    assertEquals("min must not exceed max, got 2.0 > 1.0", refusal("{'uniform': [2, 1]}"));
    assertEquals("min must not exceed mode, got 3.0 > 2.0", refusal("{'triangular': [3, 2, 4]}"));
    assertEquals(
        "mode must not exceed max, got 2.0 > 1.0", refusal("{'logTriangular': [1, 2, 1]}"));
    assertEquals(
        "mean must not exceed max, got 9.0 > 4.0", refusal("{'truncatedNormal': [9, 1, 1, 4]}"));
  }

  @Test
  void refusesAValueOfWhichThereIsNoLogarithm() {
    assertEquals("median must be above 0, got 0.0", refusal("{'logNormal': [0, 0.3]}"));
    assertEquals("min must be above 0, got -1.0", refusal("{'logTriangular': [-1, 2, 3]}"));
  }

  @Test
  void refusesANegativeSpread() {
    assertEquals("sigma must be at least 0, got -0.3", refusal("{'logNormal': [1, -0.3]}"));
    assertEquals("sd must be at least 0, got -1.0", refusal("{'truncatedNormal': [2, -1, 1, 4]}"));
    assertEquals("scale must be at least 0, got -1.0", refusal("{'gamma': [0, 2, -1]}"));
  }

  @Test
  void refusesAGammaShapeOutOfRange() {
    assertEquals("shape must be between 0.5 and 1000, got 0.1", refusal("{'gamma': [0, 0.1, 1]}"));
  }

  private static Distribution read(String text) {
    return DistributionReader.read(json(text));
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
