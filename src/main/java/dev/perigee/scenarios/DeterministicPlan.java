package dev.perigee.scenarios;

import dev.perigee.engine.Computed;
import dev.perigee.engine.Work;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Trajectory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The single path of the central values and the assumptions. */
public record DeterministicPlan(RunInputs inputs, Scenario scenario) implements RunPlan {
  @Override
  public Optional<Long> ledgerPosition() {
    return Optional.empty();
  }

  @Override
  public long cost() {
    return scenario.horizon().quarters();
  }

  @Override
  public StartedRun start(Submission engine) {
    return StartedRun.of(engine.submit(trace(scenario)), inputs.scenario(), this::written);
  }

  /** The path of a scenario. */
  public static Work.Trace trace(Scenario scenario) {
    Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
    scenario.pins().forEach((parameter, pin) -> values.put(parameter, pin.median()));
    return new Work.Trace(values, scenario.horizon());
  }

  private StoredRun written(Computed<Trajectory> computed) {
    String id = inputs.id();
    String name = inputs.scenario().name();
    DeterministicRun bare = DeterministicRun.of(id, name, null, computed.value());
    List<RunSeries.Line> lines = RunSeries.of(computed.value());
    String digest = CanonicalJson.digest(List.of(bare, lines));
    Provenance provenance = Provenance.of(inputs, computed.engine(), digest);
    return new StoredRun(
        id,
        CanonicalJson.write(bare.with(provenance)),
        CanonicalJson.write(new RunSeries(id, name, provenance, lines)),
        CanonicalJson.write(RunTraces.of(id, provenance, scenario)),
        digest);
  }
}
