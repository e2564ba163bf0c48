package dev.perigee.scenarios;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.milestones.SeedLedger;
import dev.perigee.rules.Replicas;
import dev.perigee.rules.RuleSets;
import dev.perigee.rules.RulesFolder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Brings the service into a state in which the first request is answered, and says where it is. */
@ApplicationScoped
public class Startup {
  private static final Logger LOG = Logger.getLogger(Startup.class);

  private final SeedLedger ledger;
  private final RuleSets ruleSets;
  private final Replicas replicas;
  private final RulesFolder rulesFolder;
  private final Runs runs;
  private final String host;

  /**
   * @param json made here, by the class loader of the application: threads of others, which write
   *     answers too, could not make it
   */
  public Startup(
      SeedLedger ledger,
      RuleSets ruleSets,
      Replicas replicas,
      RulesFolder rulesFolder,
      Runs runs,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    this.ledger = ledger;
    this.ruleSets = ruleSets;
    this.replicas = replicas;
    this.rulesFolder = rulesFolder;
    this.runs = runs;
    this.host = host;
  }

  void start(@Observes StartupEvent event) {
    ledger.loadIfEmpty();
    ruleSets.start();
    replicas.start();
    rulesFolder.start();
  }

  void listening(@ObservesAsync HttpServerStart server) {
    String address = "http://%s:%d".formatted(host, server.options().getPort());
    LOG.infof("API            %s/api/v1", address);
    LOG.infof("Documentation  %s/q/swagger-ui", address);
    LOG.infof("Page           %s/", address);
    runs.prepare();
  }
}
