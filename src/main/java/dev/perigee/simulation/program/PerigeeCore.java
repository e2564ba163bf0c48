package dev.perigee.simulation.program;

import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.ModelConstants;
import dev.perigee.simulation.UndefinedResult;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The command line of the core; {@code --help} says what it does. */
public final class PerigeeCore {
  /** Exit codes. */
  static final int OK = 0;

  static final int INTERNAL = 1;
  static final int USAGE = 2;
  static final int INVALID = 3;
  static final int CANCELLED = 4;

  private static final String HELP =
      """
      Usage: perigee-core <command> [options]

        run      simulate one document
        serve    be a worker: a request a line on the standard input, answers a line on the output
        bench    time the kernel, the draws and whole runs

      run reads an outlook, a simulation request or a trajectory request as JSON from the standard
      input and writes the result as JSON on one line.
        --outlook FILE     read this file instead
        --paths N          paths of each pack, 1000 to 1000000; 20000 unless given,
                           the limit and 200000 with a precision
        --seed N           seed of the draws; 20260215 unless given
        --sampling KIND    pseudo or sobol; pseudo unless given
        --precision X      relative standard error of the mean value at which to stop, 0.0001 to 1
        --threads N        threads; one a processor unless given; does not change the result
        --pretty           indent the result
        --progress         tell on the standard error how far the run is

      bench repeats each part and prints median and least time.
        --outlook FILE     the outlook; needed
        --pack NAME        the pack whose paths are timed: sceptic, house or company; house unless given
        --paths N          paths; 20000 unless given
        --quarters N       quarters; those of the outlook unless given
        --threads N        threads; 1 unless given
        --parameters FILE  time the kernel on these parameters instead of draws: CSV with a header
                           of parameter keys and a row a path; others have their central value
        --repetitions N    timed repetitions of each part; 11 unless given
        --warm-up SECONDS  how long each part is run before; 3 unless given
        --json             print JSON

      perigee-core --help, perigee-core --version

      Exit codes: 0 done; 1 a defect, or the output is gone; 2 a command line that makes no sense;
      3 input that is no such document, contradicts itself or has no finite result; 4 cancelled;
      128 + n ended by signal n.
      """;

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Runnable whenOutputBreaks;

  /**
   * The program on these streams.
   *
   * @param whenOutputBreaks is called when a worker cannot write, and should end it
   */
  PerigeeCore(InputStream in, OutputStream out, PrintStream err, Runnable whenOutputBreaks) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.whenOutputBreaks = whenOutputBreaks;
  }

  public static void main(String... args) {
    PerigeeCore program =
        new PerigeeCore(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            System.err,
            () -> Runtime.getRuntime().halt(INTERNAL));
    System.exit(program.execute(args));
  }

  /** Carries out a command line and returns the exit code. */
  int execute(String... args) {
    try {
      dispatch(Arrays.asList(args));
      return OK;
    } catch (IOException | RuntimeException | Error e) {
      err.println("perigee-core: " + sentence(e));
      if (exitCode(e) == INTERNAL && !(e instanceof IOException)) {
        e.printStackTrace(err);
      }
      return exitCode(e);
    }
  }

  /** The exit code after this failure. */
  static int exitCode(Throwable failure) {
    return switch (failure) {
      case UsageError e -> USAGE;
      case InvalidJson e -> e.pointer().startsWith("--") ? USAGE : INVALID;
      case InvalidParameters e -> INVALID;
      case UndefinedResult e -> INVALID;
      case CancellationException e -> CANCELLED;
      default -> INTERNAL;
    };
  }

  private static String sentence(Throwable failure) {
    return switch (failure) {
      case UsageError e -> e.getMessage() + "; see perigee-core --help";
      case IOException e -> "the streams broke: " + e.getMessage();
      case InvalidJson e -> e.getMessage();
      case InvalidParameters e -> e.getMessage();
      case UndefinedResult e -> e.getMessage();
      case CancellationException e -> e.getMessage();
      default -> "a defect: " + failure;
    };
  }

  private void dispatch(List<String> args) throws IOException {
    if (args.isEmpty()) {
      throw new UsageError("a command is missing");
    }
    List<String> options = args.subList(1, args.size());
    switch (args.getFirst()) {
      case "run" -> new RunCommand(in, out, err).execute(options);
      case "serve" -> {
        requireNone(options);
        new Worker(in, out, err, whenOutputBreaks).serve();
      }
      case "bench" -> new BenchCommand(out).execute(options);
      case "--help", "help" -> {
        requireNone(options);
        print(HELP);
      }
      case "--version" -> {
        requireNone(options);
        print(
            "perigee-core %s (protocol %d)%n"
                .formatted(ModelConstants.CORE_VERSION, Protocol.VERSION));
      }
      default -> throw new UsageError("unknown command " + args.getFirst());
    }
  }

  private static void requireNone(List<String> options) {
    if (!options.isEmpty()) {
      throw new UsageError("unknown option " + options.getFirst());
    }
  }

  private void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The option {@code --threads}. */
  static int threads(Arguments arguments, int otherwise) {
    return arguments.integer("--threads", 1, WorkerRequest.MOST_THREADS, otherwise);
  }
}
