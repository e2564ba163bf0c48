package dev.perigee.rules;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready with or without the database, as runs go on without it; says which. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {
  private final Replicas replicas;

  public DatabaseHealth(Replicas replicas) {
    this.replicas = replicas;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database")
        .up()
        .withData("degraded", replicas.isDegraded())
        .build();
  }
}
