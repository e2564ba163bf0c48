/**
 * What people look at: the page of the service, charts that other pages embed, and the headers that
 * keep both from harm.
 */
package dev.perigee.dashboards;
