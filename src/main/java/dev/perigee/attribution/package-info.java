/**
 * Attribution of a run to its facts: from the outlook without any fact to that of the run, one fact
 * after the other in the order in which they were reported, under common random numbers.
 */
package dev.perigee.attribution;
