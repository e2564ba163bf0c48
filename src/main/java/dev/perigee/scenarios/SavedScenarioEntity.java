package dev.perigee.scenarios;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The latest version of a saved scenario; changed under {@code DatabaseLock.SCENARIOS} alone. */
@Entity
@Table(name = "scenario")
class SavedScenarioEntity extends PanacheEntityBase {
  @Id String id;
  String name;
  int version;
  boolean deleted;
}
