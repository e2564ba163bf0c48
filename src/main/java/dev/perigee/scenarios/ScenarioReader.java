package dev.perigee.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.engine.NoFiniteAnswer;
import dev.perigee.milestones.Milestone;
import dev.perigee.milestones.MilestoneRequest;
import dev.perigee.milestones.MilestoneRules;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Violation;
import dev.perigee.rules.DistributionReader;
import dev.perigee.rules.Effect;
import dev.perigee.rules.Emission;
import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.InvalidParameters;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what a schema cannot say of a scenario, and turns it into values of the model. */
@ApplicationScoped
public class ScenarioReader {
  private static final String OUTER = "/scenario";
  private static final String ASSUMPTIONS = "/assumptions";
  private static final double WEIGHT_TOLERANCE = 1e-9;

  private final MilestoneRules milestones;

  public ScenarioReader(MilestoneRules milestones) {
    this.milestones = milestones;
  }

  /**
   * The scenario of a request.
   *
   * @throws ProblemException with every violation
   */
  public Scenario read(ScenarioRequest request, Mode mode) {
    List<Violation> violations = new ArrayList<>();
    Map<Parameter, Distribution> pins = pins(request, violations);
    List<Emission> byHand = effects(request, pins.keySet(), violations);
    List<Milestone> assumed = assumed(request, violations);
    Optional<Map<Pack, Double>> weights = weights(request, violations);
    if (mode == Mode.DETERMINISTIC) {
      refuseInDeterministicMode(request, pins, violations);
    }
    ProblemException.throwIfAny(
        violations.stream().map(violation -> violation.within(OUTER)).toList());
    return new Scenario(
        pins,
        byHand,
        assumed,
        weights,
        horizon(request),
        request.equityBridge() == null
            ? new EquityBridgeRequest(null, null, null, null, null, null, null)
            : request.equityBridge());
  }

  private static Horizon horizon(ScenarioRequest request) {
    return new Horizon(
        request.startYear() == null ? Horizon.DEFAULT.startYear() : request.startYear(),
        request.quarters() == null ? Horizon.DEFAULT.quarters() : request.quarters());
  }

  /** The problem of parameters that do not go together. */
  public static ProblemException problem(InvalidParameters e, ScenarioRequest request) {
    return ProblemException.invalid(
        e.violations().stream()
            .map(
                violation -> {
                  String key = violation.parameter().key();
                  boolean pinned =
                      request.assumptions() != null && request.assumptions().containsKey(key);
                  return Violation.at(
                      OUTER + (pinned ? ASSUMPTIONS + Violation.step(key) : ""),
                      key + ": " + violation.expected(),
                      violation.actual());
                })
            .toList());
  }

  /** The problem of parameters that have no finite answer together. */
  public static ProblemException problem(NoFiniteAnswer e) {
    return ProblemException.invalid(
        List.of(Violation.at(OUTER, "parameters with a finite answer", e.getMessage())));
  }

  /** The problem of effects that cannot be applied together. */
  public static ProblemException problem(IllegalArgumentException e) {
    return ProblemException.invalid(
        List.of(Violation.at(OUTER, "effects that can be applied together", e.getMessage())));
  }

  private static Map<Parameter, Distribution> pins(
      ScenarioRequest request, List<Violation> violations) {
    Map<Parameter, Distribution> pins = new EnumMap<>(Parameter.class);
    if (request.assumptions() == null) {
      return pins;
    }
    request
        .assumptions()
        .forEach(
            (key, node) -> {
              String pointer = ASSUMPTIONS + Violation.step(key);
              Optional<Parameter> parameter = Parameter.byKey(key);
              if (parameter.isEmpty()) {
                violations.add(Violation.at(pointer, ParameterKeys.expected(key), key));
                return;
              }
              pin(parameter.get(), node, pointer, violations)
                  .ifPresent(distribution -> pins.put(parameter.get(), distribution));
            });
    return pins;
  }

