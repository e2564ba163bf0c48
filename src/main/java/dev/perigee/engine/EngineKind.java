package dev.perigee.engine;

import java.util.Arrays;
import java.util.Optional;

/** What computes; changes no bit of a result. */
public enum EngineKind {
  /** The core in this process. */
  JVM("jvm"),
  /** The core in a worker process. */
  NATIVE("native");

  private final String key;

  EngineKind(String key) {
    this.key = key;
  }

  /** The engine with this public key. */
  public static Optional<EngineKind> byKey(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }

  /** Name in answers. */
  public String key() {
    return key;
  }
}
