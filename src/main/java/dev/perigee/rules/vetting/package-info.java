/**
 * Vetting of rule sets: rules are code that people upload, so a bundle passes five layers, each
 * enough to stop code on its own, before a rule of it may run here.
 */
package dev.perigee.rules.vetting;