  private static Optional<Distribution> pin(
      Parameter parameter, JsonNode node, String pointer, List<Violation> violations) {
    try {
      if (node.has("technology")) {
        throw new IllegalArgumentException(
            "technology belongs to prior packs, not to an assumption");
      }
      Distribution distribution = DistributionReader.read(node);
      double lower = distribution.lower();
      double upper = distribution.upper();
      boolean fits =
          distribution instanceof Distribution.Fixed
              ? lower >= parameter.minimum() && upper <= parameter.maximum()
              : distribution.median() >= parameter.minimum()
                  && distribution.median() <= parameter.maximum()
                  && (lower >= parameter.minimum()
                      || !Double.isFinite(lower)
                      || distribution instanceof Distribution.LogNormal)
                  && (upper <= parameter.maximum() || !Double.isFinite(upper));
      if (fits) {
        return Optional.of(distribution);
      }
      violations.add(Violation.at(pointer, InvalidParameters.range(parameter), node));
    } catch (IllegalArgumentException e) {
      violations.add(Violation.at(pointer, e.getMessage(), node));
    }
    return Optional.empty();
  }

  private static List<Emission> effects(
      ScenarioRequest request, Set<Parameter> pinned, List<Violation> violations) {
    List<Emission> emissions = new ArrayList<>();
    if (request.effects() == null) {
      return emissions;
    }
    for (int i = 0; i < request.effects().size(); i++) {
      String outer = "/effects/" + i;
      List<Violation> own = new ArrayList<>();
      Optional<Effect> effect = EffectReader.read(request.effects().get(i), own);
      effect
          .filter(each -> each instanceof Effect.OnParameter on && pinned.contains(on.parameter()))
          .ifPresent(
              each ->
                  own.add(
                      Violation.at(
                          "/parameter",
                          "a parameter that assumptions do not pin; change the assumption instead",
                          ((Effect.OnParameter) each).parameter().key())));
      own.forEach(violation -> violations.add(violation.within(outer)));
      effect.ifPresent(each -> emissions.add(Emission.byHand(each)));
    }
    return emissions;
  }

  private List<Milestone> assumed(ScenarioRequest request, List<Violation> violations) {
    List<Milestone> assumed = new ArrayList<>();
    if (request.hypotheticalMilestones() == null) {
      return assumed;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < request.hypotheticalMilestones().size(); i++) {
      String outer = "/hypotheticalMilestones/" + i;
      MilestoneRequest fact = request.hypotheticalMilestones().get(i);
      List<Violation> own = milestones.violationsOfAssumption(fact);
      own.forEach(violation -> violations.add(violation.within(outer)));
      String id = "hypothetical-" + (fact.id() == null ? String.valueOf(i + 1) : fact.id());
      if (!names.add(id)) {
        violations.add(
            Violation.at(outer + "/id", "a name that no other assumption has", fact.id()));
      }
      if (own.isEmpty()) {
        assumed.add(milestones.assumed(id, fact));
      }
    }
    return assumed;
  }

  private static Optional<Map<Pack, Double>> weights(
      ScenarioRequest request, List<Violation> violations) {
    PackWeights weights = request.packWeights();
    if (weights == null) {
      return Optional.empty();
    }
    if (Math.abs(weights.sum() - 1) > WEIGHT_TOLERANCE) {
      violations.add(
          Violation.at("/packWeights", "weights that sum to 1", "a sum of " + weights.sum()));
    }
    return Optional.of(weights.byPack());
  }

  private static void refuseInDeterministicMode(
      ScenarioRequest request, Map<Parameter, Distribution> pins, List<Violation> violations) {
    String expected = "nothing in deterministic mode, which has no rules, gates or packs";
    if (request.effects() != null && !request.effects().isEmpty()) {
      violations.add(Violation.at("/effects", expected, request.effects().size() + " effects"));
    }
    if (request.hypotheticalMilestones() != null && !request.hypotheticalMilestones().isEmpty()) {
      violations.add(
          Violation.at(
              "/hypotheticalMilestones",
              expected,
              request.hypotheticalMilestones().size() + " facts"));
    }
    if (request.packWeights() != null) {
      violations.add(Violation.at("/packWeights", expected, request.packWeights()));
    }
    pins.forEach(
        (parameter, distribution) -> {
          if (!(distribution instanceof Distribution.Fixed)) {
            violations.add(
                Violation.at(
                    ASSUMPTIONS + Violation.step(parameter.key()),
                    "a number in deterministic mode",
                    DistributionReader.write(distribution)));
          }
        });
  }
}
