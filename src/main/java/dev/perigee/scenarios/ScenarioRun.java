package dev.perigee.scenarios;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run that was made of a saved scenario. */
@Schema(description = "A run that was asked for by the name of a saved scenario.")
public record ScenarioRun(
    @Schema(description = "Name of the run.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String runId,
    @Schema(description = "Version of the scenario that was run.", examples = "3") int version,
    @Schema(
            description = "When this run of this version was first asked for.",
            examples = "2026-11-24T08:13:02.345678Z")
        Instant askedAt) {
  static ScenarioRun of(ScenarioRunEntity row) {
    return new ScenarioRun(row.runId, row.version, row.askedAt);
  }
}
