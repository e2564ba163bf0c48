package dev.perigee.scenarios;

import dev.perigee.milestones.SeedLedger;
import dev.perigee.rules.RuleSets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Brings the service into a state in which the first request is answered: facts, rules, and the way
 * from one to the other.
 */
@ApplicationScoped
public class Startup {
  private static final Logger LOG = Logger.getLogger(Startup.class);

  private final SeedLedger ledger;
  private final RuleSets ruleSets;
  private final String host;
  private final int port;

  public Startup(
      SeedLedger ledger,
      RuleSets ruleSets,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.ledger = ledger;
    this.ruleSets = ruleSets;
    this.host = host;
    this.port = port;
  }

  void start(@Observes StartupEvent event) {
    ledger.loadIfEmpty();
    ruleSets.start();
    LOG.infof("API            http://%s:%d/api/v1", host, port);
    LOG.infof("Documentation  http://%s:%d/q/swagger-ui", host, port);
    LOG.infof("Page           http://%s:%d/", host, port);
    LOG.infof(
        "No identity provider is configured: the service is open to whoever reaches %s", host);
  }
}
