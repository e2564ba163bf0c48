package dev.perigee.engine;

/** Which engine is wanted. */
public enum EngineMode {
  /** Native workers where there is an executable that fits, else this process. */
  AUTO,
  /** This process. */
  JVM,
  /** Native workers; without an executable that fits the service does not start. */
  NATIVE
}
