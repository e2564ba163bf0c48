package dev.perigee.dashboards;

import dev.perigee.identity.Roles;
import dev.perigee.platform.CanonicalJson;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.Preconditions;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.QueryParameters;
import dev.perigee.tables.Table;
import dev.perigee.tables.TableFormat;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tables for dashboards over HTTP. */
@Path(TableResource.PATH)
@Tag(
    name = "Tables",
    description = "Tidy tables for spreadsheets, data frames and dashboards; as OData too.")
public class TableResource {
  static final String PATH = "/api/v1/tables";

  private final ReportingColumns columns;
  private final ReportingRows rows;

  TableResource(ReportingColumns columns, ReportingRows rows) {
    this.columns = columns;
    this.rows = rows;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listTables",
      summary = "List the tables",
      description =
          "The tables for dashboards with their columns. Each is a view of its name in the schema"
              + " `reporting` of the database and an entity set of the OData service too.")
  @APIResponse(
      responseCode = "200",
      description = "The tables.",
      content = @Content(schema = @Schema(implementation = TableList.class)))
  public TableList list() {
    return new TableList(
        Arrays.stream(ReportingTable.values())
            .map(table -> TableList.TableDescription.of(table, columns.of(table)))
            .toList());
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{table}")
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.ARROW_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @Operation(
      operationId = "getTable",
      summary = "Read a table",
      description =
          "Rows in the order of their key, so that new ones come last. Tables of which `ofOneRun`"
              + " is true are of the latest run of the ledger unless `run` names others. A client"
              + " that sends the tag of what it has is answered 304 without the table being made.")
  @APIResponse(
      responseCode = "200",
      description = "A page of the table; Link names the next.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = TablePage.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "304", description = "The client has it already.")
  public Response table(
      @Parameter(description = "Name of the table.", example = "valuations") @PathParam("table")
          String name,
      @Parameter(description = "Only of the runs of these names, by commas.") @QueryParam("run")
          String run,
      @Parameter(
              description = "Only these metrics, by commas.",
              example = "enterpriseValueUsd,perShareUsd")
          @QueryParam("metric")
          String metric,
      @Parameter(description = "Only these statistics, by commas.", example = "mean,p50")
          @QueryParam("statistic")
          String statistic,
      @BeanParam TablePageRequest page,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context Request request) {
    ReportingTable table =
        ReportingTable.named(name).orElseThrow(() -> ProblemException.notFound("table " + name));
    ReportingColumns.Described described = columns.of(table);
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    List<SqlCondition> conditions = new ArrayList<>();
    only(query, described, "run", "run_id", run).ifPresent(conditions::add);
    only(query, described, "metric", "metric", metric).ifPresent(conditions::add);
    only(query, described, "statistic", "statistic", statistic).ifPresent(conditions::add);
    if (table.isOfOneRun() && run == null) {
      conditions.add(ReportingRows.ofLatestRun());
    }
    Optional<List<Object>> after =
        page.after(query, table.keyColumns().size(), parts -> described.key(table, parts));
    query.check();

    Optional<TableFormat> format = TableFormat.accepted(headers);
    EntityTag tag =
        new EntityTag(
            CanonicalJson.digest(
                "%s %s %s"
                    .formatted(rows.version(table), uri.getRequestUri().getRawQuery(), format)));
    return Preconditions.unchanged(request, tag)
        .orElseGet(
            () ->
                answer(
                    new ReportingRows.Query(
                        table,
                        conditions.stream().reduce(SqlCondition.ALL, SqlCondition::and),
                        after,
                        0,
                        most + 1),
                    page,
                    format))
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private Response.ResponseBuilder answer(
      ReportingRows.Query query, TablePageRequest page, Optional<TableFormat> format) {
    Table read = rows.read(query);
    PageCursor.Page<List<?>> found =
        page.page(
            new ArrayList<>(read.rows()), query.most() - 1, row -> query.table().key(read, row));
    Table shown = new Table(read.name(), read.columns(), found.rows());
    return page.linked(
        format
            .map(each -> each.answer(shown))
            .orElseGet(
                () -> Response.ok(TablePage.of(shown, found.next()), MediaType.APPLICATION_JSON)),
        found);
  }

  /** The rows that a parameter asks for; one of a column that the table lacks is refused. */
  private static Optional<SqlCondition> only(
      QueryParameters query,
      ReportingColumns.Described described,
      String parameter,
      String column,
      String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (!described.has(column)) {
      return query.refuse(parameter, "nothing, as the table has no column " + column, text);
    }
    if (text.indexOf(0) >= 0) {
      return query.refuse(parameter, "text without NUL", text);
    }
    return Optional.of(SqlCondition.in(column, Arrays.asList(text.split(",", -1))));
  }
}
