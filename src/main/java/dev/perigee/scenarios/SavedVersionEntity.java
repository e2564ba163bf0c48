package dev.perigee.scenarios;

import dev.perigee.platform.CanonicalJson;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A version of a saved scenario; never changed. */
@Entity
@Immutable
@Table(name = "scenario_version")
class SavedVersionEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(name = "scenario_id")
  String scenarioId;

  int version;
  String name;
  String description;

  /** JSON of a {@link ScenarioRequest} without a name; null when the scenario was deleted. */
  String assumed;

  @Column(name = "copied_from")
  String copiedFrom;

  @Column(name = "copied_version")
  Integer copiedVersion;

  String author;
  String client;

  @Column(name = "recorded_at")
  Instant recordedAt;

  static Optional<SavedVersionEntity> of(String scenarioId, int version) {
    return find("scenarioId = ?1 and version = ?2", scenarioId, version).firstResultOptional();
  }

  boolean isDeletion() {
    return assumed == null;
  }

  SavedScenario toScenario() {
    return new SavedScenario(
        scenarioId,
        version,
        name,
        description,
        isDeletion() ? null : CanonicalJson.read(assumed, ScenarioRequest.class),
        isDeletion(),
        copied(),
        author,
        client,
        recordedAt);
  }

  SavedScenarioSummary toSummary() {
    return new SavedScenarioSummary(
        scenarioId, version, name, description, isDeletion(), copied(), author, client, recordedAt);
  }

  private ScenarioVersion copied() {
    return copiedFrom == null ? null : new ScenarioVersion(copiedFrom, copiedVersion);
  }
}
