package dev.perigee.forecasts;

import static dev.perigee.forecasts.GivenFacts.fact;
import static dev.perigee.forecasts.GivenFacts.flight;
import static dev.perigee.forecasts.GivenFacts.flights;
import static dev.perigee.forecasts.GivenFacts.kept;
import static dev.perigee.forecasts.GivenFacts.ledger;
import static dev.perigee.forecasts.GivenFacts.question;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the ledger says of the questions that are asked. */
class ResolverTest {
  private static final Target Q3 = Target.quarter(LocalDate.of(2026, 7, 1));
  private static final Target END_2030 = Target.day(LocalDate.of(2030, 12, 31));

  private static Resolution.Resolved resolved(String key, Target target, LedgerView ledger) {
    Resolution resolution = ledger.resolve(question(key), target);
    return assertInstanceOf(Resolution.Resolved.class, resolution, resolution::toString);
  }

  private static String open(String key, Target target, LedgerView ledger) {
    Resolution resolution = ledger.resolve(question(key), target);
    return assertInstanceOf(Resolution.Open.class, resolution, resolution::toString).why();
  }

  @Test
  void theFlightsOfAQuarterAreThoseOfTheFactThatCoversIt() {
    LedgerView ledger =
        ledger("2026-11-23", flights("2026-06-30", 1, 0.25), flights("2026-09-30", 2, 0.25));
    Resolution.Resolved resolved = resolved("starship-flights-in-quarter", Q3, ledger);
    assertEquals(2, resolved.value());
    assertEquals(LocalDate.of(2026, 9, 30), resolved.on());
    assertEquals(List.of("flights-to-2026-09-30-0.25"), resolved.facts());
    assertEquals("2026Q3", resolved.outcome());
  }

  @Test
  void noFlightInAQuarterIsANumberAndANo() {
    LedgerView ledger = ledger("2026-11-23", flights("2026-09-30", 0, 0.25));
    assertEquals(0, resolved("starship-flights-in-quarter", Q3, ledger).value());
    assertEquals(0, resolved("starship-flies-in-quarter", Q3, ledger).value());
    LedgerView flown = ledger("2026-11-23", flights("2026-09-30", 3, 0.25));
    assertEquals(1, resolved("starship-flies-in-quarter", Q3, flown).value());
  }

  @Test
  void whatIsReportedLaterIsNotSeen() {
    Milestone late =
        fact(
            "late",
            FactType.LAUNCH_CADENCE,
            "2026-09-30",
            "2026-10-15",
            "SpaceX",
            2.0,
            Grade.MET,
            Map.of("periodYears", 0.25),
            0.7);
    open("starship-flights-in-quarter", Q3, ledger("2026-10-14", late));
    Resolution.Resolved resolved =
        resolved("starship-flights-in-quarter", Q3, ledger("2026-10-15", late));
    assertEquals(LocalDate.of(2026, 10, 15), resolved.on());
  }

  @Test
  void aQuarterThatIsNotOverIsOpen() {
    LedgerView ledger = ledger("2026-09-29", flights("2026-06-30", 5, 0.25));
    assertEquals("it is not over", open("starship-flights-in-quarter", Q3, ledger));
  }

  @Test
  void aYearIsTheSumOfItsQuartersAndNotOfThree() {
    Target year = Target.year(2025);
    Milestone[] quarters = {
      flights("2025-03-31", 2, 0.25),
      flights("2025-06-30", 1, 0.25),
      flights("2025-09-30", 1, 0.25),
      flights("2025-12-31", 1, 0.25)
    };
    assertEquals(
        5, resolved("starship-flights-in-year", year, ledger("2026-01-01", quarters)).value());
    assertTrue(
        open(
                "starship-flights-in-year",
                year,
                ledger("2026-01-01", quarters[0], quarters[1], quarters[3]))
            .contains("9.0 months"));
    assertEquals(
        6,
        resolved(
                "starship-flights-in-year", year, ledger("2026-01-01", flights("2025-12-31", 6, 1)))
            .value());
  }

