package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the guide, from an upload to the way back, on a service that is not restarted. */
class RuleChangeIT {
  private static final int LONGEST_MINUTES = 4;

  @TempDir Path data;
  @TempDir Path folder;

  @Test
  void theStoryOfTheGuideWorks() throws Exception {
    Path told = folder.resolve("told");
    try (PackagedService service = PackagedService.start(data)) {
      Process script =
          new ProcessBuilder("docs/rule-change.sh", "http://127.0.0.1:" + service.port())
              .redirectErrorStream(true)
              .redirectOutput(told.toFile())
              .start();
      assertTrue(script.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES));
      String text = Files.readString(told, StandardCharsets.UTF_8);
      assertEquals(0, script.exitValue(), text);
      assertTrue(text.contains("launch.cost.initial 1500 -> 1080 USD/kg"), text);
    }
  }
}
