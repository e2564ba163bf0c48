package dev.perigee.rules.vetting;

import dev.perigee.rules.Bundle;
import dev.perigee.rules.Finding;
import dev.perigee.rules.InvalidRuleSet;
import dev.perigee.rules.RuleSetReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tries bundles with {@link DryRun}, each in a JVM of its own with a small heap, no environment and
 * a deadline. Whatever becomes of it, this process goes on.
 */
public final class DryRuns {
  private static final Logger LOG = Logger.getLogger(DryRuns.class);

  /** Most bytes of a verdict; a report has a few for each rule and case. */
  static final int MOST_ANSWER = 4 * 1024 * 1024;

  private static final int MOST_COMPLAINTS = 16 * 1024;

  /** With which a JVM ends when it is told to end without memory. */
  private static final int OUT_OF_MEMORY = 3;

  private static final Path NICE = Path.of("/usr/bin/nice");

  private final List<String> command;
  private final String heap;
  private final Duration deadline;

  /** Dry runs with these settings, over the classes of this process. */
  public DryRuns(DryRunConfig config) {
    this(config, command(config));
  }

  /** Dry runs by another command. */
  DryRuns(DryRunConfig config, List<String> command) {
    this.command = List.copyOf(command);
    heap = config.heap();
    deadline = config.deadline();
  }

  private static List<String> command(DryRunConfig config) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + config.heap(),
            "-Xss512k", // less than a thread of the service has: what passes here passes there
            "-XX:MaxMetaspaceSize=160m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            ClassPath.ofThis(),
            DryRun.class.getName()));
    return command;
  }

  /**
   * Tries a bundle.
   *
   * @return what is known of the rule set
   * @throws InvalidRuleSet when it does not compile, fails a case, or takes too much of memory or
   *     time
   * @throws IllegalStateException when it could not be tried
   */
  public RuleSetReport inspect(Bundle bundle) {
    try {
      Verdict verdict = run(bundle);
      if (!verdict.findings().isEmpty()) {
        throw new InvalidRuleSet(verdict.findings());
      }
      return verdict.report();
    } catch (IOException e) {
      throw new UncheckedIOException("the dry run of a rule set does not start", e);
    }
  }

  private Verdict run(Bundle bundle) throws IOException {
    long start = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    Process process = builder.start();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
    CompletableFuture<String> complaints =
        CompletableFuture.supplyAsync(() -> complaints(process), Thread::startVirtualThread);
    try {
      boolean taken = give(process, bundle);
      byte[] answer = answer(process);
      int exit = process.waitFor();
      LOG.debugf(
          "The dry run of %s took %d ms",
          bundle.digest(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      if (late.get()) {
        return refused("the rules took longer than " + deadline.toMillis() / 1000.0 + " s");
      }
      if (exit == OUT_OF_MEMORY) {
        return refused("the rules used more than %sB".formatted(heap.toUpperCase(Locale.ROOT)));
      }
      if (answer.length > MOST_ANSWER) {
        return refused("the report of the rules is longer than " + MOST_ANSWER + " bytes");
      }
      if (!taken || exit != 0) {
        throw new IllegalStateException(
            "the dry run of a rule set ended with code " + exit + ": " + complaints.join());
      }
      return DryRun.JSON.readValue(answer, Verdict.class);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the dry run of a rule set was interrupted", e);
    } finally {
      watch.cancel(false);
      process.destroyForcibly();
    }
  }

  private static Verdict refused(String why) {
    return Verdict.refused(
        List.of(Finding.of("", why).allowing("rules that join few facts and make short texts")));
  }

  /** Whether the process took all of the bundle. */
  private static boolean give(Process process, Bundle bundle) {
    try (OutputStream out = process.getOutputStream()) {
      DryRun.JSON.writeValue(out, bundle.files());
      return true;
    } catch (IOException e) {
      LOG.debug("A dry run did not take its bundle", e);
      return false;
    }
  }

  /** What the process wrote, and one byte more than it may when it wrote too much. */
  private static byte[] answer(Process process) {
    try (InputStream in = process.getInputStream()) {
      byte[] answer = in.readNBytes(MOST_ANSWER + 1);
      if (answer.length > MOST_ANSWER) {
        process.destroyForcibly();
      }
      return answer;
    } catch (IOException e) {
      LOG.debug("The answer of a dry run broke", e); // as it does when it is killed
      return new byte[0];
    }
  }

  /** The first of what the process complained of; reads to the end, so that it never waits. */
  private static String complaints(Process process) {
    try (InputStream in = process.getErrorStream()) {
      byte[] first = in.readNBytes(MOST_COMPLAINTS);
      in.transferTo(OutputStream.nullOutputStream());
      return new String(first, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "its complaints broke: " + e.getMessage();
    }
  }
}
