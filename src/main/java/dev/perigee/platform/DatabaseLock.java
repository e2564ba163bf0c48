package dev.perigee.platform;

import jakarta.persistence.EntityManager;

/**
 * Locks that services on one database take against each other; each is held until the transaction
 * ends.
 */
public enum DatabaseLock {
  /** One writer at a time into the ledger. */
  LEDGER(0x4c454447L),
  /** One service at a time activates a rule set. */
  RULE_SETS(0x52554c45L),
  /** One writer at a time changes saved scenarios. */
  SCENARIOS(0x5343454eL),
  /**
   * One writer at a time into the log of events, so that none is seen before an earlier one. It is
   * taken after the others.
   */
  EVENTS(0x4556454eL),
  /** One service at a time sees to the role that dashboards read with. */
  REPORTING(0x5245504fL);

  private final long key;

  DatabaseLock(long key) {
    this.key = key;
  }

  /** Waits for the lock. */
  public void take(EntityManager database) {
    database
        .createNativeQuery("select cast(pg_advisory_xact_lock(:key) as text)")
        .setParameter("key", key)
        .getSingleResult();
  }
}
