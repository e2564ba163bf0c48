package dev.perigee.milestones;

import dev.perigee.platform.BodyReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The facts that are shipped; recorded through the same door as any other when the ledger is empty.
 * See docs/ledger.md.
 */
@ApplicationScoped
public class SeedLedger {
  private static final Logger LOG = Logger.getLogger(SeedLedger.class);
  private static final String FILE = "ledger/seed.csv";

  private final Milestones milestones;
  private final BodyReader bodies;

  public SeedLedger(Milestones milestones, BodyReader bodies) {
    this.milestones = milestones;
    this.bodies = bodies;
  }

  /** Records the shipped facts when nothing was ever recorded. */
  public void loadIfEmpty() {
    if (!milestones.isEmpty()) {
      return;
    }
    List<MilestoneRequest> requests =
        bodies.readAll(MilestoneCsv.read(text()), MilestoneRequest.class);
    LOG.infof("Recorded %d facts of the seed ledger", milestones.load(requests).size());
  }

  private static String text() {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
