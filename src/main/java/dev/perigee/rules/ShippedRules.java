package dev.perigee.rules;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rule set that is shipped in the folder {@code rules}. */
final class ShippedRules {
  private static final String FOLDER = "rules";

  private ShippedRules() {}

  /** Text of every file by its path within the folder. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    try {
      ClassPathUtils.consumeAsPaths(
          Thread.currentThread().getContextClassLoader(), FOLDER, folder -> read(folder, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static void read(Path folder, Map<String, String> files) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
