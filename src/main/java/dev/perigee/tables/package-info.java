/**
 * Tidy tables of typed columns, and what they are written as: CSV, Arrow and Parquet. Features make
 * their rows; how these reach a spreadsheet or a data frame is decided here alone.
 */
package dev.perigee.tables;
