package dev.perigee.forecasts;

import static dev.perigee.forecasts.GivenFacts.flight;
import static dev.perigee.forecasts.GivenFacts.flights;
import static dev.perigee.forecasts.GivenFacts.ledger;
import static dev.perigee.forecasts.GivenFacts.question;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the base rate says, without a look ahead. */
class BaseRateTest {
  private static final Milestone[] QUARTERS = {
    flights("2023-06-30", 1, 0.25), flights("2023-09-30", 0, 0.25), flights("2023-12-31", 1, 0.25)
  };

  private static double probability(String key, LedgerView ledger) {
    return ((Said.Probability) BaseRate.of(question(key), ledger).said().orElseThrow())
        .probability();
  }

  /** Jeffreys: two yeses and a half of three and one. */
  @Test
  void itIsTheShareOfTheCasesThatWereAnswered() {
    LedgerView ledger = ledger("2024-01-01", QUARTERS);
    assertEquals(3, BaseRate.of(question("starship-flies-in-quarter"), ledger).cases());
    assertEquals(2.5 / 4, probability("starship-flies-in-quarter", ledger), 1e-12);
    assertEquals(
        Optional.of(new Said.Distribution(PredictiveDistribution.ofSample(List.of(1.0, 0.0, 1.0)))),
        BaseRate.of(question("starship-flights-in-quarter"), ledger).said());
  }

  @Test
  void whatWasNotKnownOnTheDayIsNotCounted() {
    LedgerView ledger = ledger("2023-12-30", QUARTERS);
    assertEquals(2, BaseRate.of(question("starship-flies-in-quarter"), ledger).cases());
    assertEquals(1.5 / 3, probability("starship-flies-in-quarter", ledger), 1e-12);
  }

  @Test
  void withoutCasesItIsEvenForAYesAndNothingForANumber() {
    LedgerView ledger = ledger("2023-01-01");
    assertEquals(0.5, probability("starship-flies-in-quarter", ledger));
    BaseRate number = BaseRate.of(question("starship-flights-in-quarter"), ledger);
    assertEquals(Optional.empty(), number.said());
    assertEquals(0, number.cases());
    assertEquals(0.5, probability("reuse-demonstrated", ledger("2026-11-23", QUARTERS)));
  }

  @Test
  void everyFlightIsACase() {
    LedgerView ledger =
        ledger(
            "2024-04-01",
            flight("2023-04-20", Grade.FAILED),
            flight("2023-11-18", Grade.FAILED),
            flight("2024-03-14", Grade.PARTIAL),
            flight("2024-06-06", Grade.MET));
    assertEquals(3, BaseRate.of(question("next-flight-delivers"), ledger).cases());
    assertEquals(1.5 / 4, probability("next-flight-delivers", ledger), 1e-12);
  }
}
