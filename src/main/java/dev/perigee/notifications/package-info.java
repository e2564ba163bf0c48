/**
 * Tells others what happened: a log of events, written in the transactions that they tell of, its
 * feeds, and webhooks to which they are delivered. See docs/notifications.md.
 */
package dev.perigee.notifications;
