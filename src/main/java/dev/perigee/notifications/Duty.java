package dev.perigee.notifications;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.Session;

/** What one service does for all that share a database, as long as it renews its claim. */
@ApplicationScoped
public class Duty {
  /** Watches how the valuation moves. */
  static final String VALUATION = "valuation";

  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Session database;

  /** This life of this service. */
  private final String owner = UUID.randomUUID().toString();

  public Duty(Session database) {
    this.database = database;
  }

  /** Takes up a duty that nobody has, or renews the claim on it; whether it is ours. */
  boolean isOurs(String name) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                database
                        .createNativeMutationQuery(
                            "insert into duty (name, owner, lease_until) values (:name, :owner,"
                                + " clock_timestamp() + cast(:lease as double precision) * interval"
                                + " '1 second') on conflict (name) do update set owner ="
                                + " excluded.owner, lease_until = excluded.lease_until where"
                                + " duty.owner = excluded.owner or duty.lease_until <"
                                + " clock_timestamp()")
                        .setParameter("name", name)
                        .setParameter("owner", owner)
                        .setParameter("lease", LEASE.toMillis() / 1000.0)
                        .executeUpdate()
                    == 1);
  }
}
