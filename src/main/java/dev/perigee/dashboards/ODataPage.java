package dev.perigee.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the OData service answers with, as the contract describes it; written by the library. */
@Schema(description = "A collection of OData: the entity sets of the service, or rows of one.")
public record ODataPage(
    @JsonProperty("@odata.context")
        @Schema(
            description = "Where it is described.",
            examples = "https://perigee.example/api/v1/odata/$metadata#runs")
        String context,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonProperty("@odata.count")
        @Schema(
            description = "Number of all rows that `$filter` lets pass, when `$count` asks for it.",
            examples = "365")
        Long count,
    @Schema(description = "Entity sets, or rows: cells by the name of their column.")
        List<Map<String, Object>> value,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonProperty("@odata.nextLink")
        @Schema(
            description = "Address of the next page; absent on the last one.",
            examples = "http://127.0.0.1:8080/api/v1/odata/series?$skiptoken=MjAyNi0xMS0yNB80NzEx")
        String nextLink) {}
