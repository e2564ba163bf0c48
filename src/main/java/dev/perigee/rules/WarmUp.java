package dev.perigee.rules;

import dev.perigee.platform.DatabaseOutage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Compiles ahead, on every replica, what may well be activated next: the rule sets that were
 * approved or active last. An activation, and going back, then wait for no compiler anywhere.
 */
@ApplicationScoped
public class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final int MOST = 2;
  private static final String LIKELY =
      "select digest from (select digest, approved_at as at from rule_set_approval"
          + " union all select digest, activated_at from rule_set_activation) as used"
          + " group by digest order by max(at) desc limit :most";

  private final RuleSets ruleSets;
  private final Session database;
  private final Set<RuleSetDigest> unusable = ConcurrentHashMap.newKeySet();

  public WarmUp(RuleSets ruleSets, Session database) {
    this.ruleSets = ruleSets;
    this.database = database;
  }

  @Scheduled(
      every = "${perigee.rules.poll:PT1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void warm() {
    if (ruleSets.served() == null) {
      return;
    }
    try {
      for (RuleSetDigest digest : likely()) {
        if (ruleSets.atHand(digest).isEmpty() && !unusable.contains(digest)) {
          compile(digest);
        }
      }
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      LOG.debug("Nothing is compiled ahead until the database is back", e);
    }
  }

  private void compile(RuleSetDigest digest) {
    try {
      Optional<RuleSet> ruleSet = ruleSets.find(digest);
      ruleSet.ifPresent(each -> LOG.debugf("%s is compiled ahead", each.digest()));
    } catch (InvalidRuleSet e) {
      LOG.debugf(e, "%s cannot be compiled; whoever activates it is told", digest);
      unusable.add(digest);
    }
  }

  /** Approved or active last, the active one among them. */
  private List<RuleSetDigest> likely() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                database
                    .createNativeQuery(LIKELY, String.class)
                    .setParameter("most", MOST + 1)
                    .getResultList())
        .stream()
        .map(RuleSetDigest::parse)
        .toList();
  }
}
