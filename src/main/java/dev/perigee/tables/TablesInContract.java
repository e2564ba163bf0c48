package dev.perigee.tables;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Writes into the contract that what is answered as CSV is answered as Arrow and Parquet too. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class TablesInContract implements OASFilter {
  @Override
  public APIResponse filterAPIResponse(APIResponse response) {
    Content content = response.getContent();
    if (content != null && content.hasMediaType(TableFormat.CSV_TYPE)) {
      for (String type : List.of(TableFormat.ARROW_TYPE, TableFormat.PARQUET_TYPE)) {
        content.addMediaType(
            type,
            OASFactory.createMediaType()
                .schema(
                    OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.STRING))
                        .format("binary")));
      }
    }
    return response;
  }
}
