package dev.perigee.forecasts;

import dev.perigee.milestones.Milestone;
import java.util.Optional;

/**
 * A forecast before it is stored.
 *
 * @param question as it was asked
 * @param target of what
 * @param said by the model
 * @param baseRate known then
 * @param market the fact with a market's probability known then, where there is one
 */
record Forecast(
    Question question, Target target, Said said, BaseRate baseRate, Optional<Milestone> market) {}
