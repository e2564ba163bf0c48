/**
 * Sweeps: how the value of the programme, capacity and cost answer to parameters, one at a time
 * (tornado) or one or two over a range (grid), all under common random numbers.
 */
package dev.perigee.sweeps;
