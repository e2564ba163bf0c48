package dev.perigee.rules;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.DatabaseLock;
import dev.perigee.platform.DatabaseOutage;
import dev.perigee.platform.Precondition;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import dev.perigee.platform.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Approves rule sets and changes which one is active. */
@ApplicationScoped
public class Activations {
  private final RuleSets ruleSets;
  private final Replicas replicas;
  private final AuditTrail audit;
  private final EntityManager database;
  private final RulesConfig config;
  private final Event<RuleSetActivated> listeners;

  /**
   * @param listeners told of each activation, within the transaction that notes it
   */
  public Activations(
      RuleSets ruleSets,
      Replicas replicas,
      AuditTrail audit,
      EntityManager database,
      RulesConfig config,
      Event<RuleSetActivated> listeners) {
    this.listeners = listeners;
    this.ruleSets = ruleSets;
    this.replicas = replicas;
    this.audit = audit;
    this.database = database;
    this.config = config;
  }

  /** What is active, and who serves it; what this service knows when the database is away. */
  ActiveRuleSet active() {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                Activation last = Activation.of(ActivationEntity.last().orElseThrow());
                return ActiveRuleSet.of(last, replicas.alive(last), false);
              });
    } catch (RuntimeException e) {
      if (!DatabaseOutage.isCauseOf(e)) {
        throw e;
      }
      return ActiveRuleSet.of(ruleSets.served().activation(), List.of(replicas.self()), true);
    }
  }

  /**
   * An approval as it is stored.
   *
   * @param created false when the same person had approved before
   */
  record Approved(ApprovalResponse approval, boolean created) {}

  /**
   * Notes that somebody finds a rule set fit for use; once for each person.
   *
   * @throws ProblemException when there is no such rule set, or the caller may not approve it
   */
  Approved approve(RuleSetDigest digest, String message, Caller caller) {
    AuditTrail.Act act = new AuditTrail.Act(AuditKind.APPROVAL, caller, digest.toString(), message);
    return audit.orRefused(
        act,
        InvalidRuleSet.class,
        () ->
            QuarkusTransaction.joiningExisting()
                .call(
                    () -> {
                      DatabaseLock.RULE_SETS.take(database);
                      checkApprover(author(digest), caller);
                      Optional<ApprovalEntity> before =
                          ApprovalEntity.of(digest.toString()).stream()
                              .filter(each -> each.approver.equals(caller.name()))
                              .findFirst();
                      if (before.isPresent()) {
                        return new Approved(ApprovalResponse.of(before.get()), false);
                      }
                      ApprovalEntity row = new ApprovalEntity();
                      row.digest = digest.toString();
                      row.approver = caller.name();
                      row.message = message;
                      row.approvedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
                      row.persist();
                      audit.done(act);
                      return new Approved(ApprovalResponse.of(row), true);
                    }));
  }

  private static String author(RuleSetDigest digest) {
    return RuleSetEntity.author(digest.toString())
        .orElseThrow(() -> ProblemException.notFound("rule set " + digest));
  }

  private void checkApprover(String author, Caller caller) {
    if (!config.fourEyes()) {
      return;
    }
    if (caller.isAnonymous()) {
      throw forbidden("An approval needs a name in the header " + Caller.HEADER);
    }
    if (caller.name().equals(author)) {
      throw forbidden(
          "%s uploaded this rule set; somebody else must approve it".formatted(caller.name()));
    }
  }

  private static ProblemException forbidden(String why) {
    return new ProblemException(ProblemType.FORBIDDEN, why, List.of());
  }

  /**
   * Makes a rule set the active one: compiles it beside the active one, notes it in one
   * transaction, and only then serves it. Whatever fails before, the one that was active stays.
   * When it is active already nothing is done.
   *
   * @param ifMatch entity tags of the activation that the caller knows of, or null
   * @throws ProblemException when the tags are missing or stale, when there is no such rule set, or
   *     it lacks an approval
   * @throws InvalidRuleSet when this build cannot compile it
   */
  Activation activate(RuleSetDigest digest, String reason, String ifMatch, Caller caller) {
    AuditTrail.Act act =
        new AuditTrail.Act(AuditKind.ACTIVATION, caller, digest.toString(), reason);
    return audit.orRefused(
        act,
        InvalidRuleSet.class,
        () -> {
          RuleSet ruleSet = ruleSets.atHand(digest).orElseGet(() -> compiled(digest, ifMatch));
          Activation activation =
              QuarkusTransaction.requiringNew().call(() -> commit(act, digest, ifMatch));
          ruleSets.serve(activation, ruleSet);
          replicas.acknowledge();
          return activation;
        });
  }

  /** Compiles a rule set, if it may be activated at all. */
  private RuleSet compiled(RuleSetDigest digest, String ifMatch) {
    QuarkusTransaction.requiringNew().run(() -> check(digest, ifMatch));
    return ruleSets
        .find(digest)
        .orElseThrow(() -> new IllegalStateException(digest + " is not stored"));
  }

  private Activation commit(AuditTrail.Act act, RuleSetDigest digest, String ifMatch) {
    DatabaseLock.RULE_SETS.take(database);
    ActivationEntity last = check(digest, ifMatch);
    if (last.digest.equals(digest.toString())) {
      return Activation.of(last);
    }
    boolean rollback = ActivationEntity.count("digest", digest.toString()) > 0;
    ActivationEntity row =
        Activation.of(Optional.of(last), digest.toString(), act.who(), act.why());
    row.persist();
    audit.done(act);
    listeners.fire(RuleSetActivated.of(row, rollback));
    ReplicaSignals.send(database);
    return Activation.of(row);
  }

  /** Whether a rule set may follow the active one, which is returned. */
  private ActivationEntity check(RuleSetDigest digest, String ifMatch) {
    ActivationEntity last = ActivationEntity.last().orElseThrow();
    Precondition.require(
        ifMatch,
        Activation.of(last).tag(),
        RuleSetResource.PATH + "/active",
        "%s activated %s".formatted(last.author, last.digest));
    String author =
        RuleSetEntity.author(digest.toString())
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        List.of(
                            Violation.at("/digest", "the digest of a stored rule set", digest))));
    if (config.fourEyes() && !isApproved(digest.toString(), author)) {
      throw new ProblemException(
          ProblemType.NOT_APPROVED,
          "Nobody but its author %s has approved %s".formatted(author, digest),
          List.of());
    }
    return last;
  }

  /**
   * What was active before came there rightly, and may come back; what the service brings itself
   * was reviewed with it.
   */
  private static boolean isApproved(String digest, String author) {
    return author.equals(Caller.SERVICE.name())
        || ActivationEntity.count("digest", digest) > 0
        || ApprovalEntity.count("digest = ?1 and approver <> ?2", digest, author) > 0;
  }
}
