package dev.perigee.forecasts;

import dev.perigee.milestones.Milestone;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.KeptRun;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;

/** The stored forecasts, and the questions as they were asked. */
@ApplicationScoped
public class ForecastStore {
  private final Session database;

  public ForecastStore(Session database) {
    this.database = database;
  }

  /** What a question was asked of, and how often. */
  record Asked(String question, Target target, long forecasts) {}

  /** Where a page ended. */
  record Position(LocalDate madeOn, long id) {}

  /** Whether the forecasts of a day under a rule set were stored, on that day. */
  boolean isMade(LocalDate day, String ruleSet) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                ForecastEntity.count(
                        "madeOn = ?1 and ruleSet = ?2 and backtest is null", day, ruleSet)
                    > 0);
  }

  /**
   * Stores the forecasts of a run, within the transaction that goes on if there is one. What was
   * said before on the day stays.
   *
   * @param backtest name of the back-test that they belong to
   */
  void keep(KeptRun run, List<Forecast> forecasts, Optional<String> backtest) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              Map<Question, String> digests = new HashMap<>();
              for (Forecast forecast : forecasts) {
                String digest = digests.computeIfAbsent(forecast.question(), this::keep);
                insert(run, forecast, digest, backtest);
              }
            });
  }

  private String keep(Question question) {
    String digest = question.digest();
    database
        .createNativeMutationQuery(
            "insert into forecast_question (digest, key, definition)"
                + " values (:digest, :key, :definition) on conflict (digest) do nothing")
        .setParameter("digest", digest)
        .setParameter("key", question.key())
        .setParameter("definition", CanonicalJson.write(question))
        .executeUpdate();
    return digest;
  }

  private void insert(KeptRun run, Forecast forecast, String question, Optional<String> backtest) {
    Optional<Said> climatology = forecast.baseRate().said();
    database
        .createNativeMutationQuery(
            "insert into forecast (question, question_key, target, from_on, by_on, made_on,"
                + " rule_set, run_id, backtest, probability, standard_error, distribution,"
                + " climatology_cases, climatology_probability, climatology_distribution,"
                + " market_probability, market_fact) values (:question, :key, :target, :from, :by,"
                + " :made, :ruleSet, :run, :backtest, :probability, :error, :distribution, :cases,"
                + " :climatology, :climatologyDistribution, :market, :marketFact) on conflict do"
                + " nothing")
        .setParameter("question", question)
        .setParameter("key", forecast.question().key())
        .setParameter("target", forecast.target().key())
        .setParameter("from", forecast.target().from())
        .setParameter("by", forecast.target().by())
        .setParameter("made", run.asOf())
        .setParameter("ruleSet", run.ruleSet())
        .setParameter("run", run.id())
        .setParameter("backtest", backtest.orElse(null), String.class)
        .setParameter("probability", probability(forecast.said()), Double.class)
        .setParameter("error", standardError(forecast.said()), Double.class)
        .setParameter("distribution", distribution(forecast.said()), String.class)
        .setParameter("cases", forecast.baseRate().cases())
        .setParameter(
            "climatology", climatology.map(ForecastStore::probability).orElse(null), Double.class)
        .setParameter(
            "climatologyDistribution",
            climatology.map(ForecastStore::distribution).orElse(null),
            String.class)
        .setParameter(
            "market", forecast.market().flatMap(Milestone::value).orElse(null), Double.class)
        .setParameter("marketFact", forecast.market().map(Milestone::id).orElse(null), String.class)
        .executeUpdate();
  }

  private static Double probability(Said said) {
    return said instanceof Said.Probability p ? p.probability() : null;
  }

  private static Double standardError(Said said) {
    return said instanceof Said.Probability p ? p.standardError().orElse(null) : null;
  }

  private static String distribution(Said said) {
    return said instanceof Said.Distribution d ? CanonicalJson.write(d.of()) : null;
  }

  /** The questions as they were asked, by digest. */
  Map<String, Question> questions() {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Map<String, Question> questions = new HashMap<>();
              for (ForecastQuestionEntity row :
                  ForecastQuestionEntity.<ForecastQuestionEntity>listAll()) {
                questions.put(row.digest, CanonicalJson.read(row.definition, Question.class));
              }
              return questions;
            });
  }

  /**
   * What was asked, of all forecasts that pass a filter; whether it is answered is not looked at.
   */
  List<Asked> asked(ForecastFilter filter) {
    Where where = where(filter);
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                where
                    .into(
                        database.createSelectionQuery(
                            "select question, target, fromOn, byOn, count(*) from ForecastEntity"
                                + " where "
                                + where.condition()
                                + " group by question, target, fromOn, byOn"
                                + " order by byOn, target, question",
                            Object[].class))
                    .list()
                    .stream()
                    .map(
                        row ->
                            new Asked(
                                (String) row[0],
                                new Target((String) row[1], (LocalDate) row[2], (LocalDate) row[3]),
                                (Long) row[4]))
                    .toList());
  }

  /**
   * Forecasts that pass a filter: those made last first.
   *
   * @param among only of these questions and targets
   * @param after the forecast after which to go on
   * @param limit at most so many
   */
  List<ForecastEntity> list(
      ForecastFilter filter, Optional<List<Asked>> among, Optional<Position> after, int limit) {
    if (among.filter(List::isEmpty).isPresent()) {
      return List.of();
    }
    Where where = where(filter);
    among.ifPresent(
        asked ->
            where.add(
                "concat(question, ' ', target) in :asked",
                "asked",
                asked.stream().map(each -> each.question() + " " + each.target().key()).toList()));
    after.ifPresent(
        last -> {
          where.add(
              "(madeOn < :afterDay or (madeOn = :afterDay and id < :afterId))",
              "afterDay",
              last.madeOn());
          where.values().put("afterId", last.id());
        });
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                where
                    .into(
                        database.createSelectionQuery(
                            "from ForecastEntity where "
                                + where.condition()
                                + " order by madeOn desc, id desc",
                            ForecastEntity.class))
                    .setMaxResults(limit)
                    .list());
  }

  /** Number of the last forecast, or 0. */
  long lastForecast() {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                database
                    .createNativeQuery("select coalesce(max(id), 0) from forecast", Long.class)
                    .getSingleResult());
  }

  /** What was asked of all forecasts, back-tests included. */
  List<Asked> askedEver() {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                database
                    .createSelectionQuery(
                        "select question, target, fromOn, byOn, count(*) from ForecastEntity"
                            + " group by question, target, fromOn, byOn",
                        Object[].class)
                    .list()
                    .stream()
                    .map(
                        row ->
                            new Asked(
                                (String) row[0],
                                new Target((String) row[1], (LocalDate) row[2], (LocalDate) row[3]),
                                (Long) row[4]))
                    .toList());
  }

  /** Writes what came of questions over what was known before; what stays is not touched. */
  void keepOutcomes(List<ForecastOutcomes.Answer> answers) {
    QuarkusTransaction.joiningExisting().run(() -> answers.forEach(this::keep));
  }

  private void keep(ForecastOutcomes.Answer answer) {
    ForecastResponse.ForecastOutcome outcome =
        ForecastResponse.ForecastOutcome.of(answer.resolution());
    database
        .createNativeMutationQuery(
            "insert into forecast_outcome as o (question, target, from_on, by_on, state, value,"
                + " known_on, because, seen_at) values (:question, :target, :from, :by, :state,"
                + " :value, :on, :because, clock_timestamp()) on conflict (question, target,"
                + " from_on, by_on) do update set state = excluded.state, value = excluded.value,"
                + " known_on = excluded.known_on, because = excluded.because, seen_at ="
                + " excluded.seen_at where (o.state, o.value, o.known_on, o.because) is distinct"
                + " from (excluded.state, excluded.value, excluded.known_on, excluded.because)")
        .setParameter("question", answer.asked().question())
        .setParameter("target", answer.asked().target().key())
        .setParameter("from", answer.asked().target().from())
        .setParameter("by", answer.asked().target().by())
        .setParameter("state", outcome.state().name().toLowerCase(Locale.ROOT))
        .setParameter("value", outcome.value(), Double.class)
        .setParameter("on", outcome.on(), LocalDate.class)
        .setParameter("because", outcome.because())
        .executeUpdate();
  }

  private static Where where(ForecastFilter filter) {
    Where where = new Where(new ArrayList<>(), new HashMap<>());
    where.add("madeOn <= :asOf", "asOf", filter.asOf());
    if (filter.backtest().isPresent()) {
      where.add("backtest = :backtest", "backtest", filter.backtest().get());
    } else {
      where.conditions().add("backtest is null");
    }
    filter.question().ifPresent(key -> where.add("questionKey = :key", "key", key));
    filter.from().ifPresent(day -> where.add("madeOn >= :from", "from", day));
    filter.to().ifPresent(day -> where.add("madeOn <= :to", "to", day));
    filter.ruleSet().ifPresent(digest -> where.add("ruleSet = :ruleSet", "ruleSet", digest));
    return where;
  }

  /** Conditions, and the values they name. */
  private record Where(List<String> conditions, Map<String, Object> values) {
    void add(String condition, String name, Object value) {
      conditions.add(condition);
      values.put(name, value);
    }

    String condition() {
      return String.join(" and ", conditions);
    }

    <T> SelectionQuery<T> into(SelectionQuery<T> query) {
      values.forEach(query::setParameter);
      return query;
    }
  }
}
