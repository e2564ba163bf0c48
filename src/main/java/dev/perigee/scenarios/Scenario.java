package dev.perigee.scenarios;

import dev.perigee.milestones.Milestone;
import dev.perigee.rules.Emission;
import dev.perigee.simulation.Distribution;
import dev.perigee.simulation.EquityBridge;
import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Pack;
import dev.perigee.simulation.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario that was found valid.
 *
 * @param pins distribution of each pinned parameter
 * @param byHand effects given by hand
 * @param assumed hypothetical facts
 * @param packWeights prior weights instead of those of the rule set
 * @param horizon quarters
 * @param bridge differences of the rest of the company
 */
public record Scenario(
    Map<Parameter, Distribution> pins,
    List<Emission> byHand,
    List<Milestone> assumed,
    Optional<Map<Pack, Double>> packWeights,
    Horizon horizon,
    EquityBridgeRequest bridge) {

  /** The rest of the company: that of the rule set with the differences of the scenario. */
  public EquityBridge company(EquityBridge shipped) {
    return new EquityBridge(
        or(bridge.connectivityUsd(), shipped.connectivityUsd()),
        or(bridge.launchUsd(), shipped.launchUsd()),
        or(bridge.groundAiUsd(), shipped.groundAiUsd()),
        or(bridge.debtUsd(), shipped.debtUsd()),
        or(bridge.cashUsd(), shipped.cashUsd()),
        or(bridge.dilutedShares(), shipped.dilutedShares()),
        or(bridge.marketEnterpriseValueUsd(), shipped.marketEnterpriseValueUsd()));
  }

  private static double or(Double own, double shipped) {
    return own == null ? shipped : own;
  }
}
