package dev.perigee.simulation.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.RandomOutlooks;
import dev.perigee.simulation.SimulationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The native executable; skipped where it is not built. */
class NativeCoreIT extends ProgramContract {
  private static final Path EXECUTABLE = Path.of("target/perigee-core").toAbsolutePath();
  private static final Path SOURCES = Path.of("src/main/java/dev/perigee/simulation");
  private static final int OUTLOOKS = 20;
  private static final int MOST_RESIDENT_KB = 64 * 1024;
  private static final byte[] NOTHING = {};

  @BeforeEach
  void theExecutableIsBuilt() throws IOException {
    assumeTrue(
        Files.isExecutable(EXECUTABLE),
        "perigee-core is not built: ./perigee native builds it, with a GraalVM or Mandrel for"
            + " Java 25 in GRAALVM_HOME");
    Instant built = Files.getLastModifiedTime(EXECUTABLE).toInstant();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        assumeTrue(
            !Files.getLastModifiedTime(source).toInstant().isAfter(built),
            () -> "perigee-core is older than %s: ./perigee native builds it".formatted(source));
      }
    }
  }

  @Override
  List<String> command() {
    return List.of(EXECUTABLE.toString());
  }

  @Test
  void randomOutlooksHaveTheSameBytesOnOneAndTwoThreads() throws Exception {
    SplittableRandom random = new SplittableRandom(20);
    for (int i = 0; i < OUTLOOKS; i++) {
      Outlook outlook = RandomOutlooks.draw(random);
      byte[] document = SimulationJson.write(outlook);
      String[] args = {
        "run",
        "--paths=2500",
        "--seed",
        Long.toString(random.nextLong()),
        "--sampling",
        i % 2 == 0 ? "pseudo" : "sobol",
        "--threads",
        "1"
      };
      byte[] onTheJvm = CoreRun.of(document, args).out();
      CoreProcess oneThread = run(document, args);
      assertEquals("", oneThread.err());
      assertArrayEquals(onTheJvm, oneThread.out(), "outlook " + i);

      args[args.length - 1] = "2";
      assertArrayEquals(onTheJvm, run(document, args).out(), "outlook " + i);
      assertArrayEquals(onTheJvm, CoreRun.of(document, args).out(), "outlook " + i);
    }
  }

  @Test
  void aRunOfTheUsualSizeStaysWithinItsMemory() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system has no /proc");
    Process worker = startWorker();
    try (ServeSession session =
        new ServeSession(worker.getOutputStream(), worker.getInputStream())) {
      session.next();
      for (int run = 0; run < 3; run++) {
        session.send(
            new WorkerRequest.Simulate(
                "run-" + run,
                SimulationRequest.of(RandomOutlooks.priors(), 20_000, run),
                OptionalInt.of(2)));
        assertInstanceOf(WorkerMessage.Finished.class, session.nextAnswer());
      }
      int peak = peakResidentKb(worker.pid());
      assertTrue(peak <= MOST_RESIDENT_KB, peak + " kB");
    }
  }

  private static int peakResidentKb(long pid) throws IOException {
    Matcher peak =
        Pattern.compile("VmHWM:\\s+(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc/%d/status".formatted(pid))));
    assertTrue(peak.find());
    return Integer.parseInt(peak.group(1));
  }

  @Test
  void itNeedsTheCLibraryAndZlibAlone() throws Exception {
    CoreProcess ldd = CoreProcess.of(List.of("ldd"), NOTHING, EXECUTABLE.toString());

    assertEquals(0, ldd.exitCode(), ldd.err());
    List<String> libraries = ldd.outText().lines().map(String::strip).toList();
    assertTrue(libraries.stream().anyMatch(line -> line.startsWith("libc.so")), ldd.outText());
    for (String library : libraries) {
      assertTrue(
          library.matches(
              "(linux-vdso|lib(c|m|z|dl|pthread|rt)|/lib(64)?/ld-linux[^.]*)\\.so\\..*"),
          library);
    }
  }

  @Test
  void theStartIsReported(TestReporter reporter) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      assertEquals(PerigeeCore.OK, run(NOTHING, "--version").exitCode());
      least = Math.min(least, System.nanoTime() - start);
    }
    reporter.publishEntry("start and end of perigee-core", least / 1_000_000 + " ms");
  }

  /** The root file system of the container image, made by the script that the image is made by. */
  @Test
  void itRunsOnTheFileSystemOfItsContainer(@TempDir Path folder) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "chroot needs root");
    Path root = folder.resolve("root");
    CoreProcess assembled =
        CoreProcess.of(
            List.of("src/main/docker/root-filesystem"),
            NOTHING,
            EXECUTABLE.toString(),
            root.toString());
    assertEquals(0, assembled.exitCode(), assembled.err());
    List<String> mounting =
        List.of("unshare", "--mount", "sh", "-c", "mount -t proc proc \"$0/proc\" && exec \"$@\"");
    assumeTrue(
        CoreProcess.of(mounting, NOTHING, root.toString(), "true").exitCode() == 0,
        "/proc cannot be mounted here");

    CoreProcess contained =
        CoreProcess.of(
            mounting,
            OUTLOOK,
            root.toString(),
            "chroot",
            "--userspec=65532:65532",
            root.toString(),
            "/perigee-core",
            "run",
            "--paths=1000");

    assertEquals("", contained.err());
    assertArrayEquals(CoreRun.of(OUTLOOK, "run", "--paths=1000").out(), contained.out());
  }
}
