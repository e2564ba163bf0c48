package dev.perigee.forecasts;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A question as it was asked, by the digest of what it says. */
@Entity
@Immutable
@Table(name = "forecast_question")
class ForecastQuestionEntity extends PanacheEntityBase {
  @Id String digest;
  String key;
  String definition;
}
