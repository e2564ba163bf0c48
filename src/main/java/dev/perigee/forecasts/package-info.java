/**
 * What the model said would happen, kept as it was said; what came of it according to the ledger;
 * and how good that was, by proper scores against baselines that were known at the time.
 */
package dev.perigee.forecasts;
