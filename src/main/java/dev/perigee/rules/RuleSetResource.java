package dev.perigee.rules;

import dev.perigee.identity.Roles;
import dev.perigee.platform.BodyReader;
import dev.perigee.platform.Caller;
import dev.perigee.platform.Idempotency;
import dev.perigee.platform.ImmutableAnswer;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.Preconditions;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.QueryParameters;
import dev.perigee.platform.Violation;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The life of rule sets over HTTP. */
@Path(RuleSetResource.PATH)
@Tag(
    name = RuleSetResource.TAG,
    description = "Rules, priors and cases: uploaded, inspected, approved, activated, taken back.")
public class RuleSetResource {
  static final String PATH = "/api/v1/rule-sets";
  static final String TAG = "Rule sets";
  private static final int LONGEST_MESSAGE = 1000;

  private final RuleSetCatalogue catalogue;
  private final RuleSetUploads uploads;
  private final Activations activations;
  private final BodyReader bodies;
  private final Idempotency idempotency;

  public RuleSetResource(
      RuleSetCatalogue catalogue,
      RuleSetUploads uploads,
      Activations activations,
      BodyReader bodies,
      Idempotency idempotency) {
    this.idempotency = idempotency;
    this.catalogue = catalogue;
    this.uploads = uploads;
    this.activations = activations;
    this.bodies = bodies;
  }

