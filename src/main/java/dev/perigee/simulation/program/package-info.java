/**
 * The core as a program of its own, {@code perigee-core}: {@link
 * dev.perigee.simulation.program.SimulationJson} writes and reads outlooks, requests and results as
 * JSON, {@link dev.perigee.simulation.program.WorkerRequest} and {@link
 * dev.perigee.simulation.program.WorkerMessage} are the lines between a worker and who drives it,
 * and {@link dev.perigee.simulation.program.PerigeeCore} is the command line. The only part of the
 * core that reads and writes; it needs the JDK and the streaming parser of Jackson. The native
 * image compiles from this package. docs/perigee-core.md describes program, forms and protocol.
 */
package dev.perigee.simulation.program;
