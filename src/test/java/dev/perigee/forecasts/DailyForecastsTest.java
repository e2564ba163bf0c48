package dev.perigee.forecasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.platform.KnowledgeDate;
import dev.perigee.rules.RuleSets;
import dev.perigee.service.ServiceTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The forecasts of a day on which nobody asks for its run. */
@ServiceTest
class DailyForecastsTest {
  @Inject Forecasts forecasts;
  @Inject ForecastStore store;
  @Inject KnowledgeDate knowledge;
  @Inject RuleSets ruleSets;

  @Test
  void theServiceMakesThemAndMakesThemOnce() {
    String active = ruleSets.active().digest().toString();
    LocalDate today = knowledge.today();
    forecasts.makeToday();
    assertTrue(store.isMade(today, active));
    List<Long> made = made(active);
    assertFalse(made.isEmpty());
    forecasts.makeToday();
    assertEquals(made, made(active));
    assertFalse(store.isMade(today.plusDays(1), active));
  }

  private List<Long> made(String ruleSet) {
    return store
        .list(
            ForecastFilter.said(
                knowledge.today(), Optional.empty(), Optional.of(ruleSet), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            1000)
        .stream()
        .map(row -> row.id)
        .toList();
  }
}
