/**
 * Who asks, how that is proven, what they may do, and what they did: OIDC tokens, API keys, roles,
 * the audit trail.
 */
package dev.perigee.identity;
