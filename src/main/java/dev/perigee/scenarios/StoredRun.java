package dev.perigee.scenarios;

/**
 * A run as it is stored.
 *
 * @param id digest of its inputs
 * @param answer JSON of a {@link StochasticRun} or a {@link DeterministicRun}
 * @param series JSON of a {@link RunSeries}
 * @param trace JSON of a {@link RunTrace}
 * @param digest of the numbers
 */
record StoredRun(String id, String answer, String series, String trace, String digest) {}
