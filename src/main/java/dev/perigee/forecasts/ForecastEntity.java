package dev.perigee.forecasts;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;

/** A forecast as it is stored; written by {@link ForecastStore} alone, never changed. */
@Entity
@Immutable
@Table(name = "forecast")
class ForecastEntity extends PanacheEntityBase {
  @Id Long id;

  /** Digest of the question as it was asked. */
  String question;

  @Column(name = "question_key")
  String questionKey;

  String target;

  @Column(name = "from_on")
  LocalDate fromOn;

  @Column(name = "by_on")
  LocalDate byOn;

  @Column(name = "made_on")
  LocalDate madeOn;

  @Column(name = "rule_set")
  String ruleSet;

  @Column(name = "run_id")
  String runId;

  String backtest;
  Double probability;

  @Column(name = "standard_error")
  Double standardError;

  String distribution;

  @Column(name = "climatology_cases")
  int climatologyCases;

  @Column(name = "climatology_probability")
  Double climatologyProbability;

  @Column(name = "climatology_distribution")
  String climatologyDistribution;

  @Column(name = "market_probability")
  Double marketProbability;

  @Column(name = "market_fact")
  String marketFact;

  @Column(name = "recorded_at")
  Instant recordedAt;

  Target asked() {
    return new Target(target, fromOn, byOn);
  }
}
