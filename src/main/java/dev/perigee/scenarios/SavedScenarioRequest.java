package dev.perigee.scenarios;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A scenario to be saved. */
@Schema(
    description = "A scenario to be saved.",
    requiredProperties = {"name", "scenario"},
    additionalProperties = Schema.False.class)
public record SavedScenarioRequest(
    @Schema(
            description =
                "Its name for readers, on one line and without space around it; no two have the same, whatever the case."
                    + " `ledger` is the ledger as it is.",
            minLength = 1,
            maxLength = LONGEST_NAME,
            examples = "reuse in early 2027")
        String name,
    @Schema(
            description = "What it is for; empty unless given.",
            maxLength = LONGEST_DESCRIPTION,
            examples = "Ship and booster fly again within a month.")
        String description,
    @Schema(
            description =
                "What is assumed beside the ledger. Its own `name` is that of the saved scenario, or absent.")
        ScenarioRequest scenario) {
  static final int LONGEST_NAME = 100;
  static final int LONGEST_DESCRIPTION = 2000;

  /** Works as it stands. */
  static final String EXAMPLE =
      """
      {"name": "reuse in early 2027", "description": "Ship and booster fly again within a month.",
       "scenario": {
         "hypotheticalMilestones": [
           {"type": "REUSE_DEMONSTRATED", "occurredOn": "2027-03-01", "value": 30, "grade": "MET"}],
         "assumptions": {"launch.cost.learning-rate": 0.25}}}""";
}
