package dev.perigee.simulation.program;

import dev.perigee.simulation.Pack;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param pack whose paths were drawn
 * @param paths of the draws, and of each pack of a run
 * @param quarters of each path
 * @param threads that shared the work
 * @param repetitions of each part
 * @param timings by part
 */
record BenchReport(
    Pack pack, int paths, int quarters, int threads, int repetitions, List<Timing> timings) {
  private static String runtime() {
    return System.getProperty("org.graalvm.nativeimage.imagecode") == null ? "jvm" : "native";
  }

  /** The table for who reads. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%s: pack %s, %d paths x %d quarters, threads %d, repetitions %d%n%-20s %11s %11s %21s%n",
            runtime(),
            pack.key(),
            paths,
            quarters,
            threads,
            repetitions,
            "",
            "median ms",
            "least ms",
            "ns per path-quarter"));
    for (Timing timing : timings) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-20s %11.2f %11.2f %21.2f%n",
              timing.part(),
              timing.medianNanos() / 1e6,
              timing.leastNanos() / 1e6,
              timing.nanosPerPathQuarter()));
    }
    return table.toString();
  }

  /** The same as JSON. */
  void write(JsonWriter out) throws IOException {
    out.object(
        o -> {
          o.field("runtime", runtime());
          o.field("pack", pack.key());
          o.field("paths", paths);
          o.field("quarters", quarters);
          o.field("threads", threads);
          o.field("repetitions", repetitions);
          o.array(
              "timings",
              list -> {
                for (Timing timing : timings) {
                  list.object(
                      t -> {
                        t.field("part", timing.part());
                        t.field("pathQuarters", timing.pathQuarters());
                        t.field("medianMs", timing.medianNanos() / 1e6);
                        t.field("leastMs", timing.leastNanos() / 1e6);
                        t.field("nsPerPathQuarter", timing.nanosPerPathQuarter());
                      });
                }
              });
        });
  }
}
