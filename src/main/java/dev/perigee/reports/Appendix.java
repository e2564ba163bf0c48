package dev.perigee.reports;

import dev.perigee.scenarios.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every report ends with: where the numbers come from, and how they are to be read. */
final class Appendix {
  private Appendix() {}

  /** What the two costs of a ratio include. */
  static Block boundary(String boundary) {
    return new Block.Prose(
        "Boundary. %s%s."
            .formatted(Character.toUpperCase(boundary.charAt(0)), boundary.substring(1)));
  }

  /** Where the numbers come from. */
  static Section provenance(String runId, Provenance provenance) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("Run", runId);
    said.put("Read it again at", "/api/v1/runs/" + runId);
    said.put("Day of knowledge (asOf)", provenance.asOf());
    said.put("Rule set", provenance.ruleSet());
    said.put("Facts in force", provenance.facts());
    said.put("Scenario", provenance.scenario());
    said.put("Seed", provenance.seed());
    said.put("Paths of each pack", provenance.paths());
    said.put("Points", provenance.sampling());
    said.put("Relative precision asked for", provenance.precision());
    said.put("Ended by", provenance.stoppedBy());
    said.put("Version of the core", provenance.coreVersion());
    said.put("Engine", provenance.engine());
    said.put("Digest of the result", provenance.digest());
    return new Section(
        "provenance",
        "Where the numbers come from",
        List.of(
            new Block.Prose(
                "Equal provenance gives equal numbers to the bit, on every engine. Whoever has the service can compute the run"
                    + " again from what stands here (POST /api/v1/runs/%s/verification)."
                        .formatted(runId)),
            new Block.Table(
                "Provenance",
                List.of("What", "Which"),
                2,
                said.entrySet().stream()
                    .filter(each -> each.getValue() != null)
                    .map(
                        each ->
                            List.of(Cell.of(each.getKey()), Cell.of(each.getValue().toString())))
                    .toList())));
  }

  /** How the numbers are to be read, and what they are not. */
  static Section conventions(String boundary, boolean stochastic) {
    List<String> points = new ArrayList<>();
    points.add(
        "Money is in real US dollars of 2026; bn is 10⁹. Capacity is compute load on orbit, in kW.");
    points.add(
        "The cost ratio is orbital over terrestrial cost of a kW-year (%s).".formatted(boundary));
    points.add("A number of a year is that of its last quarter.");
    if (stochastic) {
      points.add(
          "Every percentile is of the whole mixture of the three prior packs by their weights. ± is one standard error of the"
              + " simulation: how far the number would move with other draws. It says nothing of how far the model is"
              + " from the world.");
      points.add(
          "Bear, base and bull are band means: the mean of the lowest quarter, the middle half and the highest quarter of"
              + " outcomes. 0.25 bear + 0.5 base + 0.25 bull is the mean.");
      points.add(
          "The implied credence is the weight on the company pack at which the mean equals what the market pays for the orbital"
              + " programme, the other packs keeping their proportions.");
      points.add(
          "Judgement: the prior packs and their first weights, the strengths that rules give to evidence, the shares of"
              + " demand, and the value of the other businesses. A rule without a source says so.");
    } else {
      points.add(
          "A single path of central values with the assumptions put over them: no rules, no evidence, no probability, and"
              + " so no error. It shows how the model behaves and is no forecast.");
      points.add("Judgement: the central values that have no source.");
    }
    points.add(
        "This is a scenario of a model and no advice to buy or sell. What the model leaves out, such as an accident in orbit"
            + " that closes a shell, or a change of law, is in none of its numbers.");
    return new Section("conventions", "Conventions and limits", List.of(new Block.Points(points)));
  }
}
