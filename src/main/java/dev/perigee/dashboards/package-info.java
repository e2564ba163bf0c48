/**
 * What dashboards read: the views of the schema {@code reporting} as tables over HTTP, in the forms
 * of spreadsheets, data frames and OData, and the role that reads them in the database.
 */
package dev.perigee.dashboards;
