/**
 * Rule sets: bundles of DRL files, prior packs and cases. Rules are fired over the facts of the
 * ledger and only emit {@link dev.perigee.rules.Effect typed effects}; {@link
 * dev.perigee.rules.OutlookBuilder} applies them to the priors once, in a fixed order, and keeps a
 * trace of what each did.
 */
package dev.perigee.rules;
