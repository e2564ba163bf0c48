package dev.perigee.rules;

import dev.perigee.identity.AuditKind;
import dev.perigee.identity.AuditTrail;
import dev.perigee.platform.Caller;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.DatabaseLock;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** Takes in bundles: through the one door, and then into the database. */
@ApplicationScoped
public class RuleSetUploads {
  private final Inspection inspection;
  private final AuditTrail audit;
  private final EntityManager database;

  public RuleSetUploads(Inspection inspection, AuditTrail audit, EntityManager database) {
    this.inspection = inspection;
    this.audit = audit;
    this.database = database;
  }

  /**
   * A rule set as it is stored.
   *
   * @param created false when it was stored already
   */
  record Uploaded(RuleSetDigest digest, boolean created) {}

  /**
   * Stores a bundle, unless it is stored already.
   *
   * @param files makes the bundle
   * @param message what its author says of it
   * @param parent digest of the rule set it was made from, or null
   * @throws InvalidRuleSet with every finding; nothing is stored but that it was tried
   * @throws ProblemException when there is no such parent, or too many bundles are being inspected
   */
  Uploaded upload(Supplier<Bundle> files, String message, String parent, Caller caller) {
    Bundle bundle =
        audit.orRefused(
            new AuditTrail.Act(AuditKind.UPLOAD, caller, null, message),
            InvalidRuleSet.class,
            files);
    String digest = bundle.digest().toString();
    AuditTrail.Act act = new AuditTrail.Act(AuditKind.UPLOAD, caller, digest, message);
    return audit.orRefused(
        act,
        InvalidRuleSet.class,
        () -> {
          if (isStored(digest)) {
            return new Uploaded(bundle.digest(), false);
          }
          if (parent != null && !isStored(parent)) {
            throw ProblemException.invalid(
                List.of(Violation.at("/parent", "the digest of a stored rule set", parent)));
          }
          String report = CanonicalJson.write(inspection.inspect(bundle));
          boolean created =
              QuarkusTransaction.joiningExisting()
                  .call(
                      () -> {
                        DatabaseLock.RULE_SETS.take(database);
                        if (RuleSetEntity.of(digest).isPresent()) {
                          return false;
                        }
                        RuleSetEntity.of(
                                bundle,
                                caller.name(),
                                message,
                                parent,
                                report,
                                Instant.now().truncatedTo(ChronoUnit.MICROS))
                            .persist();
                        audit.done(act);
                        return true;
                      });
          return new Uploaded(bundle.digest(), created);
        });
  }

  private static boolean isStored(String digest) {
    return QuarkusTransaction.requiringNew().call(() -> RuleSetEntity.count("digest", digest) > 0);
  }
}
