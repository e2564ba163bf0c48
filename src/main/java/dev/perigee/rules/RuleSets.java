package dev.perigee.rules;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.DatabaseLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The rule set that this service serves, and the stored ones by their digests. */
@ApplicationScoped
public class RuleSets {
  private static final Logger LOG = Logger.getLogger(RuleSets.class);
  private static final String SHIPPED = "Shipped with the service";

  private final WarmRuleSets warm;
  private final Inspection inspection;
  private final AuditTrail audit;
  private final EntityManager database;
  private final Event<RuleSetActivated> listeners;
  private volatile Served served;

  /**
   * @param listeners told of each activation, within the transaction that notes it
   */
  public RuleSets(
      WarmRuleSets warm,
      Inspection inspection,
      AuditTrail audit,
      EntityManager database,
      Event<RuleSetActivated> listeners) {
    this.listeners = listeners;
    this.warm = warm;
    this.inspection = inspection;
    this.audit = audit;
    this.database = database;
  }

  /**
   * What runs are computed with.
   *
   * @param activation by which it became so
   * @param ruleSet compiled
   */
  record Served(Activation activation, RuleSet ruleSet) {}

  /**
   * Stores the shipped rule set when it is not stored, and activates it when none is active or an
   * earlier shipped one is; then serves the active one.
   *
   * @throws InvalidRuleSet when the shipped or the active rule set cannot be used
   */
  public void start() {
    ship();
    Activation last = last();
    RuleSet ruleSet =
        find(last.digest())
            .orElseThrow(() -> new IllegalStateException("the active rule set is not stored"));
    serve(last, ruleSet);
  }

  private void ship() {
    Bundle shipped = ShippedRules.bundle();
    String digest = shipped.digest().toString();
    boolean stored =
        QuarkusTransaction.requiringNew().call(() -> RuleSetEntity.of(digest).isPresent());
    RuleSetReport report = stored ? null : inspection.inspect(shipped);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              DatabaseLock.RULE_SETS.take(database);
              if (report != null && RuleSetEntity.of(digest).isEmpty()) {
                RuleSetEntity.of(
                        shipped,
                        Caller.SERVICE.name(),
                        SHIPPED,
                        null,
                        CanonicalJson.write(report),
                        Instant.now().truncatedTo(ChronoUnit.MICROS))
                    .persist();
                audit.done(new AuditTrail.Act(AuditKind.UPLOAD, Caller.SERVICE, digest, SHIPPED));
              }
              Optional<ActivationEntity> last = ActivationEntity.last();
              boolean ours =
                  last.map(each -> each.author.equals(Caller.SERVICE.name())).orElse(true);
              if (ours && !last.map(each -> each.digest.equals(digest)).orElse(false)) {
                boolean rollback = ActivationEntity.count("digest", digest) > 0;
                ActivationEntity row = Activation.of(last, digest, Caller.SERVICE, SHIPPED);
                row.persist();
                audit.done(
                    new AuditTrail.Act(AuditKind.ACTIVATION, Caller.SERVICE, digest, SHIPPED));
                if (last.isPresent()) {
                  listeners.fire(RuleSetActivated.of(row, rollback));
                }
              }
            });
  }

  /** The rule set that is served. */
  public RuleSet active() {
    return served.ruleSet();
  }

  /** What is served, and since when. */
  Served served() {
    return served;
  }

  /** The stored rule set of this digest, compiled. */
  public Optional<RuleSet> find(RuleSetDigest digest) {
    RuleSet active = served == null ? null : served.ruleSet();
    return active != null && active.digest().equals(digest)
        ? Optional.of(active)
        : warm.find(digest, () -> stored(digest));
  }

  /** The rule set of this digest, when it is compiled already. */
  Optional<RuleSet> atHand(RuleSetDigest digest) {
    RuleSet active = served.ruleSet();
    return active.digest().equals(digest) ? Optional.of(active) : warm.atHand(digest);
  }

  private static Optional<Bundle> stored(RuleSetDigest digest) {
    return QuarkusTransaction.requiringNew()
        .call(() -> RuleSetEntity.of(digest.toString()).map(row -> Bundle.of(row.files)));
  }

  /** The activation that counts, as the database has it. */
  Activation last() {
    return QuarkusTransaction.requiringNew()
        .call(() -> Activation.of(ActivationEntity.last().orElseThrow()));
  }

  /**
   * Serves the active rule set, if it is another one by now.
   *
   * @return whether it was
   * @throws InvalidRuleSet when it cannot be compiled; the one before it is served on
   */
  boolean follow() {
    Activation last = last();
    if (last.generation() <= served.activation().generation()) {
      return false;
    }
    serve(
        last,
        find(last.digest())
            .orElseThrow(() -> new IllegalStateException(last.digest() + " is not stored")));
    return true;
  }

  /** Serves a rule set from now on, unless a later activation was faster. */
  synchronized void serve(Activation activation, RuleSet ruleSet) {
    if (served == null || activation.generation() > served.activation().generation()) {
      served = new Served(activation, ruleSet);
      LOG.infof(
          "Rule set %s is active, %d rules, generation %d",
          ruleSet.digest(), ruleSet.ruleNames().size(), activation.generation());
    }
  }
}
