package dev.perigee.simulation.program;

import dev.perigee.simulation.DrawnPaths;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.PackOutlook;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationTimings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code perigee-core bench}: times the kernel, the draws and whole runs. */
final class BenchCommand {
  private static final Set<String> VALUED =
      Set.of(
          "--outlook",
          "--pack",
          "--paths",
          "--quarters",
          "--threads",
          "--parameters",
          "--repetitions",
          "--warm-up");
  private static final Set<String> FLAGS = Set.of("--json");
  private static final int MOST_REPETITIONS = 10_000;
  private static final int LONGEST_WARM_UP = 600;
  private static final long SEED = RequestJson.DEFAULT_SEED;

  private final OutputStream out;

  BenchCommand(OutputStream out) {
    this.out = out;
  }

  /**
   * Times what the options say and prints the table.
   *
   * @throws IOException when it cannot be written
   */
  void execute(List<String> words) throws IOException {
    Arguments arguments = Arguments.parse(words, VALUED, FLAGS);
    Outlook outlook = outlook(arguments);
    Horizon horizon = outlook.horizon();
    Pack pack = pack(arguments);
    PackOutlook view = outlook.packs().get(pack);
    int paths =
        arguments.integer(
            "--paths",
            SimulationRequest.FEWEST_PATHS,
            SimulationRequest.MOST_PATHS,
            RequestJson.DEFAULT_PATHS);
    int threads = PerigeeCore.threads(arguments, 1);
    Stopwatch stopwatch =
        new Stopwatch(
            arguments.integer("--warm-up", 0, LONGEST_WARM_UP, 3),
            arguments.integer("--repetitions", 1, MOST_REPETITIONS, 11));
    DrawnPaths drawn =
        arguments
            .text("--parameters")
            .map(file -> ParameterTable.read(RunCommand.file(file, ParameterTable.LONGEST)))
            .orElseGet(() -> DrawnPaths.draw(view, pack, SEED, paths));
    Map<Pack, PackOutlook> alike = new EnumMap<>(Pack.class);
    for (Pack each : Pack.values()) {
      alike.put(each, view);
    }
    Outlook same = new Outlook(horizon, alike, outlook.weights(), outlook.conditions());
    int packs = Pack.values().length;
    int quarters = horizon.quarters();
    List<Timing> timings =
        List.of(
            stopwatch.time(
                "kernel",
                (long) drawn.count() * quarters,
                () -> SimulationTimings.runKernel(horizon, outlook.conditions(), drawn, threads)),
            stopwatch.time(
                "draws",
                (long) paths * quarters,
                () -> SimulationTimings.drawOnly(view, pack, SEED, paths, threads)),
            stopwatch.time(
                "run, thrice " + pack.key(),
                (long) packs * paths * quarters,
                () -> run(same, paths, threads)),
            stopwatch.time(
                "run, mixture",
                (long) packs * paths * quarters,
                () -> run(outlook, paths, threads)));
    BenchReport report =
        new BenchReport(pack, paths, quarters, threads, stopwatch.repetitions(), timings);
    out.write(
        arguments.has("--json")
            ? JsonWriter.pretty(report::write)
            : report.table().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static double run(Outlook outlook, int paths, int threads) {
    return Simulation.run(SimulationRequest.of(outlook, paths, SEED), threads, Progress.NONE)
        .enterpriseValue()
        .mean()
        .value();
  }

  private static Outlook outlook(Arguments arguments) {
    String file =
        arguments.text("--outlook").orElseThrow(() -> new UsageError("bench needs --outlook"));
    Outlook outlook =
        SimulationJson.readOutlook(RunCommand.file(file, SimulationJson.LONGEST_DOCUMENT));
    int quarters =
        arguments.integer(
            "--quarters",
            Horizon.FEWEST_QUARTERS,
            Horizon.MOST_QUARTERS,
            outlook.horizon().quarters());
    return new Outlook(
        new Horizon(outlook.horizon().startYear(), quarters),
        outlook.packs(),
        outlook.weights(),
        outlook.conditions());
  }

  private static Pack pack(Arguments arguments) {
    try {
      return arguments
          .text("--pack")
          .map(name -> new JsonValue("--pack", name).oneOf(Pack.values(), Pack::key))
          .orElse(Pack.HOUSE);
    } catch (InvalidJson e) {
      throw new UsageError(e.getMessage());
    }
  }
}
