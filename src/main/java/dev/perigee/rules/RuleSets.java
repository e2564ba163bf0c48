package dev.perigee.rules;

import dev.perigee.platform.DatabaseLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The stored rule sets and the one that is active. Compiled ones are kept. */
@ApplicationScoped
public class RuleSets {
  private static final Logger LOG = Logger.getLogger(RuleSets.class);
  private static final String SHIPPED_AUTHOR = "perigee";

  private final Map<RuleSetDigest, RuleSet> compiled = new HashMap<>();
  private volatile RuleSet active;

  /**
   * Stores the shipped rule set when it is not stored, and activates it when none is active or an
   * earlier shipped one is; then compiles the active one and runs its cases.
   *
   * @throws InvalidRuleSet when the active rule set cannot be used
   */
  public void start() {
    Bundle shipped = ShippedRules.bundle();
    String digest = shipped.digest().toString();
    String current =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  DatabaseLock.RULE_SETS.take(RuleSetEntity.getEntityManager());
                  if (RuleSetEntity.findById(digest) == null) {
                    RuleSetEntity.of(shipped, SHIPPED_AUTHOR, "Shipped with the service").persist();
                  }
                  Optional<ActivationEntity> last = ActivationEntity.last();
                  boolean ours = last.map(each -> each.author.equals(SHIPPED_AUTHOR)).orElse(true);
                  if (ours && !last.map(each -> each.digest.equals(digest)).orElse(false)) {
                    ActivationEntity.of(digest, SHIPPED_AUTHOR, "Shipped with the service")
                        .persist();
                    return digest;
                  }
                  return last.map(each -> each.digest).orElse(digest);
                });
    active =
        find(RuleSetDigest.parse(current))
            .orElseThrow(() -> new IllegalStateException("the active rule set is not stored"));
    LOG.infof("Rule set %s is active, %d rules", current, active.ruleNames().size());
  }

  /** The active rule set. */
  public RuleSet active() {
    return active;
  }

  /** The stored rule set of this digest, compiled. */
  public synchronized Optional<RuleSet> find(RuleSetDigest digest) {
    RuleSet known = compiled.get(digest);
    if (known != null) {
      return Optional.of(known);
    }
    Map<String, String> files =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  RuleSetEntity row = RuleSetEntity.findById(digest.toString());
                  return row == null ? null : row.files;
                });
    if (files == null) {
      return Optional.empty();
    }
    RuleSet ruleSet = ShippedRules.compile(Bundle.of(files));
    compiled.put(digest, ruleSet);
    return Optional.of(ruleSet);
  }

  @PreDestroy
  synchronized void close() {
    List.copyOf(compiled.values()).forEach(RuleSet::close);
    compiled.clear();
  }
}
