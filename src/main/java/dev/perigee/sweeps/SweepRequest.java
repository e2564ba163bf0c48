package dev.perigee.sweeps;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.perigee.scenarios.RunRequest;
import java.util.List;

/** A sweep to be made. */
sealed interface SweepRequest permits TornadoRequest, GridRequest {
  /** What is swept over, by the name of its kind. */
  String kind();

  /** The run around which it is; null for that of the ledger as of today. */
  RunRequest base();

  /** Years whose last quarter is told; null for the usual ones. */
  List<Integer> years();

  /** The run around which it is. */
  @JsonIgnore
  default RunRequest run() {
    return base() == null ? RunRequest.PLAIN : base();
  }
}
