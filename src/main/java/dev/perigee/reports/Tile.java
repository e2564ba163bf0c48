package dev.perigee.reports;

/**
 * A number of the headline.
 *
 * @param label what it is
 * @param value with its unit
 * @param note its error, and what it is compared with
 * @param exact the number of the API that the value rounds; empty when it is no number
 */
public record Tile(String label, String value, String note, String exact) {}
