package dev.perigee.studies;

import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.ImmutableAnswer;
import dev.perigee.scenarios.JobState;
import dev.perigee.tables.Table;
import dev.perigee.tables.TableFormat;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Writes the answers about studies. */
public final class StudyAnswers {
  private static final int RETRY_AFTER_SECONDS = 1;

  private StudyAnswers() {}

  /**
   * How far a study is that was asked for: 200 when it has ended, else 202.
   *
   * @param path of the study
   * @param base where the service is
   */
  public static Response asked(StudyState state, String path, URI base) {
    StudyJob job = state.job(path);
    Response.ResponseBuilder response =
        job.state() == JobState.DONE
            ? Response.ok(job)
            : Response.accepted(job).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return response
        .type(MediaType.APPLICATION_JSON)
        .location(base.resolve(path))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /**
   * What came of a study, or 202 with how far it is.
   *
   * @param path of the study
   * @param base where the service is
   * @throws dev.perigee.platform.ProblemException when it failed or was cancelled
   */
  public static Response of(StudyState state, String path, URI base, Request request) {
    return state.state().isPending()
        ? asked(state, path, base)
        : immutable(state.required(), MediaType.APPLICATION_JSON, request);
  }

  /** What came of a study, which never changes. */
  public static Response immutable(String body, String type, Request request) {
    return ImmutableAnswer.of(new EntityTag(CanonicalJson.digest(body)), body, type, request);
  }

  /**
   * The same as a table.
   *
   * @param body what came of it as JSON, which names the table
   */
  public static Response immutable(String body, Table table, TableFormat format, Request request) {
    EntityTag tag = new EntityTag(CanonicalJson.digest(body) + "." + format.key());
    return ImmutableAnswer.of(tag, () -> format.write(table), format.contentType(), request);
  }
}
