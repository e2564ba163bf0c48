/**
 * What every feature shares: problem details, reading of request bodies, dates of knowledge,
 * tables, the database.
 */
package dev.perigee.platform;
