package dev.perigee.platform;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.links.Link;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes into the contract where names come from, as links: the name that a POST answers with leads
 * to the operations below it, and the entity tag that a GET answers with to the operations that
 * want it in {@code If-Match}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractLinks implements OASFilter {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final String IF_MATCH = "If-Match";

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    Map<String, PathItem> paths = contract.getPaths().getPathItems();
    paths.forEach(
        (path, item) -> {
          if (item.getPOST() != null) {
            paths.forEach((below, target) -> named(contract, path, item.getPOST(), below, target));
          }
          if (item.getGET() != null) {
            operations(item)
                .filter(ContractLinks::wantsTag)
                .forEach(target -> tagged(path, item.getGET(), target));
          }
        });
  }

  private static void named(
      OpenAPI contract, String path, Operation source, String below, PathItem target) {
    Matcher name = PARAMETER.matcher(below);
    if (!below.startsWith(path + "/{") || !name.find(path.length())) {
      return;
    }
    answers(source)
        .filter(answer -> hasField(contract, answer, name.group(1)))
        .forEach(
            answer ->
                operations(target)
                    .forEach(
                        operation ->
                            answer.addLink(
                                operation.getOperationId(),
                                link(path, operation)
                                    .addParameter(
                                        name.group(1), "$response.body#/" + name.group(1)))));
  }

  private static void tagged(String path, Operation source, Operation target) {
    answers(source)
        .forEach(
            answer ->
                answer.addLink(
                    target.getOperationId(),
                    link(path, target).addParameter(IF_MATCH, "$response.header.ETag")));
  }

  /** A link that passes on the names in the path of its source. */
  private static Link link(String path, Operation target) {
    Link link = OASFactory.createLink().operationId(target.getOperationId());
    Matcher names = PARAMETER.matcher(path);
    while (names.find()) {
      link.addParameter(names.group(1), "$request.path." + names.group(1));
    }
    return link;
  }

  private static Stream<Operation> operations(PathItem item) {
    return item.getOperations().values().stream();
  }

  private static boolean wantsTag(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(each -> IF_MATCH.equals(each.getName()));
  }

  /** Its answers of success that have a body. */
  private static Stream<APIResponse> answers(Operation operation) {
    return operation.getResponses().getAPIResponses().entrySet().stream()
        .filter(each -> each.getKey().startsWith("2"))
        .map(Map.Entry::getValue)
        .filter(each -> each.getContent() != null);
  }

  private static boolean hasField(OpenAPI contract, APIResponse answer, String name) {
    return answer.getContent().getMediaTypes().values().stream()
        .anyMatch(media -> hasField(contract, media.getSchema(), name));
  }

  private static boolean hasField(OpenAPI contract, Schema schema, String name) {
    if (schema == null) {
      return false;
    }
    Schema told =
        Optional.ofNullable(schema.getRef())
            .map(ref -> contract.getComponents().getSchemas().get(ref.substring(SCHEMAS.length())))
            .orElse(schema);
    return (told.getProperties() != null && told.getProperties().containsKey(name))
        || Stream.of(told.getOneOf(), told.getAnyOf())
            .filter(each -> each != null)
            .flatMap(List::stream)
            .anyMatch(each -> hasField(contract, each, name));
  }
}
