package dev.perigee.engine;

import com.fasterxml.jackson.core.JsonParser;
import dev.perigee.simulation.program.PerigeeCore;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The worker program on the JVM: the same main class, the same lines, the same bits. */
public final class TwinWorker {
  private TwinWorker() {}

  /** Its command line. */
  public static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xshare:auto",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        Path.of("target", "classes").toAbsolutePath() + ":" + place(JsonParser.class),
        PerigeeCore.class.getName(),
        "serve");
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
