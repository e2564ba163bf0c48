package dev.perigee.studies;

import dev.perigee.engine.Engine;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.scenarios.JobState;
import java.time.Instant;

/** A study that this service has, waiting or being computed. */
final class StudyRun {
  private final Study study;
  private final Simulations simulations;
  private volatile Instant startedAt;

  StudyRun(Study study, Engine engine) {
    this.study = study;
    simulations = new Simulations(engine);
  }

  StudyKind kind() {
    return study.kind();
  }

  Simulations simulations() {
    return simulations;
  }

  JobState state() {
    return startedAt == null ? JobState.QUEUED : JobState.RUNNING;
  }

  /** When it was taken up; null while it waits. */
  Instant startedAt() {
    return startedAt;
  }

  /** Computes it in this thread; the answer as JSON. */
  String compute() throws InterruptedException {
    simulations.requireNotCancelled();
    startedAt = Instant.now();
    return CanonicalJson.write(study.answer(simulations));
  }
}
