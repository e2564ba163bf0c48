package dev.perigee.simulation.program;

import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** {@code perigee-core run}: one document in, one result out. */
final class RunCommand {
  private static final List<String> OVERRIDES = List.of("paths", "seed", "sampling", "precision");
  private static final Set<String> VALUED =
      Set.of("--outlook", "--threads", "--paths", "--seed", "--sampling", "--precision");
  private static final Set<String> FLAGS = Set.of("--pretty", "--progress");

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;

  RunCommand(InputStream in, OutputStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs what the document says and writes the result.
   *
   * @throws IOException when the result cannot be written
   */
  void execute(List<String> words) throws IOException {
    Arguments arguments = Arguments.parse(words, VALUED, FLAGS);
    int threads = PerigeeCore.threads(arguments, Runtime.getRuntime().availableProcessors());
    Map<String, JsonValue> overrides = new LinkedHashMap<>();
    for (String name : OVERRIDES) {
      arguments.json("--" + name).ifPresent(value -> overrides.put(name, value));
    }
    JsonWriter.Content result =
        switch (RunInput.read(JsonParsing.parse(document(arguments)), overrides)) {
          case RunInput.Mixture mixture ->
              simulate(mixture.request(), threads, arguments.has("--progress"));
          case RunInput.Path path -> {
            var trajectory =
                Simulation.trajectory(path.request().values(), path.request().horizon());
            yield o -> TrajectoryJson.write(o, trajectory);
          }
        };
    out.write(arguments.has("--pretty") ? JsonWriter.pretty(result) : JsonWriter.line(result));
    if (!arguments.has("--pretty")) {
      out.write('\n');
    }
    out.flush();
  }

  private JsonWriter.Content simulate(SimulationRequest request, int threads, boolean tell) {
    DoubleConsumer listener =
        tell ? share -> err.printf(Locale.ROOT, "progress %.3f%n", share) : share -> {};
    try (Beat progress = new Beat(listener)) {
      var result = Simulation.run(request, threads, progress);
      return o -> ResultWriter.write(o, result);
    }
  }

  private byte[] document(Arguments arguments) {
    return arguments
        .text("--outlook")
        .map(name -> file(name, SimulationJson.LONGEST_DOCUMENT))
        .orElseGet(this::standardInput);
  }

  private byte[] standardInput() {
    try {
      return in.readNBytes(SimulationJson.LONGEST_DOCUMENT + 1);
    } catch (IOException e) {
      throw new UsageError("the standard input cannot be read: " + e.getMessage());
    }
  }

  /** The bytes of a file; of one that is longer than {@code longest} a byte more than that. */
  static byte[] file(String name, int longest) {
    try (InputStream file = Files.newInputStream(Path.of(name))) {
      return file.readNBytes(longest + 1);
    } catch (IOException e) {
      throw new UsageError("the file %s cannot be read (%s)".formatted(name, e));
    }
  }
}
