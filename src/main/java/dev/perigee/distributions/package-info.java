/**
 * Distributions of the numbers of a run: its paths are not stored, so it is computed again, checked
 * to be the same, and counted.
 */
package dev.perigee.distributions;
