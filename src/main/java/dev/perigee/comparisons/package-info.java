/**
 * Comparisons of two runs: their differences under common random numbers, and which of their inputs
 * they come from.
 */
package dev.perigee.comparisons;
