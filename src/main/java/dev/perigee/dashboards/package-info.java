/**
 * What people look at: the page of the service, charts that other pages embed, and the headers that
 * keep both from harm; and what their own dashboards read: the views of the schema {@code
 * reporting} as tables over HTTP, in the forms of spreadsheets, data frames and OData, and the role
 * that reads them in the database.
 */
package dev.perigee.dashboards;
