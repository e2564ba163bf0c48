package dev.perigee.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant (a) of model section 3 and trap 1 of section 4. */
class ThermalPhysicsTest {
  @Test
  void allElectricalPowerBecomesHeat() {
    assertEquals(100_000, ThermalPhysics.heat(100_000, 1, 0));
    assertEquals(115_000, ThermalPhysics.heat(100_000, 1.15, 0), 1e-9);
  }

  @Test
  void whatTheEnvironmentAddsIsRejectedToo() {
    assertEquals(120_000, ThermalPhysics.heat(100_000, 1, 20_000));
  }

  @Test
  void radiatorAreaIsLinearInPower() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double temperature = random.nextDouble(280, 400);
      double sink = random.nextDouble(0, 260);
      double emissivity = random.nextDouble(0.7, 1);
      double power = random.nextDouble(1, 1e9);
      double factor = random.nextDouble(0.01, 100);
      double area = ThermalPhysics.radiatorPanelArea(power, temperature, sink, emissivity, 2);

      assertEquals(
          factor * area,
          ThermalPhysics.radiatorPanelArea(factor * power, temperature, sink, emissivity, 2),
          1e-12 * factor * area);
    }
  }

  @Test
  void doublingTheTemperatureCutsTheAreaBySixteenWithoutASink() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200; i++) {
      double temperature = random.nextDouble(200, 400);
      double area = ThermalPhysics.radiatorPanelArea(1000, temperature, 0, 0.9, 2);

      assertEquals(
          area / 16,
          ThermalPhysics.radiatorPanelArea(1000, 2 * temperature, 0, 0.9, 2),
          1e-12 * area);
    }
  }

  @Test
  void aSecondSideHalvesThePanel() {
    assertEquals(
        ThermalPhysics.radiatorPanelArea(1000, 343, 250, 0.85, 1) / 2,
        ThermalPhysics.radiatorPanelArea(1000, 343, 250, 0.85, 2),
        1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 150, 300})
  void aPanelAtTheTemperatureOfItsSinkLosesNothing(double temperature) {
    assertEquals(0, ThermalPhysics.radiatedFlux(temperature, temperature, 0.9));
  }

  /**
   * Trap 1 of model section 4: at 343 K, sink 250 K, emissivity .85 and two sides, 100 kW of
   * computing and 15 kW of losses need 3.8 times the area of a model that radiates 30 kW.
   */
  @Test
  void radiatingAPartOfThePowerAloneWouldUnderstateTheArea() {
    double whole =
        ThermalPhysics.radiatorPanelArea(ThermalPhysics.heat(100_000, 1.15, 0), 343, 250, 0.85, 2);
    double part = ThermalPhysics.radiatorPanelArea(30_000, 343, 250, 0.85, 2);

    assertEquals(3.8, whole / part, 0.05);
  }

  @Test
  void anEquilibriumLosesWhatItAbsorbs() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      double absorbed = random.nextDouble(1, 3000);
      double sink = random.nextDouble(0, 280);
      double temperature = ThermalPhysics.equilibriumTemperature(absorbed, 1.75, sink);

      assertEquals(
          absorbed,
          ThermalPhysics.radiatedFlux(temperature, sink, 0.85)
              + ThermalPhysics.radiatedFlux(temperature, sink, 0.90),
          1e-9 * absorbed);
    }
  }

  @Test
  void aSolarArrayOfTheAreaAskedGivesThePower() {
    double area = ThermalPhysics.solarArrayArea(1000, 0.22, 0.9, 0.6);

    assertEquals(1000, 0.6 * ThermalPhysics.solarPower(area, 0.22, 0.9), 1e-9);
  }

  /** By hand: .4705 m2 x 2.5 kg/m2 + 3.7108 m2 x .9 kg/m2 + 1.5 + .5 kg. */
  @Test
  void theLeastSpecificMassIsTheSumOfItsParts() {
    double radiator = 1000 / (2 * 5.670374419e-8 * Math.pow(370, 4)) * 2.5;
    double array = 1000 / (1361 * 0.22 * 0.9) * 0.9;

    assertEquals(radiator + array + 2, ThermalPhysics.SPECIFIC_MASS_FLOOR, 1e-9);
  }
}
