package dev.perigee.dashboards;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ODataServerError;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.ErrorProcessor;

/** What the library refuses is answered as every other problem of the API; failures go on. */
final class ODataProblems implements ErrorProcessor {
  private static final int SERVER_ERROR = 500;

  @Override
  public void init(OData service, ServiceMetadata metadata) {}

  @Override
  public void processError(
      ODataRequest request, ODataResponse response, ODataServerError error, ContentType format) {
    for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException || cause instanceof ReportingFailure) {
        throw (RuntimeException) cause;
      }
    }
    int status = error.getStatusCode();
    Optional<ProblemType> type =
        switch (status) {
          case 404 -> Optional.of(ProblemType.NOT_FOUND);
          case 501 -> Optional.of(ProblemType.NOT_IMPLEMENTED);
          default ->
              status < SERVER_ERROR ? Optional.of(ProblemType.MALFORMED_REQUEST) : Optional.empty();
        };
    throw type.<RuntimeException>map(
            known -> new ProblemException(known, error.getMessage(), List.of()))
        .orElseGet(() -> new IllegalStateException(error.getMessage(), error.getException()));
  }
}
