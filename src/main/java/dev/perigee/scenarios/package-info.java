/**
 * From a scenario to a run: facts and assumptions become an outlook, the outlook is simulated, the
 * result is stored with its provenance and shown with its trace.
 */
package dev.perigee.scenarios;
