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
import java.util.function.Function;

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
    return state.state().isPending() ? asked(state, path, base) : result(state.required(), request);
  }

  /**
   * What came of a study, as JSON or as the table that a client prefers, or 202 with how far it is.
   *
   * @param path of the study
   * @param base where the service is
   * @param table makes the table of the JSON, for a client that wants it and does not have it
   * @throws dev.perigee.platform.ProblemException when it failed or was cancelled
   */
  public static Response of(
      StudyState state,
      String path,
      URI base,
      Function<String, Table> table,
      HttpHeaders headers,
      Request request) {
    return state.state().isPending()
        ? asked(state, path, base)
        : result(state.required(), table, headers, request);
  }

  /** What came of a study, which never changes. */
  private static Response result(String result, Request request) {
    return ImmutableAnswer.of(
        new EntityTag(CanonicalJson.digest(result)), result, MediaType.APPLICATION_JSON, request);
  }

  /**
   * What came of a study, which never changes: as JSON, or as the table that a client prefers.
   *
   * @param result what came of it as JSON
   * @param table makes its table, for a client that wants it and does not have it
   */
  public static Response result(
      String result, Function<String, Table> table, HttpHeaders headers, Request request) {
    return TableFormat.accepted(headers)
        .map(
            format ->
                ImmutableAnswer.of(
                    new EntityTag(CanonicalJson.digest(result) + "." + format.key()),
                    () -> format.write(table.apply(result)),
                    format.contentType(),
                    request))
        .orElseGet(() -> result(result, request));
  }
}
