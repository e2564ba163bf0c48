package dev.perigee.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rule set of this repository, read from its folder. */
public final class DefaultRules {
  private static final Path FOLDER = Path.of("rules");

  private DefaultRules() {}

  /** The compiled rule set, shared by tests; nobody closes it. */
  public static RuleSet ruleSet() {
    return Compiled.RULE_SET;
  }

  /** Text of every file by its path within the folder. */
  public static Map<String, String> files() {
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      Map<String, String> files = new TreeMap<>();
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(FOLDER.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its prior packs. */
  public static PriorPacks priors() {
    return PriorPacks.read(files());
  }

  private static final class Compiled {
    static final RuleSet RULE_SET = RuleSet.of(Bundle.of(files()));
  }
}
