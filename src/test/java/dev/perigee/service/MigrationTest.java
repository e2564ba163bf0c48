package dev.perigee.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a database of version 11 holds is there in the newest version, and in its views. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationTest {
  private static final String OWNER = "postgres";
  private static final String OF_BACKTEST =
      "select id, inputs, state, progress, problem, submitted_at, started_at, finished_at from %s"
          + " order by id";

  private PostgresqlServer server;
  private List<List<String>> backtests;

  @BeforeAll
  void migrate(@TempDir Path folder) throws Exception {
    server = new PostgresqlServer(folder.resolve("data"));
    VersionEleven.make(server, OWNER);
    server.execute(
        OWNER,
        """
        insert into rule_set_activation (digest, author, message, generation, previous)
        values ('sha256:' || repeat('a', 64), 'ada', 'first', 1, null),
               ('sha256:' || repeat('b', 64), 'grace', 'second', 2, 'sha256:' || repeat('a', 64))\
        """);
    backtests = rows(OF_BACKTEST.formatted("backtest"));
    VersionEleven.migrate(server, OWNER, "latest");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private List<List<String>> rows(String sql) throws Exception {
    return server.rows(OWNER, sql);
  }

  private static List<String> row(String... cells) {
    return Arrays.asList(cells);
  }

  private static String name(int digit) {
    return String.valueOf(digit).repeat(32);
  }

  @Test
  void everyBacktestIsAStudyAsItStood() throws Exception {
    assertEquals(
        List.of("queued", "running", "done", "failed", "cancelled"),
        backtests.stream().map(row -> row.get(2)).toList());
    assertEquals(
        backtests,
        rows(OF_BACKTEST.formatted("(select * from study where kind = 'backtest') as backtest")));
  }

  @Test
  void oneThatIsDoneHasTheNumberOfItsForecastsAsItsResult() throws Exception {
    assertEquals(
        List.of(row(name(3), "2")),
        rows(
            "select id, result::json ->> 'forecasts' from study"
                + " where kind = 'backtest' and result is not null"));
  }

  /** Services that ended while they computed it count; the one that began it does not. */
  @Test
  void whatIsNotDoneMayBeTakenUpAtOnceByWhoeverComesFirst() throws Exception {
    assertEquals(
        List.of(row(name(1), "0", "nobody"), row(name(2), "1", "gone")),
        rows(
            "select id, attempts, owner from study where kind = 'backtest'"
                + " and state in ('queued', 'running') and lease_until < clock_timestamp()"
                + " order by id"));
  }

  @Test
  void forecastsBelongToTheirBacktests() throws Exception {
    assertEquals(
        List.of(
            row(name(2), "2026-04-01", "0.6"),
            row(name(3), "2026-04-01", "0.6"),
            row(name(3), "2026-05-01", "0.7"),
            row(null, "2026-06-01", "0.8")),
        rows(
            "select s.id, f.made_on, f.probability from forecast f left join study s on s.id ="
                + " f.backtest order by s.id, f.made_on"));
    assertEquals(
        rows("select backtest, made_on, probability, 'open' from forecast order by id"),
        rows(
            "select backtest, made_on, probability, outcome from reporting.forecasts"
                + " order by forecast_id"));
  }

  @Test
  void otherStudiesAndScenariosStay() throws Exception {
    assertEquals(
        List.of(row(name(9), "sweep", "done", "{\"items\": []}", "0")),
        rows("select id, kind, state, result, attempts from study where kind <> 'backtest'"));
    assertEquals(
        List.of(row("Cheap launch", "{\"assumptions\":{\"launch.cost.learning-rate\":0.25}}", "b")),
        rows(
            "select s.name, v.assumed, left(r.run_id, 1) from scenario s"
                + " join scenario_version v on (v.scenario_id, v.version) = (s.id, s.version)"
                + " join scenario_run r on (r.scenario_id, r.version) = (s.id, s.version)"));
  }

  @Test
  void oldRunsAreInTheViews() throws Exception {
    assertEquals(
        List.of(
            row("a", "2026-06-01", null, "t", "2000", "80000000000", "-7000000000", "0.25", "0.75"),
            row("b", null, "bull", "f", null, "90000000000", null, null, null),
            row("c", null, null, "f", null, null, null, null, null)),
        rows(
            "select left(run_id, 1), as_of, scenario, nothing_assumed, paths, enterprise_value_usd,"
                + " bear_usd, company_weight, never_produces from reporting.runs order by run_id"));
    assertEquals(
        List.of(
            row("a", "capacityKw", "2030-03-31", "mean", "10", "1"),
            row("a", "capacityKw", "2030-03-31", "p50", "8", "2"),
            row("b", "capacityKw", "2030-03-31", "value", "12", "0")),
        rows(
            "select left(run_id, 1), metric, date, statistic, value, standard_error"
                + " from reporting.series order by run_id, statistic"));
    assertEquals(
        List.of(
            row("base", "0", null),
            row("bear", "-7000000000", null),
            row("bull", "300000000000", null),
            row("mean", "80000000000", "1000000000"),
            row("p10", "-7000000000", "100000000"),
            row("p50", "0", "200000000"),
            row("p90", "200000000000", "3000000000")),
        rows(
            "select statistic, value, standard_error from reporting.valuations"
                + " where metric = 'enterpriseValueUsd' order by statistic"));
    assertEquals(
        List.of(row("company", "0.25"), row("house", "0.5"), row("sceptic", "0.25")),
        rows("select pack, weight from reporting.pack_weights order by pack"));
    assertEquals(
        List.of(row("1", "R04 cadence", "old-latency, older", "4", "5", "it flew")),
        rows("select place, rule, facts, before, after, because from reporting.effects"));
    assertEquals(
        List.of(
            row("launch.rate.initial", "company", "9", "9"),
            row("launch.rate.initial", "house", "4", "5")),
        rows("select parameter, pack, prior, posterior from reporting.parameters order by pack"));
  }

  @Test
  void theLedgerAndTheActivationsAreInTheViews() throws Exception {
    assertEquals(
        List.of(row("old-latency", "62")), rows("select id, value from reporting.milestones"));
    assertEquals(
        List.of(row("1", "a", null), row("2", "b", "a")),
        rows(
            "select generation, substr(rule_set, 8, 1), substr(previous, 8, 1)"
                + " from reporting.rule_set_activations order by generation"));
  }
}
