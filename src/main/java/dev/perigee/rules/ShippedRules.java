package dev.perigee.rules;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The rule set that is shipped in the folder {@code rules}. Compiling it takes most of the time of
 * a start, so {@link #compileAhead} lets it begin while the database and the framework start.
 */
public final class ShippedRules {
  private static final Logger LOG = Logger.getLogger(ShippedRules.class);
  private static final String FOLDER = "rules";

  private static final AtomicReference<CompletableFuture<RuleSet>> AHEAD = new AtomicReference<>();

  private ShippedRules() {}

  /** Begins to compile the shipped rules in a thread of its own. */
  public static void compileAhead() {
    CompletableFuture<RuleSet> ahead = new CompletableFuture<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Thread thread =
        new Thread(
            () -> {
              try {
                ahead.complete(RuleSet.of(bundle()));
              } catch (RuntimeException | Error e) {
                ahead.completeExceptionally(e);
              }
            },
            "shipped-rules");
    thread.setContextClassLoader(loader);
    thread.setDaemon(true);
    AHEAD.set(ahead);
    thread.start();
  }

  /** The rule set of these files: the one that was compiled ahead when it is the same, once. */
  static RuleSet compile(Bundle bundle) {
    CompletableFuture<RuleSet> ahead = AHEAD.getAndSet(null);
    if (ahead != null) {
      try {
        RuleSet compiled = ahead.join();
        if (compiled.digest().equals(bundle.digest())) {
          return compiled;
        }
        compiled.close();
      } catch (CompletionException e) {
        LOG.debug("The shipped rules did not compile ahead; they are compiled again", e);
      }
    }
    return RuleSet.of(bundle);
  }

  /** The files of the folder. */
  static Bundle bundle() {
    Map<String, String> files = new TreeMap<>();
    try {
      ClassPathUtils.consumeAsPaths(
          Thread.currentThread().getContextClassLoader(), FOLDER, folder -> read(folder, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bundle.of(files);
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
