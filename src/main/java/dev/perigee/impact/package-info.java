/**
 * What a rule set would change: the ledger and scenarios under two rule sets with common random
 * numbers, the differences with their standard errors, and which rules they come from.
 */
package dev.perigee.impact;