  @Test
  void aYearAndItsQuartersInOneLedgerDecideNothing() {
    LedgerView ledger =
        ledger("2026-11-23", flights("2026-09-30", 2, 0.25), flights("2026-09-30", 2, 0.2501));
    open("starship-flights-in-quarter", Q3, ledger);
  }

  @Test
  void aFactOfAnotherActorTypeGradeOrQualityDoesNotCount() {
    String key = "starship-flights-in-quarter";
    Map<String, Double> quarter = Map.of("periodYears", 0.25);
    String day = "2026-09-30";
    FactType type = FactType.LAUNCH_CADENCE;
    open(
        key,
        Q3,
        ledger(
            "2026-11-23",
            fact("other", type, day, day, "Rocket Lab", 2.0, Grade.MET, quarter, 0.7),
            fact("words", type, day, day, "SpaceXY", 2.0, Grade.MET, quarter, 0.7),
            fact("part", type, day, day, "SpaceX", 2.0, Grade.PARTIAL, quarter, 0.7),
            fact("rumour", type, day, day, "SpaceX", 2.0, Grade.MET, quarter, 0.2)));
    LedgerView shared =
        ledger(
            "2026-11-23",
            fact("both", type, day, day, "NASA and spacex", 2.0, Grade.MET, quarter, 0.3));
    assertEquals(2, resolved(key, Q3, shared).value());
  }

  @Test
  void theNextFlightIsTheFirstAfterTheDay() {
    Target next = Target.after(LocalDate.of(2026, 5, 22), 12);
    Milestone[] flights = {
      flight("2026-05-22", Grade.MET),
      flight("2026-07-24", Grade.PARTIAL),
      flight("2026-09-28", Grade.FAILED)
    };
    Resolution.Resolved resolved =
        resolved("next-flight-delivers", next, ledger("2026-11-23", flights));
    assertEquals(1, resolved.value());
    assertEquals("flight-2026-07-24", resolved.outcome());
    Target later = Target.after(LocalDate.of(2026, 8, 1), 12);
    assertEquals(0, resolved("next-flight-delivers", later, ledger("2026-11-23", flights)).value());
    Target none = Target.after(LocalDate.of(2026, 10, 1), 12);
    assertEquals("nothing yet", open("next-flight-delivers", none, ledger("2026-11-23", flights)));
  }

  @Test
  void aWaitThatEndsWithoutAFlightFalls() {
    Target next = Target.after(LocalDate.of(2026, 5, 22), 12);
    open("next-flight-delivers", next, ledger("2027-06-01", kept("2027-06-01")));
    Resolution fell =
        ledger("2027-06-21", kept("2027-06-21")).resolve(question("next-flight-delivers"), next);
    assertEquals(LocalDate.of(2027, 6, 21), assertInstanceOf(Resolution.Fallen.class, fell).on());
  }

  @Test
  void capacityIsTheLatestUpToTheDayOnceReportsHadTime() {
    Milestone early = fact("early", FactType.CAPACITY_ON_ORBIT, "2029-06-30", 500.0, Grade.MET);
    Milestone last = fact("last", FactType.CAPACITY_ON_ORBIT, "2030-12-01", 2_000.0, Grade.MET);
    Milestone after = fact("after", FactType.CAPACITY_ON_ORBIT, "2031-01-15", 9e5, Grade.MET);
    assertTrue(
        open("capacity", END_2030, ledger("2031-02-28", early, last, after))
            .contains("2031-03-01"));
    LedgerView ledger = ledger("2031-03-02", early, last, after, kept("2031-03-01"));
    assertEquals(2_000, resolved("capacity", END_2030, ledger).value());
    assertEquals(LocalDate.of(2031, 3, 1), resolved("capacity", END_2030, ledger).on());
    assertEquals(1, resolved("capacity-above-1-mw", END_2030, ledger).value());
    assertEquals(0, resolved("capacity-above-100-mw", END_2030, ledger).value());
  }

