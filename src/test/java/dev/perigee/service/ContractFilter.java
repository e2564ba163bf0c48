package dev.perigee.service;

import io.restassured.RestAssured;
import io.restassured.filter.FilterContext;
import io.restassured.filter.OrderedFilter;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Holds every answer that a test gets by REST Assured against the contract. */
final class ContractFilter implements OrderedFilter, BeforeEachCallback {
  /** Too long an address or header is refused before anyone knows what it asks for. */
  private static final List<Integer> BEFORE_ALL = List.of(414, 431);

  private static final int FORBIDDEN = 403;
  private static final Contract CONTRACT = Contract.read();
  private static final String BASE = "/api/v1/";

  @Override
  public void beforeEach(ExtensionContext context) {
    if (RestAssured.filters().stream().noneMatch(ContractFilter.class::isInstance)) {
      RestAssured.filters(this);
    }
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext next) {
    Response answer = next.next(request, expected);
    fault(
            request.getMethod(),
            URI.create(request.getURI()).getRawPath().replace("%24", "$"),
            answer.statusCode(),
            answer.contentType(),
            answer.asByteArray())
        .ifPresent(
            what -> {
              throw new AssertionError(
                  "An answer is not as the contract says. "
                      + what
                      + ". Mend the answer, or the annotations of its records and resource and then"
                      + " call ./perigee contract; a component that may be null has"
                      + " @JsonInclude(NON_NULL).");
            });
    return answer;
  }

  /** What is wrong with an answer; empty outside the API. */
  static Optional<String> fault(
      String method, String path, int status, String contentType, byte[] body) {
    boolean elsewhere = status == FORBIDDEN && body.length == 0; // a page that may not call
    if (!path.startsWith(BASE) || BEFORE_ALL.contains(status) || elsewhere) {
      return Optional.empty();
    }
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return CONTRACT.fault(method, path, status, type, body);
  }
}
