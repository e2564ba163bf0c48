package dev.perigee.platform;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Writes into the contract what the headers are that mean the same in every operation. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class HeadersInContract implements OASFilter {
  private static final String RETRY_AFTER = "Retry-After";
  private static final Map<String, String> OF_REQUESTS =
      Map.of(Caller.HEADER, Caller.DESCRIPTION, Idempotency.HEADER, Idempotency.DESCRIPTION);

  @Override
  public Parameter filterParameter(Parameter parameter) {
    if (parameter.getIn() == Parameter.In.HEADER && OF_REQUESTS.containsKey(parameter.getName())) {
      parameter
          .description(OF_REQUESTS.get(parameter.getName()))
          .schema(schema(Schema.SchemaType.STRING));
    }
    return parameter;
  }

  @Override
  public APIResponse filterAPIResponse(APIResponse response) {
    if (response.getHeaders() != null) {
      response.getHeaders().forEach(HeadersInContract::complete);
    }
    return response;
  }

  private static void complete(String name, Header header) {
    if (name.equals(RETRY_AFTER)) {
      header
          .description("Seconds after which it makes sense to look.")
          .schema(schema(Schema.SchemaType.INTEGER).format("int32"));
    } else if (header.getSchema() == null) {
      header.schema(schema(Schema.SchemaType.STRING));
    }
  }

  private static Schema schema(Schema.SchemaType type) {
    return OASFactory.createSchema().type(List.of(type));
  }
}
