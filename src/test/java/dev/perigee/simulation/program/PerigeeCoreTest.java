package dev.perigee.simulation.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.Parameter;
import dev.perigee.simulation.Progress;
import dev.perigee.simulation.RandomOutlooks;
import dev.perigee.simulation.Simulation;
import dev.perigee.simulation.SimulationRequest;
import dev.perigee.simulation.SimulationResult;
import dev.perigee.simulation.UndefinedResults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerigeeCoreTest {
  private static final Outlook PRIORS = RandomOutlooks.priors();
  private static final byte[] OUTLOOK = SimulationJson.write(PRIORS);
  private static final SimulationRequest REQUEST = SimulationRequest.of(PRIORS, 1_000, 5);

  @Test
  void anOutlookIsSimulated() {
    CoreRun run = CoreRun.of(OUTLOOK, "run", "--paths", "1000", "--seed=5");

    assertEquals("", run.err());
    assertEquals(PerigeeCore.OK, run.exitCode());
    assertArrayEquals(SimulationJson.write(result(REQUEST)), run.line());
  }

  @Test
  void aSimulationRequestIsCarriedOut() {
    CoreRun run = CoreRun.of(SimulationJson.write(REQUEST), "run");

    assertEquals("", run.err());
    assertArrayEquals(SimulationJson.write(result(REQUEST)), run.line());
  }

  @Test
  void optionsReplaceWhatTheRequestSays() {
    CoreRun run = CoreRun.of(SimulationJson.write(REQUEST), "run", "--seed", "-6", "--paths=1001");

    assertArrayEquals(
        SimulationJson.write(result(SimulationRequest.of(PRIORS, 1_001, -6))), run.line());
  }

  @Test
  void whatIsLeftOutHasTheDefaultsOfTheHelp() {
    CoreRun run = CoreRun.of(OUTLOOK, "run");

    SimulationResult result = SimulationJson.readResult(run.line());
    assertEquals(20_000, result.paths());
    assertEquals(20_260_215, result.seed());
  }

  @Test
  void aTrajectoryIsRun() {
    CoreRun run = CoreRun.of("{\"values\": {\"launch.rate.initial\": 7}}", "run");

    assertArrayEquals(
        SimulationJson.write(
            Simulation.trajectory(Map.of(Parameter.LAUNCH_RATE_INITIAL, 7.0), Horizon.DEFAULT)),
        run.line());
  }

  @Test
  void anOutlookIsReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("outlook.json");
    Files.write(file, SimulationJson.writePretty(PRIORS));

    CoreRun run =
        CoreRun.of("", "run", "--outlook", file.toString(), "--paths", "1000", "--seed", "5");

    assertArrayEquals(SimulationJson.write(result(REQUEST)), run.line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "5"})
  void threadsChangeNoByte(String threads) {
    CoreRun run = CoreRun.of(SimulationJson.write(REQUEST), "run", "--threads", threads);

    assertArrayEquals(SimulationJson.write(result(REQUEST)), run.line());
  }

  @Test
  void aPrettyResultIsTheSameResult() {
    CoreRun run = CoreRun.of(SimulationJson.write(REQUEST), "run", "--pretty");

    assertTrue(run.outText().startsWith("{\n  \"horizon\" : {\n"), run.outText());
    assertTrue(run.outText().endsWith("}\n"));
    assertEquals(result(REQUEST), SimulationJson.readResult(run.out()));
  }

  @Test
  void progressIsToldUntilARunIsCancelled() {
    Thread runner = Thread.currentThread();
    ByteArrayOutputStream err =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (toString(UTF_8).lines().count() == 2) {
              runner.interrupt();
            }
          }
        };

    int exitCode =
        new PerigeeCore(
                new ByteArrayInputStream(OUTLOOK),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, UTF_8),
                () -> {})
            .execute("run", "--paths=1000000", "--threads=1", "--progress");

    assertTrue(Thread.interrupted());
    assertEquals(PerigeeCore.CANCELLED, exitCode);
    List<String> lines = err.toString(UTF_8).lines().toList();
    assertEquals("perigee-core: the run was cancelled", lines.getLast());
    double before = 0;
    for (String line : lines.subList(0, lines.size() - 1)) {
      assertTrue(line.matches("progress [01]\\.\\d{3}"), line);
      double share = Double.parseDouble(line.substring("progress ".length()));
      assertTrue(share >= before && share <= 1, line);
      before = share;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`` | a command is missing",
        "walk | unknown command walk",
        "run --fast | unknown option --fast",
        "run outlook.json | unknown option outlook.json",
        "run --seed 1 --seed=2 | --seed is given twice",
        "run --seed | --seed needs a value",
        "run --outlook no/such/file | the file no/such/file cannot be read"
            + " (java.nio.file.NoSuchFileException: no/such/file)",
        "run --threads 0 | --threads: expected a whole number from 1 to 1024, got 0",
        "serve --fast | unknown option --fast",
        "bench | bench needs --outlook",
        "--version --fast | unknown option --fast",
      },
      quoteCharacter = '`')
  void aCommandLineThatMakesNoSenseIsRefused(String line, String complaint) {
    CoreRun run = CoreRun.of("", line.isEmpty() ? new String[0] : line.split(" ", -1));

    assertEquals(PerigeeCore.USAGE, run.exitCode());
    assertEquals("perigee-core: " + complaint + "; see perigee-core --help\n", run.err());
    assertEquals("", run.outText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--paths 999 | --paths: expected a whole number from 1000 to 1000000, got 999",
        "--paths many | --paths: expected a whole number from 1000 to 1000000, got \"many\"",
        "--seed 1.5 | --seed: expected a whole number of 64 bits, got 1.5",
        "--sampling grid | --sampling: expected one of pseudo, sobol, got \"grid\"",
        "--precision 0 | --precision: expected a number from 1.0E-4 to 1.0, got 0",
      })
  void anOptionOutOfRangeIsRefused(String options, String complaint) {
    CoreRun run = CoreRun.of(OUTLOOK, ("run " + options).split(" ", -1));

    assertEquals(PerigeeCore.USAGE, run.exitCode());
    assertEquals("perigee-core: " + complaint + "\n", run.err());
  }

  @Test
  void aTrajectoryTakesNoPaths() {
    CoreRun run = CoreRun.of("{\"values\": {}}", "run", "--paths", "1000");

    assertEquals(PerigeeCore.USAGE, run.exitCode());
    assertEquals(
        "perigee-core: a trajectory takes no --paths; see perigee-core --help\n", run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the document: expected a JSON document, got nothing",
        "{} | the document: expected an outlook (with packs), a simulation (with outlook) or a"
            + " trajectory (with values), got {}",
        "{\"values\": {\"x\": 1}} | /values/x: expected a parameter of the catalogue, got \"x\"",
        "{\"values\": {\"launch.rate.initial\": -1}} | launch.rate.initial: expected a number from"
            + " 0.0 to 10000.0 flights/yr, got -1.0",
        "{\"outlook\": {}, \"path\": 1} | /path: expected no other field than outlook, paths, seed,"
            + " sampling, precision, got 1",
      })
  void inputThatCannotBeCarriedOutIsRefused(String document, String complaint) {
    CoreRun run = CoreRun.of(document, "run");

    assertEquals(PerigeeCore.INVALID, run.exitCode());
    assertEquals("perigee-core: " + complaint + "\n", run.err());
    assertEquals("", run.outText());
  }

  @Test
  void aResultThatIsNotFiniteIsAMatterOfTheInput() {
    assertEquals(PerigeeCore.INVALID, PerigeeCore.exitCode(UndefinedResults.of("costRatio")));
  }

  @Test
  void whatNobodyForesawIsADefect() {
    assertEquals(PerigeeCore.INTERNAL, PerigeeCore.exitCode(new IllegalStateException("odd")));
    assertEquals(PerigeeCore.INTERNAL, PerigeeCore.exitCode(new OutOfMemoryError()));
  }

  @Test
  void aRunWhoseThreadIsInterruptedIsCancelled() {
    Thread.currentThread().interrupt();
    CoreRun run = CoreRun.of(SimulationJson.write(REQUEST), "run");

    assertTrue(Thread.interrupted());
    assertEquals(PerigeeCore.CANCELLED, run.exitCode());
    assertEquals("perigee-core: the run was cancelled\n", run.err());
    assertEquals("", run.outText());
  }

  @Test
  void anOutputThatIsGoneIsToldApart() {
    OutputStream gone = BrokenStreams.output();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode =
        new PerigeeCore(
                InputStream.nullInputStream(), gone, new PrintStream(err, true, UTF_8), () -> {})
            .execute("--version");

    assertEquals(PerigeeCore.INTERNAL, exitCode);
    assertEquals("perigee-core: the streams broke: Broken pipe\n", err.toString(UTF_8));
  }

  @Test
  void anInputThatCannotBeReadIsRefused() {
    InputStream broken = BrokenStreams.input();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode =
        new PerigeeCore(
                broken, new ByteArrayOutputStream(), new PrintStream(err, true, UTF_8), () -> {})
            .execute("run");

    assertEquals(PerigeeCore.USAGE, exitCode);
    assertTrue(err.toString(UTF_8).contains("the standard input cannot be read"));
  }

  @Test
  void theHelpNamesEveryOptionAndExitCode() {
    CoreRun run = CoreRun.of("", "--help");

    assertEquals(PerigeeCore.OK, run.exitCode());
    for (String word :
        List.of(
            "run",
            "serve",
            "bench",
            "--outlook",
            "--paths",
            "--seed",
            "--sampling",
            "--precision",
            "--threads",
            "--pretty",
            "--progress",
            "--pack",
            "--quarters",
            "--parameters",
            "--repetitions",
            "--warm-up",
            "--json",
            "--version",
            "Exit codes: 0 ")) {
      assertTrue(run.outText().contains(word), word);
    }
  }

  @Test
  void theVersionNamesCoreAndProtocol() {
    assertEquals(
        "perigee-core %s (protocol 1)\n".formatted(ModelConstants.CORE_VERSION),
        CoreRun.of("", "--version").outText());
  }

  private static SimulationResult result(SimulationRequest request) {
    return Simulation.run(request, 2, Progress.NONE);
  }
}
