package dev.perigee.sweeps;

import dev.perigee.scenarios.Statistics;
import dev.perigee.simulation.Parameter;
import dev.perigee.studies.Batches;
import dev.perigee.studies.PairedDesign;
import dev.perigee.studies.Simulations;
import dev.perigee.studies.Study;
import dev.perigee.studies.StudyKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A tornado: base and ends are simulated in the same batches. */
record TornadoStudy(SweepInputs inputs, SweepBase base) implements Study {
  @Override
  public StudyKind kind() {
    return StudyKind.SWEEP;
  }

  @Override
  public long cost() {
    return base.cost(1 + 2L * inputs.drivers().size());
  }

  @Override
  public TornadoResult answer(Simulations simulations) throws InterruptedException {
    PairedDesign design = new PairedDesign(inputs.base().paths(), inputs.base().seed());
    simulations.expect((1 + 2 * inputs.drivers().size()) * design.batches());
    Batches reference = simulations.batches(base.pinned(Map.of()), design);
    List<TornadoResult.Bar> bars = new ArrayList<>();
    for (SweepInputs.Driver driver : inputs.drivers()) {
      Batches low = at(driver, driver.low(), simulations, design);
      Batches high = at(driver, driver.high(), simulations, design);
      bars.add(
          TornadoResult.Bar.of(
              Parameter.byKey(driver.parameter()).orElseThrow(),
              TornadoResult.End.of(driver.low(), low, reference, inputs.years()),
              TornadoResult.End.of(driver.high(), high, reference, inputs.years()),
              low,
              high));
    }
    bars.sort(
        Comparator.comparingDouble(TornadoResult.Bar::width)
            .reversed()
            .thenComparing(TornadoResult.Bar::parameter));
    return new TornadoResult(
        id(),
        inputs.kind(),
        SweepProvenance.of(inputs.base(), design.pathsRun(), design.batches()),
        Statistics.Mean.of(Batches.mean(reference.numbers(Batches::meanValue))),
        bars);
  }

  private Batches at(
      SweepInputs.Driver driver, double value, Simulations simulations, PairedDesign design)
      throws InterruptedException {
    simulations.requireNotCancelled();
    return simulations.batches(base.pinned(Map.of(driver.parameter(), value)), design);
  }
}
