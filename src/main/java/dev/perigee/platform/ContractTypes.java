package dev.perigee.platform;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Writes into the contract that dates, texts of a pattern and choices are strings, where they
 * stand: generated clients then have types for them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractTypes implements OASFilter {
  /** Formats of types of the JDK, by the reference that stands for them. */
  private static final Map<String, String> FORMATS =
      Map.of("#/components/schemas/Instant", "date-time", "#/components/schemas/LocalDate", "date");

  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getRef() != null && FORMATS.containsKey(schema.getRef())) {
      schema.setFormat(FORMATS.get(schema.getRef()));
      schema.setRef(null);
    }
    boolean text =
        schema.getFormat() != null
            || schema.getPattern() != null
            || schema.getEnumeration() != null; // its choices are words
    if (text && schema.getType() == null && schema.getRef() == null) {
      schema.setType(List.of(Schema.SchemaType.STRING));
    }
    return schema;
  }

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    contract.getComponents().removeSchema("Instant");
    contract.getComponents().removeSchema("LocalDate");
  }
}
