package dev.perigee.forecasts;

import dev.perigee.identity.Roles;
import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.PageCursor;
import dev.perigee.platform.PageRequest;
import dev.perigee.platform.QueryParameters;
import dev.perigee.rules.RuleSetDigest;
import dev.perigee.tables.TableFormat;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forecasts over HTTP. */
@Path(ForecastResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Forecasts",
    description = "What the model said, what came of it, and how good that was.")
public class ForecastResource {
  static final String PATH = "/api/v1/forecasts";

  private final Forecasts forecasts;
  private final Scores scores;
  private final KnowledgeDate knowledge;

  public ForecastResource(Forecasts forecasts, Scores scores, KnowledgeDate knowledge) {
    this.forecasts = forecasts;
    this.scores = scores;
    this.knowledge = knowledge;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.ARROW_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @Operation(
      operationId = "listForecasts",
      summary = "List forecasts",
      description =
          "What the model said, as it was said on the day, and what came of it as far as the ledger"
              + " knows: those made last first. The forecasts of a day are those of its first run"
              + " of the ledger as it is under the active rule set.")
  @APIResponse(
      responseCode = "200",
      description = "A page of forecasts; Link names the next.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ForecastPage.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "404", description = "There is no such back-test.")
  public Response list(
      @Parameter(
              description =
                  "What was said or reported after this day is not seen; today unless given.",
              schema = @Schema(format = "date"),
              example = "2026-11-01")
          @QueryParam("asOf")
          String asOf,
      @Parameter(
              description = "Only of the question of this key.",
              example = "starship-flights-in-quarter")
          @QueryParam("question")
          String question,
      @Parameter(
              description = "Only those made on this day or later.",
              schema = @Schema(format = "date"),
              example = "2026-01-01")
          @QueryParam("from")
          String from,
      @Parameter(
              description = "Only those made on this day or earlier.",
              schema = @Schema(format = "date"),
              example = "2026-12-31")
          @QueryParam("to")
          String to,
      @Parameter(
              description =
                  "Only those that are answered (`true`), or only those that are not (`false`).",
              schema = @Schema(implementation = Boolean.class),
              example = "true")
          @QueryParam("resolved")
          String resolved,
      @Parameter(
              description = "Only those under the rule set of this digest.",
              schema = @Schema(pattern = RuleSetDigest.PATTERN))
          @QueryParam("ruleSet")
          String ruleSet,
      @Parameter(
              description =
                  "Those of the back-test of this name, instead of those that were made on their"
                      + " day.")
          @QueryParam("backtest")
          String backtest,
      @BeanParam PageRequest page,
      @Context HttpHeaders headers) {
    QueryParameters query = new QueryParameters();
    int most = page.limit(query);
    boolean answered = query.flag("resolved", resolved);
    ForecastFilter filter =
        new ForecastFilter(
            query.asOf(asOf, knowledge),
            key(query, question),
            query.date("from", from),
            query.date("to", to),
            resolved == null ? Optional.empty() : Optional.of(answered),
            digest(query, ruleSet),
            Optional.ofNullable(backtest));
    Optional<ForecastStore.Position> after =
        page.after(
            query,
            2,
            key ->
                new ForecastStore.Position(
                    PageCursor.day(key.getFirst()), Long.parseLong(key.getLast())));
    query.check();
    PageCursor.Page<Forecasts.Answered> found =
        page.page(
            forecasts.list(filter, after, most + 1),
            most,
            last -> List.of(last.forecast().madeOn, last.forecast().id));
    List<ForecastResponse> items = found.rows().stream().map(ForecastResponse::of).toList();
    Response.ResponseBuilder response =
        TableFormat.accepted(headers)
            .map(format -> format.answer(ForecastTable.of(items)))
            .orElseGet(
                () ->
                    Response.ok(
                        new ForecastPage(filter.asOf(), items, found.next()),
                        MediaType.APPLICATION_JSON));
    return page.linked(response, found).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/questions")
  @Operation(
      operationId = "listForecastQuestions",
      summary = "List the questions",
      description =
          "The questions that are asked of every run of the day: what of the run is the forecast,"
              + " and which facts of the ledger answer it, how. A question that the ledger could"
              + " not answer is not asked.")
  @APIResponse(
      responseCode = "200",
      description = "The questions.",
      content = @Content(schema = @Schema(implementation = QuestionPage.class)))
  public QuestionPage questions() {
    return new QuestionPage(forecasts.questions());
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Path("/scores")
  @Operation(
      operationId = "getForecastScores",
      summary = "Score the forecasts",
      description =
          "How good the forecasts were whose questions are answered: Brier score with its parts,"
              + " logarithmic score and calibration of probabilities, continuous ranked probability"
              + " score of numbers, each against the base rate and the market as they were known on"
              + " the day of the forecast. A question that may be answered early with a yes but"
              + " only late with a no is scored after its last day. Mind the number of different"
              + " outcomes.")
  @APIResponse(
      responseCode = "200",
      description = "The scores, question by question.",
      content = @Content(schema = @Schema(implementation = ForecastScores.class)))
  @APIResponse(responseCode = "404", description = "There is no such back-test.")
  public ForecastScores scores(
      @Parameter(
              description =
                  "What was said or reported after this day is not seen; today unless given.",
              schema = @Schema(format = "date"),
              example = "2026-11-01")
          @QueryParam("asOf")
          String asOf,
      @Parameter(
              description = "Only of the question of this key.",
              example = "starship-flights-in-quarter")
          @QueryParam("question")
          String question,
      @Parameter(
              description = "Only those under the rule set of this digest.",
              schema = @Schema(pattern = RuleSetDigest.PATTERN))
          @QueryParam("ruleSet")
          String ruleSet,
      @Parameter(
              description =
                  "Those of the back-test of this name, instead of those that were made on their"
                      + " day.")
          @QueryParam("backtest")
          String backtest) {
    QueryParameters query = new QueryParameters();
    ForecastFilter filter =
        ForecastFilter.said(
            query.asOf(asOf, knowledge),
            key(query, question),
            digest(query, ruleSet),
            Optional.ofNullable(backtest));
    query.check();
    return scores.of(filter);
  }

  private Optional<String> key(QueryParameters query, String text) {
    List<String> known = forecasts.keys();
    return text == null || known.contains(text)
        ? Optional.ofNullable(text)
        : query.refuse("question", "one of " + known, text);
  }

  private static Optional<String> digest(QueryParameters query, String text) {
    if (text == null || RuleSetDigest.read(text).isPresent()) {
      return Optional.ofNullable(text);
    }
    return query.refuse("ruleSet", "the digest of a rule set", text);
  }
}