  @POST
  @RolesAllowed(Roles.AUTHOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "uploadRuleSet",
      summary = "Upload a rule set",
      description =
          "Inspects a bundle of rules, priors and cases and stores it with the report. As JSON; as"
              + " `multipart/form-data`, each part a file whose file name is its path in the"
              + " bundle, with the fields `message` and `parent`; or as `application/zip`, with the"
              + " query parameters `message` and `parent`. The same files have the same digest,"
              + " whichever way they come. Uploading does not activate.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "ada")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @Parameter(
      name = "message",
      in = ParameterIn.QUERY,
      description = "What was changed and why; of a zip, which cannot say it itself.",
      schema = @Schema(implementation = String.class))
  @Parameter(
      name = "parent",
      in = ParameterIn.QUERY,
      description = "Digest of the rule set a zip was made from.",
      schema = @Schema(implementation = String.class, pattern = RuleSetDigest.PATTERN))
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RuleSetRequest.class),
            examples =
                @ExampleObject(
                    name = "start",
                    summary = "A rule set of one rule",
                    value = RuleSetExamples.UPLOAD)),
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            schema = @Schema(type = SchemaType.OBJECT)),
        @Content(
            mediaType = BundleZip.MEDIA_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(
      responseCode = "201",
      description = "Stored: the report, with Location.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RuleSetDetail.class)))
  @APIResponse(
      responseCode = "200",
      description = "The same files were stored before.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RuleSetDetail.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "The request is not valid, or the rule set cannot be used; every finding is listed.")
  public Response upload(byte[] body, @Context RoutingContext http) {
    RuleSetRequest request = bodies.read(body, RuleSetRequest.class);
    Supplier<Bundle> files =
        () -> {
          BundleFiles bundle = new BundleFiles();
          request.files().forEach(bundle::add);
          return bundle.bundle();
        };
    return upload(body, files, request.message(), request.parent(), http);
  }

  @POST
  @RolesAllowed(Roles.AUTHOR)
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Response uploadForm(MultipartFormDataInput parts, @Context RoutingContext http) {
    BundleForm form = new BundleForm(parts);
    return uploadSaid(form.content(), form::bundle, form.message(), form.parent(), http);
  }

  @POST
  @RolesAllowed(Roles.AUTHOR)
  @Consumes(BundleZip.MEDIA_TYPE)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Response uploadZip(
      byte[] body,
      @QueryParam("message") String message,
      @QueryParam("parent") String parent,
      @Context RoutingContext http) {
    bodies.checkLength(body);
    return uploadSaid(body, () -> BundleZip.read(body), message, parent, http);
  }

  /** What comes in no JSON is held against no schema. */
  private Response uploadSaid(
      byte[] content, Supplier<Bundle> files, String message, String parent, RoutingContext http) {
    List<Violation> violations = new ArrayList<>();
    if (message == null
        || message.isBlank()
        || message.length() > LONGEST_MESSAGE
        || message.indexOf(0) >= 0) {
      violations.add(
          Violation.of("message", "1 to %d characters".formatted(LONGEST_MESSAGE), message));
    }
    if (parent != null && RuleSetDigest.read(parent).isEmpty()) {
      violations.add(Violation.of("parent", "sha256: and 64 hexadecimal digits", parent));
    }
    ProblemException.throwIfAny(violations);
    return upload(content, files, message, parent, http);
  }

  private Response upload(
      byte[] content, Supplier<Bundle> files, String message, String parent, RoutingContext http) {
    Caller caller = Caller.of(http);
    return idempotency.once(http, content, () -> upload(files, message, parent, caller));
  }

  private Response upload(Supplier<Bundle> files, String message, String parent, Caller caller) {
    RuleSetUploads.Uploaded uploaded = uploads.upload(files, message, parent, caller);
    Response.ResponseBuilder response =
        uploaded.created()
            ? Response.status(Response.Status.CREATED)
                .location(URI.create(PATH + "/" + uploaded.digest()))
            : Response.ok();
    return response.entity(stored(uploaded.digest()).withoutFiles()).build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listRuleSets",
      summary = "List rule sets",
      description = "The stored rule sets, the latest first.")
  @APIResponse(
      responseCode = "200",
      description = "A page of rule sets; Link names the next.",
      content = @Content(schema = @Schema(implementation = RuleSetPage.class)))
  public Response list(@BeanParam PageRequest page) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    Optional<RuleSetCatalogue.Position> after =
        page.after(
            query,
            2,
            key ->
                new RuleSetCatalogue.Position(
                    PageCursor.moment(key.getFirst()),
                    RuleSetDigest.parse(key.getLast()).toString()));
    query.check();
    PageCursor.Page<RuleSetSummary> found =
        page.page(
            catalogue.list(after, most + 1),
            most,
            last -> List.of(last.recordedAt(), last.digest()));
    return page.linked(Response.ok(new RuleSetPage(found.rows(), found.next())), found).build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/{digest}")
  @Produces({MediaType.APPLICATION_JSON, BundleZip.MEDIA_TYPE})
  @Operation(
      operationId = "getRuleSet",
      summary = "Read a rule set",
      description =
          "A stored rule set with its files, its report, its approvals and its activations."
              + " `Accept: application/zip` gives the files as an archive that uploads again to the"
              + " same digest.")
  @APIResponse(
      responseCode = "200",
      description = "The rule set.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RuleSetDetail.class)),
        @Content(
            mediaType = BundleZip.MEDIA_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "304", description = "The client has the archive already.")
  public Response get(
      @Parameter(
              description = "Digest of the rule set.",
              schema = @Schema(implementation = String.class, pattern = RuleSetDigest.PATTERN),
              example = RuleSetExamples.DIGEST)
          @PathParam("digest")
          String digest,
      @Context HttpHeaders headers,
      @Context Request request) {
    RuleSetDetail detail = stored(known(digest));
    Response.ResponseBuilder response;
    if (prefersZip(headers)) {
      EntityTag tag = new EntityTag(detail.digest());
      response =
          Preconditions.unchanged(request, tag)
              .orElseGet(() -> Response.ok(BundleZip.write(detail.files()), BundleZip.MEDIA_TYPE))
              .tag(tag)
              .header(
                  HttpHeaders.CONTENT_DISPOSITION,
                  "attachment; filename=\"%s.zip\"".formatted(digest.replace(':', '-')))
              .header(HttpHeaders.CACHE_CONTROL, ImmutableAnswer.IMMUTABLE);
    } else {
      response =
          Response.ok(detail, MediaType.APPLICATION_JSON)
              .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
    return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
  }

  private static boolean prefersZip(HttpHeaders headers) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (accepted.isCompatible(MediaType.valueOf(BundleZip.MEDIA_TYPE))) {
        return true;
      }
    }
    return false;
  }

  @POST
  @RolesAllowed(Roles.APPROVER)
  @Path("/{digest}/approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "approveRuleSet",
      summary = "Approve a rule set",
      description =
          "Notes that the caller finds it fit for use. With four eyes on, which is the default, its"
              + " author may not, and the caller needs a name.")
  @Parameter(
      name = Caller.HEADER,
      in = ParameterIn.HEADER,
      description = Caller.DESCRIPTION,
      schema = @Schema(implementation = String.class),
      example = "grace")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApprovalRequest.class),
              examples = @ExampleObject(name = "read", value = RuleSetExamples.APPROVAL)))
  @APIResponse(
      responseCode = "201",
      description = "Approved.",
      content = @Content(schema = @Schema(implementation = ApprovalResponse.class)))
  @APIResponse(
      responseCode = "200",
      description = "The caller approved it before.",
      content = @Content(schema = @Schema(implementation = ApprovalResponse.class)))
  @APIResponse(responseCode = "403", description = "The caller is its author, or gave no name.")
  public Response approve(
      @Parameter(
              description = "Digest of the rule set.",
              schema = @Schema(implementation = String.class, pattern = RuleSetDigest.PATTERN),
              example = RuleSetExamples.DIGEST)
          @PathParam("digest")
          String digest,
      byte[] body,
      @Context RoutingContext http) {
    ApprovalRequest request = bodies.read(body, ApprovalRequest.class);
    Caller caller = Caller.of(http);
    return idempotency.once(
        http,
        body,
        () -> {
          Activations.Approved approved =
              activations.approve(known(digest), request.message(), caller);
          return Response.status(approved.created() ? Response.Status.CREATED : Response.Status.OK)
              .entity(approved.approval())
              .build();
        });
  }

  private static RuleSetDigest known(String digest) {
    return RuleSetDigest.read(digest)
        .orElseThrow(() -> ProblemException.notFound("rule set " + digest));
  }

  private RuleSetDetail stored(RuleSetDigest digest) {
    return catalogue
        .find(digest)
        .orElseThrow(() -> ProblemException.notFound("rule set " + digest));
  }
}
