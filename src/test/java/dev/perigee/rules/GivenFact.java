package dev.perigee.rules;

import dev.perigee.milestones.Evidence;
import dev.perigee.milestones.FactType;
import dev.perigee.milestones.Grade;
import dev.perigee.milestones.Milestone;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A fact of a test, of the programme and of full evidence quality unless said otherwise. */
final class GivenFact {
  private final FactType type;
  private final LocalDate occurredOn;
  private final Map<String, Double> measures = new HashMap<>();
  private String id = "fact";
  private String actor = Milestone.PROGRAMME;
  private Optional<Double> value = Optional.empty();
  private Optional<String> unit = Optional.empty();
  private Optional<Grade> grade = Optional.empty();
  private double quality = 1;

  private GivenFact(FactType type, LocalDate occurredOn) {
    this.type = type;
    this.occurredOn = occurredOn;
  }

  static GivenFact of(FactType type, String occurredOn) {
    return new GivenFact(type, LocalDate.parse(occurredOn));
  }

  GivenFact id(String name) {
    id = name;
    return this;
  }

  GivenFact by(String who) {
    actor = who;
    return this;
  }

  GivenFact value(double number) {
    value = Optional.of(number);
    return this;
  }

  GivenFact unit(String name) {
    unit = Optional.of(name);
    return this;
  }

  GivenFact grade(Grade outcome) {
    grade = Optional.of(outcome);
    return this;
  }

  GivenFact quality(double weight) {
    quality = weight;
    return this;
  }

  GivenFact measure(String name, double number) {
    measures.put(name, number);
    return this;
  }

  Milestone milestone() {
    return new Milestone(
        id,
        type,
        occurredOn,
        occurredOn,
        actor,
        "subject",
        "",
        value,
        unit,
        grade,
        Evidence.COMPANY_DATA,
        quality,
        "",
        "",
        measures,
        Optional.empty(),
        false,
        false);
  }
}
