package dev.perigee.service;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.service.Traffic.Answers;
import dev.perigee.service.Traffic.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Load on the packaged service, with an embedded PostgreSQL of its own, from this process beside
 * it: stored runs, new runs, what-ifs, more than it can take, and rule sets that mean harm. No part
 * of the test suite; run with {@code ./perigee load}, with the names of parts for some of them.
 */
public final class LoadBenchmark {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final int STEADY = 3000;
  private static final Duration OVERLOADED = Duration.ofSeconds(30);
  private static final String RUNS = "/api/v1/runs";
  private static final String RULE_SETS = "/api/v1/rule-sets";
  private static final String HEADER =
      """
      package dev.perigee.ruleset;

      import dev.perigee.rules.Fact;

      global dev.perigee.rules.Effects effects;

      """;

  /** Rules that would go on for ever, and rules that would fill the memory. */
  private static final List<String> HARMFUL =
      List.of(
          rule(
              """
              $a : Fact( evidenceQuality < 0.25 )
              $b : Fact()
              $c : Fact( value + $a.getValue() + $b.getValue() > 1e300 )
              """,
              "$c"),
          rule("$a : Fact()\n$b : Fact()\n$c : Fact()\n$d : Fact()\n", "$a, $b, $c, $d"),
          rule("eval( System.setProperty(\"marked\", \"x\") == null )\n$a : Fact()", "$a"));

  private static final Path PAGE = Path.of("docs", "benchmarks.md");
  private static final String BEGIN = "<!-- load -->\n";
  private static final String END = "<!-- end of load -->";

  private final StringBuilder tables = new StringBuilder();
  private final PackagedService service;
  private final AtomicLong seed = new AtomicLong(System.nanoTime());

  private LoadBenchmark(PackagedService service) {
    this.service = service;
  }

