/**
 * Computes what the simulation core defines: a bounded queue before slots, each of which computes
 * one thing at a time, in this process or in a supervised worker process of its own.
 */
package dev.perigee.engine;
