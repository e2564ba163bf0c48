/**
 * The simulation core: outlook in, statistics out. JDK only, no I/O, no framework; the native image
 * compiles from this package and its {@code program} alone.
 *
 * <p>An {@link dev.perigee.simulation.Outlook} holds, for each prior pack, the distribution of
 * every {@link dev.perigee.simulation.Parameter}, the probabilities of the {@link
 * dev.perigee.simulation.Gate gates} and the weight of the pack. {@link
 * dev.perigee.simulation.Simulation} draws parameter vectors from it, runs each through the
 * quarterly recursion of {@link dev.perigee.simulation.PathKernel} and summarises the mixture.
 * "Model" in the Javadoc of this package is docs/model.md; S1 to S31 are its sources.
 *
 * <p>Equal outlook, paths and seed give equal bits, whatever the number of threads.
 */
package dev.perigee.simulation;
