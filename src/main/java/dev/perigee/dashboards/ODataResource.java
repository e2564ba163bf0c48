package dev.perigee.dashboards;

import dev.perigee.identity.Roles;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.Preconditions;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataHandler;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The tables as a read-only service of OData 4.0, which Power Query and Power BI follow page by
 * page. Paths, options and answers are read and written by Olingo; this class takes them from HTTP
 * and back.
 */
@Path(ODataResource.PATH)
@Tag(name = "Tables")
public class ODataResource {
  static final String PATH = "/api/v1/odata";

  private static final String FORMAT = "$format";

  /** What the standard has beside entity sets: resources of its own, and entities by their key. */
  private static final Pattern OTHER_RESOURCE =
      Pattern.compile("\\$(?:all|batch|entity|crossjoin\\(.*\\))|(?<keyed>\\w+)\\(.*\\)");

  private static final String KEYED = "keyed";
  private static final String FILTER = "nothing_assumed eq true and paths ge 100";

  private final ReportingColumns columns;
  private final ReportingRows rows;
  private final OData odata = OData.newInstance();
  private final ServiceMetadata metadata;

  ODataResource(ReportingColumns columns, ReportingRows rows, ODataSchema schema) {
    this.columns = columns;
    this.rows = rows;
    metadata = odata.createServiceMetadata(schema, List.of(ODataSchema.TERMS));
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getODataService",
      summary = "The OData service",
      description =
          "The entity sets of the service. Give this address to Power Query, Power BI, or whatever"
              + " else reads OData 4.0.")
  @APIResponse(
      responseCode = "200",
      description = "The entity sets.",
      content = @Content(schema = @Schema(implementation = ODataPage.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(responseCode = "501", description = "The service does not know this query option.")
  public Response service(@Context UriInfo uri, @Context Request request) {
    return answer(described(), uri, request);
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/$metadata")
  @Produces(MediaType.APPLICATION_XML)
  @Operation(
      operationId = "getODataMetadata",
      summary = "The types of the OData service",
      description = "The entity types with their keys, properties and meanings, as CSDL in XML.")
  @APIResponse(
      responseCode = "200",
      description = "The types.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_XML,
              schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(responseCode = "501", description = "The service does not know this query option.")
  public Response metadata(@Context UriInfo uri, @Context Request request) {
    return answer(described(), uri, request);
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{table}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getODataRows",
      summary = "Read rows by OData",
      description =
          "Rows of an entity set in the order of their key; `@odata.nextLink` leads to the next"
              + " page. Tables of one run are of the latest run of the ledger unless `$filter` is"
              + " about `run_id`. Query options that are not named here are answered 501.")
  @Parameter(
      name = "$select",
      in = ParameterIn.QUERY,
      description = "Only these columns, by commas.",
      example = "run_id,as_of,enterprise_value_usd",
      schema = @Schema(implementation = String.class))
  @Parameter(
      name = "$filter",
      in = ParameterIn.QUERY,
      description =
          "Only rows that meet a condition: comparisons, `and`, `or`, `not`, `in`, `contains`,"
              + " `startswith`, `tolower`, `toupper`.",
      example = FILTER,
      schema = @Schema(implementation = String.class))
  @Parameter(
      name = "$top",
      in = ParameterIn.QUERY,
      description = "At most so many rows.",
      example = "10",
      schema = @Schema(implementation = Integer.class, minimum = "0"))
  @Parameter(
      name = "$skip",
      in = ParameterIn.QUERY,
      description = "Without so many rows at the start.",
      example = "0",
      schema = @Schema(implementation = Integer.class, minimum = "0"))
  @Parameter(
      name = "$skiptoken",
      in = ParameterIn.QUERY,
      description = "Where the page begins; of a next link.",
      schema = @Schema(implementation = String.class))
  @Parameter(
      name = "$count",
      in = ParameterIn.QUERY,
      description = "Whether to count all rows.",
      example = "true",
      schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
  @APIResponse(
      responseCode = "200",
      description = "A page of rows.",
      content = @Content(schema = @Schema(implementation = ODataPage.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(
      responseCode = "501",
      description = "The service does not know this query option, or not this part of it.")
  public Response rows(
      @Parameter(description = "Name of the table.", example = "runs") @PathParam("table")
          String table,
      @Context UriInfo uri,
      @Context Request request) {
    return answer(version(table), uri, request);
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{table}/$count")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(
      operationId = "countODataRows",
      summary = "Count rows by OData",
      description = "The number of rows that `$filter` lets pass.")
  @Parameter(
      name = "$filter",
      in = ParameterIn.QUERY,
      description = "As for the rows.",
      example = FILTER,
      schema = @Schema(implementation = String.class))
  @APIResponse(
      responseCode = "200",
      description = "The number.",
      content =
          @Content(
              mediaType = MediaType.TEXT_PLAIN,
              schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(
      responseCode = "501",
      description = "The service does not know this query option, or not this part of it.")
  public Response count(
      @Parameter(description = "Name of the table.", example = "runs") @PathParam("table")
          String table,
      @Context UriInfo uri,
      @Context Request request) {
    return answer(version(table), uri, request);
  }

  /** A text that is another one when there are other tables or columns. */
  private String described() {
    return Arrays.stream(ReportingTable.values()).map(columns::of).toList().toString();
  }

  /**
   * A text that is another one when a table has other rows.
   *
   * @throws ProblemException not-found when there is no such table; not-implemented for other parts
   *     of OData, such as {@code $batch} or a single entity by its key
   */
  private String version(String table) {
    return ReportingTable.named(table)
        .map(rows::version)
        .orElseThrow(
            () ->
                isOfTheStandard(table)
                    ? new ProblemException(
                        ProblemType.NOT_IMPLEMENTED,
                        "expected an entity set, got " + table,
                        List.of())
                    : ProblemException.notFound("entity set " + table));
  }

  private static boolean isOfTheStandard(String name) {
    Matcher other = OTHER_RESOURCE.matcher(name);
    return other.matches()
        && (other.group(KEYED) == null || ReportingTable.named(other.group(KEYED)).isPresent());
  }

  private Response answer(String version, UriInfo uri, Request request) {
    if (uri.getQueryParameters().containsKey(FORMAT)) {
      throw new ProblemException(
          ProblemType.NOT_IMPLEMENTED, FORMAT + ": every answer has one format", List.of());
    }
    EntityTag tag =
        new EntityTag(CanonicalJson.digest("%s %s".formatted(uri.getRequestUri(), version)));
    return Preconditions.unchanged(request, tag)
        .orElseGet(() -> process(uri))
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  private Response.ResponseBuilder process(UriInfo uri) {
    String base = uri.getBaseUri().resolve(PATH).toString();
    String whole = uri.getRequestUri().getRawPath();
    String path = whole.substring(whole.indexOf(PATH) + PATH.length()).replaceAll("/$", "");
    String raw = uri.getRequestUri().getRawQuery();
    String query = raw == null ? null : raw.replace("+", "%20"); // as forms write a space
    ODataRequest asked = new ODataRequest();
    asked.setMethod(HttpMethod.GET);
    asked.setRawBaseUri(base);
    asked.setRawODataPath(path.isEmpty() ? "/" : path);
    asked.setRawQueryPath(query);
    asked.setRawRequestUri(base + path + (query == null ? "" : "?" + query));
    asked.setRawServiceResolutionUri("");
    ODataHandler handler = odata.createRawHandler(metadata);
    handler.register(new ODataRows(columns, rows));
    handler.register(new ODataEntitySets());
    handler.register(new ODataProblems());
    ODataResponse answered = handler.process(asked);
    Response.ResponseBuilder response =
        Response.status(answered.getStatusCode()).entity(bytes(answered));
    answered.getAllHeaders().forEach((name, values) -> response.header(name, values.getFirst()));
    return response;
  }

  private static byte[] bytes(ODataResponse answered) {
    try (InputStream content = answered.getContent()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