  @Test
  void silenceMeansNothingInALedgerThatNobodyKeeps() {
    assertTrue(
        open("capacity-above-1-mw", END_2030, ledger("2032-01-01", kept("2030-12-31")))
            .contains("does not reach 2031-03-01"));
    Milestone plan = fact("plan", FactType.RISK_DISCLOSURE, "2031-06-01", 1.0, null);
    open("capacity-above-1-mw", END_2030, ledger("2032-01-01", plan));
    Milestone stale = fact("stale", FactType.CAPACITY_ON_ORBIT, "2027-01-01", 5e3, Grade.MET);
    open("capacity-above-1-mw", END_2030, ledger("2032-01-01", stale));
    Resolution.Resolved no =
        resolved("capacity-above-1-mw", END_2030, ledger("2032-01-01", kept("2031-03-01")));
    assertEquals(0, no.value());
    assertEquals(List.of(), no.facts());
  }

  @Test
  void aLaunchCostThatNobodyStatedFallsInsteadOfBeingZero() {
    Target year = Target.year(2027);
    Resolution fell =
        ledger("2028-04-01", kept("2028-04-01")).resolve(question("launch-cost-in-year"), year);
    assertInstanceOf(Resolution.Fallen.class, fell);
    Milestone cost = fact("cost", FactType.LAUNCH_COST, "2027-05-01", 400.0, Grade.MET);
    Milestone before = fact("before", FactType.LAUNCH_COST, "2026-05-01", 900.0, Grade.MET);
    LedgerView ledger = ledger("2028-04-01", cost, before, kept("2028-04-01"));
    assertEquals(400, resolved("launch-cost-in-year", year, ledger).value());
    assertInstanceOf(
        Resolution.Fallen.class,
        ledger("2028-04-01", before, kept("2028-04-01"))
            .resolve(question("launch-cost-in-year"), year));
  }

  @Test
  void whatHappensBeforeTheHorizonEndsIsAYesAtOnceAndANoOnlyAfterIt() {
    Target horizon = Target.day(LocalDate.of(2040, 12, 31));
    Milestone slow = fact("slow", FactType.REUSE_DEMONSTRATED, "2027-01-01", 61.0, Grade.MET);
    assertEquals("nothing yet", open("reuse-demonstrated", horizon, ledger("2027-06-01", slow)));
    Milestone quick = fact("quick", FactType.REUSE_DEMONSTRATED, "2027-03-01", 60.0, Grade.MET);
    Resolution.Resolved yes =
        resolved("reuse-demonstrated", horizon, ledger("2027-06-01", slow, quick));
    assertEquals(1, yes.value());
    assertEquals(List.of("quick"), yes.facts());
    assertEquals(
        0,
        resolved("reuse-demonstrated", horizon, ledger("2041-06-01", slow, kept("2041-06-01")))
            .value());
  }

  @Test
  void aLicenceIsGrantedByARegulator() {
    Target horizon = Target.day(LocalDate.of(2040, 12, 31));
    Milestone accepted =
        fact(
            "accepted",
            FactType.REGULATORY_DECISION,
            "2026-02-04",
            "2026-02-04",
            "FCC",
            1e6,
            Grade.PARTIAL,
            Map.of(),
            1);
    open("constellation-licensed", horizon, ledger("2026-11-23", accepted));
    Milestone granted =
        fact(
            "granted",
            FactType.REGULATORY_DECISION,
            "2027-02-04",
            "2027-02-04",
            "FCC",
            1e6,
            Grade.MET,
            Map.of(),
            1);
    assertEquals(
        1,
        resolved("constellation-licensed", horizon, ledger("2027-11-23", accepted, granted))
            .value());
  }
}
