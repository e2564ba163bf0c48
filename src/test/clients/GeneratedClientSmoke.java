import dev.perigee.client.ApiClient;
import dev.perigee.client.ApiException;
import dev.perigee.client.api.EngineApi;
import dev.perigee.client.api.MilestonesApi;
import dev.perigee.client.api.RunsApi;
import dev.perigee.client.model.EngineStatus;
import dev.perigee.client.model.MilestonePage;
import dev.perigee.client.model.MilestoneResponse;
import dev.perigee.client.model.Mode;
import dev.perigee.client.model.RunRequest;
import dev.perigee.client.model.ScenarioRequest;
import dev.perigee.client.model.StochasticRun;
import java.time.LocalDate;
import java.util.Map;

/** What a user of the generated client does first: read, run, be refused. */
final class GeneratedClientSmoke {
  private GeneratedClientSmoke() {}

  public static void main(String[] arguments) throws ApiException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);

    EngineStatus engine = new EngineApi(client).getEngine();
    check(engine.getSlots() > 0, "slots " + engine.getSlots());

    MilestoneResponse flight = new MilestonesApi(client).getMilestone("starship-flight-14");
    check(flight.getOccurredOn().isAfter(LocalDate.of(2026, 1, 1)), "on " + flight.getOccurredOn());
    MilestonePage page =
        new MilestonesApi(client)
            .listMilestones(null, LocalDate.of(2026, 6, 1), null, null, null, 10, null, null, null);
    check(page.getItems().size() == 10, "facts " + page.getItems().size());

    StochasticRun run =
        new RunsApi(client)
            .run(
                new RunRequest().paths(1000).scenario(new ScenarioRequest().name("generated")),
                null,
                null,
                Map.of("Prefer", "wait=60")) // the generator writes a list as [wait=60], which no server reads
            .getStochasticRun();
    check(run.getMode() == Mode.STOCHASTIC, "mode " + run.getMode());
    check(run.getProvenance().getPaths() == 1000, "paths " + run.getProvenance().getPaths());
    check(
        new RunsApi(client).getRun(run.getId()).getStochasticRun().equals(run),
        "the stored run is another");

    try {
      new RunsApi(client).run(new RunRequest().paths(5), null, null);
      throw new AssertionError("five paths are too few");
    } catch (ApiException e) {
      check(e.getCode() == 422 && e.getResponseBody().contains("/paths"), e.getResponseBody());
    }
    System.out.println("run " + run.getId());
  }

  private static void check(boolean holds, String got) {
    if (!holds) {
      throw new AssertionError("got " + got);
    }
  }
}
