package dev.perigee.simulation;

/**
 * A number estimated by simulation.
 *
 * @param value the estimate
 * @param standardError its standard error, at least 0
 */
public record Estimate(double value, double standardError) {}
