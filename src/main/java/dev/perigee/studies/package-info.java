/**
 * Studies: questions that take many simulations, such as what a rule set would change, what tells
 * two runs apart, or how a result answers to a parameter. A study is a job, named by its inputs,
 * leased, cancelled, stored once it is done; its simulations go to the engine one by one and share
 * their random numbers.
 */
package dev.perigee.studies;
