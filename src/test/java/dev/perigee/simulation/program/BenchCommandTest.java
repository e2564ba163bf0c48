package dev.perigee.simulation.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.simulation.DrawnPaths;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.PathConditions;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationTimings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bench measures and prints; no test asserts a time. */
class BenchCommandTest {
  private static final String OUTLOOK = "docs/examples/outlook.json";
  private static final List<String> QUICK =
      List.of(
          "bench",
          "--outlook",
          OUTLOOK,
          "--paths=1000",
          "--warm-up=0",
          "--repetitions=2",
          "--threads=2");

  @Test
  void theTableHasARowForEachPart() {
    CoreRun run = bench("--pack", "company", "--quarters", "40");

    assertEquals("", run.err());
    List<String> lines = run.outText().lines().toList();
    assertEquals(
        "jvm: pack company, 1000 paths x 40 quarters, threads 2, repetitions 2", lines.getFirst());
    String number = "\\s+\\d+\\.\\d\\d";
    assertEquals(6, lines.size());
    assertTrue(lines.get(2).matches("kernel" + number.repeat(3)), lines.get(2));
    assertTrue(lines.get(3).matches("draws" + number.repeat(3)), lines.get(3));
    assertTrue(lines.get(4).matches("run, thrice company" + number.repeat(3)), lines.get(4));
    assertTrue(lines.get(5).matches("run, mixture" + number.repeat(3)), lines.get(5));
  }

  @Test
  void theJsonHasTheSame() throws IOException {
    JsonNode report = new ObjectMapper().readTree(bench("--json").out());

    assertEquals("jvm", report.get("runtime").asText());
    assertEquals("house", report.get("pack").asText());
    assertEquals(60, report.get("quarters").asInt());
    assertEquals(2, report.get("repetitions").asInt());
    List<Integer> pathQuarters = new ArrayList<>();
    for (JsonNode timing : report.get("timings")) {
      pathQuarters.add(timing.get("pathQuarters").asInt());
      assertTrue(timing.get("leastMs").asDouble() > 0);
      assertTrue(timing.get("medianMs").asDouble() >= timing.get("leastMs").asDouble());
      assertEquals(
          timing.get("medianMs").asDouble() * 1e6 / timing.get("pathQuarters").asInt(),
          timing.get("nsPerPathQuarter").asDouble(),
          1e-6);
    }
    assertEquals(List.of(60_000, 60_000, 180_000, 180_000), pathQuarters);
  }

  @Test
  void theKernelIsTimedOnGivenParameters(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("draws.csv");
    Files.writeString(file, "launch.rate.initial,deployment.start\n5,2028\n6.5, 9999\n", UTF_8);

    JsonNode report =
        new ObjectMapper().readTree(bench("--json", "--parameters", file.toString()).out());

    assertEquals(120, report.get("timings").get(0).get("pathQuarters").asInt());
  }

  @Test
  void theRowsOfATableArePathsWithCentralValuesForWhatIsLeftOut() {
    DrawnPaths paths =
        ParameterTable.read(
            "deployment.start,launch.rate.initial\n9999,5\n2028,7\n2027.5,5\n".getBytes(UTF_8));

    double sum = 0;
    for (Map<Parameter, Double> row :
        List.of(
            Map.of(Parameter.DEPLOYMENT_START, 2100.0),
            Map.of(Parameter.LAUNCH_RATE_INITIAL, 7.0),
            Map.of(Parameter.DEPLOYMENT_START, 2027.5))) {
      sum += Simulation.trajectory(row, Horizon.DEFAULT).enterpriseValueUsd();
    }
    assertEquals(3, paths.count());
    assertEquals(
        sum / 3,
        SimulationTimings.runKernel(Horizon.DEFAULT, PathConditions.NONE, paths, 1),
        1e-12 * Math.abs(sum / 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deployment.start | the document: expected a header and a row a path, got 1 lines",
        "deployment.start,deployment.start;1,1 | line 1, field 2: expected no parameter twice, got"
            + " \"deployment.start\"",
        "x;1 | line 1, field 1: expected a parameter of the catalogue, got \"x\"",
        "deployment.start;1,2 | line 2: expected 1 fields, got 2",
        "deployment.start;soon | line 2, field 1: expected a finite number, got \"soon\"",
        "deployment.start;2027;NaN | line 3, field 1: expected a finite number, got NaN",
      })
  void aTableThatDoesNotFitIsRefusedWithItsPlace(String lines, String complaint) {
    InvalidJson refusal =
        assertThrows(
            InvalidJson.class, () -> ParameterTable.read(lines.replace(';', '\n').getBytes(UTF_8)));

    assertEquals(complaint, refusal.getMessage());
  }

  @Test
  void aPackThatIsNoneIsRefused() {
    CoreRun run = bench("--pack", "bull");

    assertEquals(PerigeeCore.USAGE, run.exitCode());
    assertEquals(
        "perigee-core: --pack: expected one of sceptic, house, company, got \"bull\"; see"
            + " perigee-core --help\n",
        run.err());
  }

  @Test
  void workWhoseResultChangesIsNotTimed() {
    AtomicInteger calls = new AtomicInteger();

    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class,
            () -> new Stopwatch(0, 3).time("odd", 1, calls::incrementAndGet));

    assertEquals("odd gave 1.0, and then 2.0", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"4;1;3, 3", "4;1;3;2, 2.5", "7, 7"})
  void theMedianAndTheLeastTimeAreKept(String nanos, double median) {
    double[] times = Arrays.stream(nanos.split(";", -1)).mapToDouble(Double::parseDouble).toArray();

    Timing timing = Timing.of("sum", 10, times);

    assertEquals(median, timing.medianNanos());
    assertEquals(Arrays.stream(times).min().getAsDouble(), timing.leastNanos());
    assertEquals(median / 10, timing.nanosPerPathQuarter());
  }

  private static CoreRun bench(String... options) {
    List<String> words = new ArrayList<>(QUICK);
    words.addAll(List.of(options));
    return CoreRun.of("", words.toArray(String[]::new));
  }
}
