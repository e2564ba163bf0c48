package dev.perigee.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigee.simulation.Horizon;
import dev.perigee.simulation.Outlook;
import dev.perigee.simulation.PathConditions;
import dev.perigee.simulation.program.SimulationJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The outlook that is shipped as an example holds the prior packs of the shipped rule set. {@code
 * ./perigee test -Dtest=ExampleOutlookTest -Dperigee.examples=write} writes it.
 */
class ExampleOutlookTest {
  private static final Path FILE = Path.of("docs/examples/outlook.json");

  @Test
  void theExampleHoldsThePriorPacks() throws IOException {
    PriorPacks priors = DefaultRules.priors();
    Outlook outlook =
        new Outlook(Horizon.DEFAULT, priors.packs(), priors.weights(), PathConditions.NONE);
    byte[] document = SimulationJson.writePretty(outlook);
    if ("write".equals(System.getProperty("perigee.examples"))) {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, document);
    }

    assertEquals(new String(document, StandardCharsets.UTF_8), Files.readString(FILE));
    assertEquals(outlook, SimulationJson.readOutlook(Files.readAllBytes(FILE)));
  }
}