  /** Runs the named parts, or all, and prints a table of each; of all, also into the page. */
  public static void main(String... parts) throws IOException, InterruptedException {
    List<String> wanted =
        parts.length == 0
            ? List.of("stored", "fresh", "whatif", "harm", "overload")
            : List.of(parts);
    String day = LocalDate.now(ZoneOffset.UTC) + ".\n";
    Path data = Files.createTempDirectory("perigee-load");
    try (PackagedService service = PackagedService.start(data)) {
      LoadBenchmark benchmark = new LoadBenchmark(service);
      for (String part : wanted) {
        switch (part) {
          case "stored" -> benchmark.stored();
          case "fresh" -> benchmark.fresh();
          case "overload" -> benchmark.overload();
          case "whatif" -> benchmark.whatIf();
          case "harm" -> benchmark.harm();
          default -> throw new IllegalArgumentException("expected a part, got " + part);
        }
      }
      if (parts.length == 0) {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
            PAGE,
            page.substring(0, begin)
                + Runtime.getRuntime().availableProcessors()
                + " processors, "
                + day
                + benchmark.tables
                + page.substring(page.indexOf(END)));
      }
    } finally {
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  /** A run by its name, as fast as it goes and at a steady rate. */
  private void stored() throws IOException, InterruptedException {
    Call run = Call.get(storedRun());
    heading("Stored runs by id", "load", "answers a second", "p50 ms", "p99 ms", "failed");
    try (Traffic traffic = new Traffic(service.port())) {
      traffic.closed(i -> run, 32, WARM_UP);
      row("32 clients", traffic.closed(i -> run, 32, MEASURED));
      // Under another load both virtual machines compile anew, which takes them some seconds.
      traffic.open(i -> run, STEADY, WARM_UP.multipliedBy(2));
      row("3,000 a second", traffic.open(i -> run, STEADY, MEASURED));
    }
  }

  /** New runs of 20,000 paths of each pack, back to back. */
  private void fresh() throws IOException, InterruptedException {
    double alone = coreAlone();
    heading(
        "New runs of 20,000 paths of each pack",
        "load",
        "runs a second",
        "of the core alone",
        "p50 ms",
        "p99 ms",
        "failed");
    cells("the core alone, two threads", "%.2f".formatted(alone), "1", "", "", "");
    try (Traffic traffic = new Traffic(service.port())) {
      traffic.closed(i -> newRun(), 2, WARM_UP);
      for (int clients : new int[] {1, 2, 4}) {
        Answers answers = traffic.closed(i -> newRun(), clients, MEASURED);
        cells(
            clients == 1 ? "1 client" : clients + " clients",
            "%.2f".formatted(answers.rate()),
            "%.2f".formatted(answers.rate() / alone),
            "%.0f".formatted(answers.milliseconds(50)),
            "%.0f".formatted(answers.milliseconds(99)),
            String.valueOf(answers.failed.get() + answers.refused.get()));
      }
    }
  }

  /** What the page asks while somebody moves a slider: few paths, another value each time. */
  private void whatIf() throws InterruptedException {
    heading(
        "What-ifs of 2,000 paths of each pack",
        "load",
        "answers a second",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "failed");
    try (Traffic traffic = new Traffic(service.port())) {
      traffic.closed(i -> slider(), 8, WARM_UP);
      for (int clients : new int[] {1, 8}) {
        Answers answers = traffic.closed(i -> slider(), clients, MEASURED);
        cells(
            clients == 1 ? "1 client" : clients + " clients",
            "%.1f".formatted(answers.rate()),
            "%.0f".formatted(answers.milliseconds(50)),
            "%.0f".formatted(answers.milliseconds(95)),
            "%.0f".formatted(answers.milliseconds(99)),
            String.valueOf(answers.failed.get() + answers.refused.get()));
      }
    }
  }

  private Call slider() {
    double rate = 0.1 + (seed.incrementAndGet() & 0xffff) * 0x1p-19;
    return Call.post(
        RUNS,
        "{\"paths\": 2000, \"scenario\": {\"assumptions\": {\"launch.cost.learning-rate\": %s}}}"
            .formatted(rate),
        "wait=60");
  }

  /** Mixtures a second of the engine that the service uses, on two threads, without the service. */
  private double coreAlone() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (text("/api/v1/engine", "engine").equals("native")) {
      command.add(Path.of("target", "perigee-core").toString());
    } else {
      command.addAll(List.of("./perigee", "core"));
    }
    command.addAll(
        List.of(
            "bench",
            "--outlook",
            Path.of("docs", "examples", "outlook.json").toString(),
            "--pack",
            "house",
            "--paths",
            "20000",
            "--threads",
            "2",
            "--json",
            "--warm-up",
            "3",
            "--repetitions",
            "9"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    JsonNode timings = JSON.readTree(process.getInputStream()).get("timings");
    process.waitFor();
    for (JsonNode timing : timings) {
      if (timing.get("part").textValue().equals("run, mixture")) {
        return 1000 / timing.get("leastMs").doubleValue();
      }
    }
    throw new IllegalStateException("the core does not time the mixture: " + timings);
  }

  /**
   * Five times as many new runs as it can compute, by clients that say nothing of how long they
   * would wait: what is not done in time goes on as a job, up to the bound of the queue.
   */
  private void overload() throws IOException, InterruptedException {
    try (Traffic traffic = new Traffic(service.port())) {
      traffic.closed(i -> newRun(), 2, WARM_UP);
      double capacity = traffic.closed(i -> newRun(), 2, MEASURED).rate();
      heading(
          "Five times the capacity of new runs",
          "load",
          "accepted a second",
          "of these as jobs",
          "p50 ms",
          "p99 ms",
          "429 and 503",
          "of these without Retry-After",
          "failed",
          "resident MB at the end");
      for (String part : List.of("first", "second", "third")) {
        overloaded(
            "%.1f a second, %s half minute".formatted(5 * capacity, part),
            traffic.open(i -> hastyRun(), 5 * capacity, OVERLOADED));
      }
      overloaded(
          "1 client right after it", traffic.closed(i -> hastyRun(), 1, Duration.ofSeconds(10)));
    }
  }

  private void overloaded(String load, Answers answers) throws IOException {
    cells(
        load,
        "%.1f".formatted(answers.rate()),
        answers.pending.toString(),
        "%.0f".formatted(answers.milliseconds(50)),
        "%.0f".formatted(answers.milliseconds(99)),
        answers.refused.toString(),
        answers.refusedWithoutAdvice.toString(),
        answers.failed.toString(),
        String.valueOf(service.residentMegabytes()));
  }

  /** What analysts notice of somebody who uploads harmful rules without a pause. */
  private void harm() throws IOException, InterruptedException {
    Call run = Call.get(storedRun());
    Call outlook = Call.get("/api/v1/outlook");
    Map<String, String> files = priors();
    heading(
        "Beside harmful rule sets, uploaded by two clients without a pause",
        "load",
        "answers a second",
        "p50 ms",
        "p99 ms",
        "failed");
    try (Traffic traffic = new Traffic(service.port());
        Traffic attack = new Traffic(service.port())) {
      traffic.closed(i -> i % 10 == 0 ? newRun() : run, 4, WARM_UP);
      for (boolean attacked : new boolean[] {false, true}) {
        AtomicBoolean over = new AtomicBoolean();
        Thread attacker =
            attacked ? Thread.ofPlatform().start(() -> attack(attack, files, over)) : null;
        String beside = attacked ? ", attacked" : "";
        row("stored run, 200 a second" + beside, traffic.open(i -> run, 200, MEASURED));
        row("outlook, 50 a second" + beside, traffic.open(i -> outlook, 50, MEASURED));
        row("new run, 1 client" + beside, traffic.closed(i -> newRun(), 1, MEASURED));
        if (attacker != null) {
          over.set(true);
          attacker.join();
        }
      }
    }
  }

  private static void attack(Traffic traffic, Map<String, String> files, AtomicBoolean over) {
    try {
      AtomicLong number = new AtomicLong();
      while (!over.get()) {
        traffic.closed(i -> upload(files, number.getAndIncrement()), 2, Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Call upload(Map<String, String> files, long number) {
    Map<String, String> bundle = new TreeMap<>(files);
    bundle.put("theme.drl", HARMFUL.get((int) (number % HARMFUL.size())) + "// " + number + "\n");
    try {
      String body = JSON.writeValueAsString(Map.of("files", bundle, "message", "harm " + number));
      return Call.post(RULE_SETS, body, "wait=120");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of the active rule set but its rules and their cases. */
  private Map<String, String> priors() throws IOException, InterruptedException {
    String active = text(RULE_SETS + "/active", "digest");
    Map<String, String> files =
        JSON.convertValue(
            JSON.readTree(service.get(RULE_SETS + "/" + active).body()).get("files"),
            new TypeReference<>() {});
    files.keySet().removeIf(file -> file.endsWith(".drl") || file.startsWith("cases/"));
    return files;
  }

  private String text(String path, String field) throws IOException, InterruptedException {
    return JSON.readTree(service.get(path).body()).get(field).textValue();
  }

  private static String rule(String conditions, String facts) {
    return HEADER
        + "rule \"all\"\nwhen\n"
        + conditions
        + "\nthen\n  effects.using("
        + facts
        + ").because(\"\").note();\nend\n";
  }

  private String storedRun() throws IOException, InterruptedException {
    return RUNS + "/" + JSON.readTree(service.post(RUNS, "{}").body()).get("id").textValue();
  }

  private Call newRun() {
    return Call.post(RUNS, anotherSeed(), "wait=60");
  }

  /** A new run for whose end its client waits no longer than the service would have it. */
  private Call hastyRun() {
    return Call.post(RUNS, anotherSeed(), "return=representation");
  }

  private String anotherSeed() {
    return "{\"seed\":%d}".formatted(seed.incrementAndGet());
  }

  private void heading(String title, String... columns) {
    say("\n### " + title + "\n");
    cells(columns);
    say("|---".repeat(columns.length) + "|");
  }

  private void say(String line) {
    System.out.println(line);
    tables.append(line).append('\n');
  }

  private void row(String load, Answers answers) {
    cells(
        load,
        String.format(Locale.ROOT, "%,.1f", answers.rate()),
        String.format(Locale.ROOT, "%.1f", answers.milliseconds(50)),
        String.format(Locale.ROOT, "%.1f", answers.milliseconds(99)),
        String.valueOf(answers.failed.get() + answers.refused.get()));
  }

  private void cells(String... cells) {
    say("| " + String.join(" | ", cells) + " |");
  }
}
