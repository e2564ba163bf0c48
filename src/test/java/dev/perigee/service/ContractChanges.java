package dev.perigee.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/** What of a contract would break clients of an earlier one. */
final class ContractChanges {
  private ContractChanges() {}

  /** Operations that are gone or have changed so that clients of the earlier contract break. */
  static List<String> breaking(JsonNode earlier, JsonNode later) {
    ChangedOpenApi changes =
        OpenApiCompare.fromContents(
            ContractTwin.of(earlier).toString(), ContractTwin.of(later).toString());
    List<String> breaking = new ArrayList<>();
    changes
        .getMissingEndpoints()
        .forEach(each -> breaking.add(each.getMethod() + " " + each.getPathUrl() + " is gone"));
    for (ChangedOperation operation : changes.getChangedOperations()) {
      if (operation.isIncompatible()) {
        breaking.add(
            "%s %s: %s"
                .formatted(operation.getHttpMethod(), operation.getPathUrl(), parts(operation)));
      }
    }
    return breaking;
  }

  private static String parts(ChangedOperation operation) {
    List<String> parts = new ArrayList<>();
    if (operation.getParameters() != null && operation.getParameters().isIncompatible()) {
      parts.add("its parameters");
    }
    if (operation.getRequestBody() != null && operation.getRequestBody().isIncompatible()) {
      parts.add("its request body");
    }
    if (operation.getApiResponses() != null && operation.getApiResponses().isIncompatible()) {
      parts.add("its answers");
    }
    return String.join(", ", parts);
  }
}
