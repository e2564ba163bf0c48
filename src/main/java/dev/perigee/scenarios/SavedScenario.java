package dev.perigee.scenarios;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a saved scenario, the latest unless another was asked for. */
@Schema(description = "A version of a saved scenario.")
public record SavedScenario(
    @Schema(
            description = "Its name for requests, which never changes.",
            examples = "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        String id,
    @Schema(description = "Number of the version, from 1.", examples = "3") int version,
    @Schema(
            description =
                "Its name for readers; no two have the same, whatever the case. Its runs have it too.",
            examples = "reuse in early 2027")
        String name,
    @Schema(
            description = "What it is for.",
            examples = "Ship and booster fly again within a month.")
        String description,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "What is assumed beside the ledger; absent in the version that deletes.")
        ScenarioRequest scenario,
    @Schema(description = "Whether this version deletes the scenario.", examples = "false")
        boolean deleted,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What it was copied from, when it was.")
        ScenarioVersion copiedFrom,
    @Schema(description = "Who saved this version.", examples = "ada") String author,
    @Schema(description = "Network address of the client.", examples = "127.0.0.1") String client,
    @Schema(description = "When.", examples = "2026-11-24T08:12:45.345678Z") Instant recordedAt) {

  /** What a run of it assumes: the same as if a request held it under this name. */
  public ScenarioRequest named() {
    return scenario.named(name);
  }

  /** Its strong entity tag, without quotes. */
  String tag() {
    return String.valueOf(version);
  }
}
