/**
 * The ledger of milestones: dated, sourced, graded facts. Nothing is overwritten; a correction
 * supersedes, a withdrawal retracts, and every read takes the day as of which the facts are known.
 */
package dev.perigee.milestones;
