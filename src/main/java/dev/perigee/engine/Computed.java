package dev.perigee.engine;

/**
 * A result and what computed it.
 *
 * @param value the result
 * @param engine what computed it
 */
public record Computed<R>(R value, EngineKind engine) {}
