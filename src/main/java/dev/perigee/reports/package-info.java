/**
 * Reports of runs to hand on: one document of prose, tables and charts, written as a web page that
 * needs nothing else, as PDF, and as one picture. Numbers are taken from the stored run, never
 * computed anew.
 */
package dev.perigee.reports;
