package dev.perigee.rules;

import dev.perigee.platform.Caller;
import dev.perigee.platform.ProblemException;
import io.quarkus.runtime.LaunchMode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * In development, takes in the folder of the rules whenever a file in it was saved: through the
 * same door as every rule set, active at once when it is good, and with the report or the findings
 * in the log either way.
 */
@ApplicationScoped
public class RulesFolder {
  private static final Logger LOG = Logger.getLogger(RulesFolder.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String SAVED = "Saved in development";

  private final RuleSets ruleSets;
  private final RuleSetUploads uploads;
  private final RuleSetCatalogue catalogue;
  private final Activations activations;
  private final RulesConfig config;
  private volatile Thread watching;

  public RulesFolder(
      RuleSets ruleSets,
      RuleSetUploads uploads,
      RuleSetCatalogue catalogue,
      Activations activations,
      RulesConfig config) {
    this.ruleSets = ruleSets;
    this.uploads = uploads;
    this.catalogue = catalogue;
    this.activations = activations;
    this.config = config;
  }

  /** Watches the folder in development, when it is known; never otherwise. */
  public void start() {
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      config.folder().ifPresent(this::watch);
    }
  }

  /** Watches a folder in a thread of its own. */
  void watch(Path folder) {
    LOG.infof("Rules in %s are taken in when they are saved", folder);
    Thread thread = new Thread(() -> look(folder), "rules-folder");
    thread.setDaemon(true);
    watching = thread;
    thread.start();
  }

  @PreDestroy
  void stop() {
    Thread thread = watching;
    watching = null;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void look(Path folder) {
    Map<String, String> taken = state(folder);
    Map<String, String> last = taken;
    while (watching == Thread.currentThread()) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        return;
      }
      Map<String, String> now = state(folder);
      if (now.equals(last) && !now.equals(taken)) { // editors save in several steps
        taken = now;
        takeIn(folder);
      }
      last = now;
    }
  }

  /** Size and time of every file; what goes away while it is looked at is not there. */
  private static Map<String, String> state(Path folder) {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(
              path -> {
                try {
                  BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
                  state.put(path.toString(), file.size() + " " + file.lastModifiedTime());
                } catch (IOException e) {
                  LOG.debugf(e, "%s went away", path);
                }
              });
    } catch (IOException | UncheckedIOException e) {
      LOG.debugf(e, "%s cannot be looked at now", folder);
    }
    return state;
  }

  /** Inspects, stores and activates what is in the folder, and says how that went. */
  void takeIn(Path folder) {
    try {
      RuleSetUploads.Uploaded uploaded =
          uploads.upload(
              () -> read(folder), SAVED, ruleSets.active().digest().toString(), Caller.SERVICE);
      activations.activate(uploaded.digest(), SAVED, "*", Caller.SERVICE);
      catalogue
          .find(uploaded.digest())
          .ifPresent(
              stored ->
                  LOG.infof("%s is active. Its report: %s", stored.digest(), stored.report()));
    } catch (InvalidRuleSet e) {
      StringBuilder text = new StringBuilder();
      e.findings().forEach(finding -> text.append("\n  ").append(finding));
      LOG.warnf("The rules as they were saved cannot be used:%s", text);
    } catch (ProblemException e) {
      LOG.warnf("The rules as they were saved are not taken in: %s", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The rules as they were saved are not taken in", e);
    }
  }

  private static Bundle read(Path folder) {
    BundleFiles files = new BundleFiles();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        if (!Files.isHidden(path)) {
          try (InputStream content = Files.newInputStream(path)) {
            files.add(folder.relativize(path).toString().replace('\\', '/'), content);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.bundle();
  }
}
