package dev.perigee.simulation.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.simulation.RandomOutlooks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does as a process, natively and on the JVM. */
abstract class ProgramContract extends ServeContract {
  static final byte[] OUTLOOK = SimulationJson.write(RandomOutlooks.priors());

  private final List<Process> workers = new ArrayList<>();

  /** The words that start the program. */
  abstract List<String> command();

  @Override
  ServeSession start() throws IOException {
    Process worker = startWorker();
    return new ServeSession(worker.getOutputStream(), worker.getInputStream());
  }

  final Process startWorker() throws IOException {
    List<String> words = new ArrayList<>(command());
    words.add("serve");
    Process worker =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    workers.add(worker);
    return worker;
  }

  final CoreProcess run(byte[] in, String... args) throws IOException, InterruptedException {
    return CoreProcess.of(command(), in, args);
  }

  private CoreProcess run(String in, String... args) throws IOException, InterruptedException {
    return run(in.getBytes(UTF_8), args);
  }

  @AfterEach
  void noWorkerOutlivesItsClient() throws InterruptedException {
    for (Process worker : workers) {
      worker.waitFor();
    }
  }

  @Test
  void theVersionIsThatOfTheClasses() throws Exception {
    CoreProcess process = run("", "--version");

    assertEquals(PerigeeCore.OK, process.exitCode());
    assertEquals(CoreRun.of("", "--version").outText(), process.outText());
  }

  @Test
  void theHelpIsThatOfTheClasses() throws Exception {
    assertArrayEquals(CoreRun.of("", "--help").out(), run("", "--help").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "walk | `` | 2 | unknown command walk; see perigee-core --help",
        "run --seed | `` | 2 | --seed needs a value; see perigee-core --help",
        "run --threads 0 | `` | 2 | --threads: expected a whole number from 1 to 1024, got 0; see"
            + " perigee-core --help",
        "run | {\"values\": {\"x\": 1}} | 3 | /values/x: expected a parameter of the catalogue, got"
            + " \"x\"",
        "run | {\"values\": {\"launch.rate.initial\": -1}} | 3 | launch.rate.initial: expected a"
            + " number from 0.0 to 10000.0 flights/yr, got -1.0",
        "run | nonsense | 3 | the document: no JSON at line 1, column 1: Unrecognized token"
            + " 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null',"
            + " 'true' or 'false')",
      })
  void whatIsWrongEndsWithASentenceAndItsExitCode(
      String args, String in, int exitCode, String complaint) throws Exception {
    CoreProcess process = run(in, args.split(" ", -1));

    assertEquals("perigee-core: " + complaint + "\n", process.err());
    assertEquals(exitCode, process.exitCode());
    assertEquals("", process.outText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"central", "bull", "late-start", "no-authorisation", "random-1", "random-2"})
  void theGoldenTrajectoriesHaveTheSameBytes(String name) throws Exception {
    String overrides;
    try (InputStream golden =
        ProgramContract.class.getResourceAsStream("/golden/" + name + ".json")) {
      overrides = new ObjectMapper().readTree(golden).get("overrides").toString();
    }
    String document = "{\"values\": %s}".formatted(overrides);

    CoreProcess process = run(document, "run");

    assertEquals("", process.err());
    assertEquals(CoreRun.of(document, "run").outText(), process.outText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aMixtureHasTheSameBytes(String threads) throws Exception {
    CoreProcess process = run(OUTLOOK, "run", "--paths=5003", "--threads", threads);

    assertEquals("", process.err());
    assertArrayEquals(CoreRun.of(OUTLOOK, "run", "--paths=5003").out(), process.out());
  }

  @Test
  void progressGoesToTheStandardError() throws Exception {
    CoreProcess process = run(OUTLOOK, "run", "--progress", "--paths=20000");

    assertTrue(
        process.err().lines().allMatch(line -> line.matches("progress [01]\\.\\d{3}")),
        process.err());
    assertArrayEquals(CoreRun.of(OUTLOOK, "run").out(), process.out());
  }

  @Test
  void aWorkerEndsWhenNobodyReadsItsAnswers() throws Exception {
    Process worker = startWorker();
    worker.getInputStream().close();
    ServeSession session = new ServeSession(worker.getOutputStream(), worker.getInputStream());
    session.send(new WorkerRequest.Ping("anybody"));

    assertEquals(PerigeeCore.INTERNAL, worker.waitFor());
  }

  @Test
  void aSignalEndsAWorker() throws Exception {
    Process worker = startWorker();
    ServeSession session = new ServeSession(worker.getOutputStream(), worker.getInputStream());
    session.next();

    // Process.destroy() closes the streams too, and the end of its input ends a worker with 0.
    String pid = Long.toString(worker.pid());
    assertEquals(0, CoreProcess.of(List.of("kill", "-TERM", pid), new byte[0]).exitCode());

    assertEquals(143, worker.waitFor());
  }
}
