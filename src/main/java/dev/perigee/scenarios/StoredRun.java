package dev.perigee.scenarios;

/**
 * A run as it is stored.
 *
 * @param id digest of its inputs
 * @param answer JSON of a {@link StochasticRun} or a {@link DeterministicRun}
 * @param series JSON of a {@link RunSeries}
 * @param trace JSON of a {@link RunTrace}
 * @param digest of the numbers
 * @param stored false while it is only in memory, because the database cannot be reached
 */
record StoredRun(
    String id, String answer, String series, String trace, String digest, boolean stored) {
  StoredRun(String id, String answer, String series, String trace, String digest) {
    this(id, answer, series, trace, digest, true);
  }

  /** The same, which could not be stored yet. */
  StoredRun inMemory() {
    return new StoredRun(id, answer, series, trace, digest, false);
  }
}
