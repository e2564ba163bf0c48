package dev.perigee.scenarios;

import dev.perigee.platform.ImmutableAnswer;
import dev.perigee.tables.Table;
import dev.perigee.tables.TableFormat;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Supplier;

/** Writes the answers about runs. */
final class RunResponses {
  /** The header that says what is missing while the database cannot be reached. */
  static final String DEGRADED = "Perigee-Degraded";

  private static final String NOT_STORED =
      "the database cannot be reached; this run is stored when it is back";
  private static final int RETRY_AFTER_SECONDS = 1;

  private RunResponses() {}

  /**
   * The answer to whoever asked for a run to be made.
   *
   * @param base where the service is
   */
  static Response asked(RunState state, Preference preference, URI base) {
    Response.ResponseBuilder response =
        switch (state) {
          case RunState.Done done ->
              Response.ok(done.run().answer(), MediaType.APPLICATION_JSON)
                  .header(HttpHeaders.LOCATION, location(base, done.run().id()))
                  .header(DEGRADED, done.run().stored() ? null : NOT_STORED)
                  .tag(done.run().digest());
          case RunState.Pending pending -> accepted(pending.job(), base);
          case RunState.Failed failed -> throw failed.problem().exception();
          case RunState.Cancelled cancelled -> throw Runs.cancelled(cancelled.job().id());
        };
    if (!preference.applied().isEmpty()) {
      response.header(Preference.APPLIED, preference.applied());
    }
    return response
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, Preference.HEADER)
        .build();
  }

  /** How far a run is that goes on. */
  static Response.ResponseBuilder accepted(RunJob job, URI base) {
    return Response.accepted(job)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.LOCATION, location(base, job.id()))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** Absolute, as the answer may be written when its request is no longer at hand. */
  private static URI location(URI base, String id) {
    return base.resolve(RunResource.PATH + "/" + id);
  }

  /** How far a run is, whatever became of it. */
  static RunJob job(RunState state) {
    return switch (state) {
      case RunState.Done done ->
          new RunJob(done.run().id(), JobState.DONE, 1, null, null, null, null);
      case RunState.Pending pending -> pending.job();
      case RunState.Failed failed -> failed.job();
      case RunState.Cancelled cancelled -> cancelled.job();
    };
  }

  /**
   * An answer that never changes: its tag is the digest of the run, which each representation
   * extends by its own.
   */
  static Response immutable(StoredRun run, Request request, String body, String type) {
    EntityTag tag =
        new EntityTag(
            body.equals(run.answer())
                ? run.digest()
                : run.digest() + "." + Integer.toHexString(body.hashCode()));
    return ImmutableAnswer.of(tag, body, type, request);
  }

  /**
   * A table of a run, which is made for whoever does not have it.
   *
   * @param part which part of the table it is; the tag names it
   */
  static Response immutable(
      StoredRun run, Request request, Supplier<Table> table, String part, TableFormat format) {
    EntityTag tag =
        new EntityTag(
            "%s.%s.%s".formatted(run.digest(), Integer.toHexString(part.hashCode()), format.key()));
    return ImmutableAnswer.of(tag, () -> format.write(table.get()), format.contentType(), request);
  }
}
