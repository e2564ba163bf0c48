package dev.perigee.reports;

import dev.perigee.identity.Roles;
import dev.perigee.platform.ClientLimits;
import dev.perigee.platform.ImmutableAnswer;
import dev.perigee.scenarios.RunExamples;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A run as a document to hand on. */
@Path("/api/v1/runs/{id}/report")
@Tag(name = "Runs")
public class ReportResource {
  /** A report loads nothing and runs nothing, whatever stands in it. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private final Reports reports;
  private final ReportsConfig config;
  private final ClientLimits limits;

  public ReportResource(Reports reports, ReportsConfig config, ClientLimits limits) {
    this.reports = reports;
    this.config = config;
    this.limits = limits;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces({ReportFormat.HTML_TYPE, ReportFormat.PDF_TYPE, ReportFormat.PNG_TYPE})
  @Blocking
  @Operation(
      operationId = "getRunReport",
      summary = "Read a run as a report",
      description =
          "What the price implies against what the evidence gives, valuation, capacity, cost, constraints, evidence with"
              + " its sources, assumptions, provenance and conventions, with charts. `text/html`: a page that needs nothing"
              + " else; `application/pdf`: the same on A4; `image/png`: headline and main charts, 1200 x 1500 pixels. The"
              + " suffixes `.html`, `.pdf` and `.png` ask for the same. Equal runs give equal bytes. Writing one costs the"
              + " client as computing does; one that was written lately does not.")
  @APIResponse(
      responseCode = "200",
      description = "The report.",
      headers = @Header(name = "Content-Disposition", description = "A name for the file."),
      content = {
        @Content(
            mediaType = ReportFormat.HTML_TYPE,
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = ReportFormat.PDF_TYPE,
            schema = @Schema(implementation = String.class, format = "binary")),
        @Content(
            mediaType = ReportFormat.PNG_TYPE,
            schema = @Schema(implementation = String.class, format = "binary"))
      })
  @APIResponse(responseCode = "304", description = "The client has it already.")
  @APIResponse(responseCode = "409", description = "The run is not done yet.")
  @APIResponse(responseCode = "410", description = "The run was cancelled.")
  public Response report(
      @Parameter(description = "Name of the run.", example = RunExamples.ID) @PathParam("id")
          String id,
      @Context HttpHeaders headers,
      @Context Request request,
      @Context RoutingContext http) {
    ReportFormat format = ReportFormat.of(headers);
    WrittenReport report = reports.report(id, format, () -> limits.charge(http, config.cost()));
    String type =
        format.equals(ReportFormat.HTML) ? format.type() + ";charset=UTF-8" : format.type();
    Response answer =
        ImmutableAnswer.of(new EntityTag(report.digest()), report.bytes(), type, request);
    return Response.fromResponse(answer)
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"%s\"".formatted(report.fileName()))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
