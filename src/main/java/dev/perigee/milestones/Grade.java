package dev.perigee.milestones;

/** How a milestone came out against its own criterion. */
public enum Grade {
  EXCEEDED,
  MET,
  PARTIAL,
  FAILED
}
