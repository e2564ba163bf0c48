package dev.perigee.simulation;

import java.util.Arrays;
import java.util.Optional;

/** The four independent hurdles a programme must clear before it produces (equation 18). */
public enum Gate {
  REUSE("reuse", "Ship and booster are reused as a matter of course"),
  DEMONSTRATION("demonstration", "Heat rejection and radiation tolerance are shown on orbit"),
  UNIT_COST("unit-cost", "Satellites are built at the cost the model assumes"),
  REGULATORY("regulatory", "The constellation is licensed");

  private final String key;
  private final String meaning;

  Gate(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
  }

  /** The gate with this public key. */
  public static Optional<Gate> byKey(String key) {
    return Arrays.stream(values()).filter(gate -> gate.key.equals(key)).findFirst();
  }

  /** Name in requests, rules and answers. */
  public String key() {
    return key;
  }

  /** What passing means. */
  public String meaning() {
    return meaning;
  }
}
