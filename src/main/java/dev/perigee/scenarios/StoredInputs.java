package dev.perigee.scenarios;

import java.time.Instant;
import java.util.Optional;

/**
 * Inputs as they are stored.
 *
 * @param id name of the run
 * @param inputs JSON of {@link RunInputs}
 * @param ledgerPosition where the ledger stood when the facts were read, where that was kept
 * @param recordedAt when they were stored
 */
record StoredInputs(String id, String inputs, Optional<Long> ledgerPosition, Instant recordedAt) {}
