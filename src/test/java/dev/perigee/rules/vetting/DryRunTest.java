package dev.perigee.rules.vetting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigee.rules.Bundle;
import dev.perigee.rules.DefaultRules;
import dev.perigee.rules.Finding;
import dev.perigee.rules.InvalidRuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String HEADER =
      """
      package dev.perigee.ruleset;

      import dev.perigee.milestones.FactType;
      import dev.perigee.rules.Cadence;
      import dev.perigee.rules.Fact;

      global dev.perigee.rules.Effects effects;

      """;

  @Test
  void theReportOfTheOtherProcessIsTheReportOfThisOne() {
    Bundle bundle = Bundle.of(DefaultRules.files());
    assertEquals(DryRun.inspect(bundle), new DryRuns(settings(LONG, "256m")).inspect(bundle));
  }

  @Test
  void aFailedCaseComesBackWithItsFile() {
    Map<String, String> files = DefaultRules.files();
    String cases = files.get("cases/claims.yaml");
    files.put("cases/claims.yaml", cases.replaceFirst("rules: \\[.*\\]", "rules: [ nothing ]"));
    assertEquals(
        "cases/claims.yaml",
        findings(new DryRuns(settings(LONG, "256m")), Bundle.of(files)).getFirst().file());
  }

  @Test
  void aCrossProductIsCutAtTheBudgetOfFirings() {
    Finding finding =
        assertThrows(
                InvalidRuleSet.class,
                () ->
                    DryRun.inspect(
                        rules(
                            "$a : Fact()\n$b : Fact()",
                            "effects.using($a, $b).because(\"two\").note();")))
            .findings()
            .getFirst();
    assertEquals(
        "over 2000 facts the rules did not come to rest after 200100 firings", finding.message());
  }

  @Test
  void aJoinWithoutEndIsKilledAtTheDeadline() {
    Bundle bundle =
        rules(
            """
            $a : Fact( evidenceQuality < 0.25 )
            $b : Fact()
            $c : Fact( value + $a.getValue() + $b.getValue() > 1e300 )
            """,
            "effects.using($c).because(\"\").note();");
    List<Finding> findings = findings(new DryRuns(settings(Duration.ofSeconds(5), "512m")), bundle);
    assertEquals("the rules took longer than 5.0 s", findings.getFirst().message());
  }

  @Test
  void aJoinThatFillsTheHeapIsRefused() {
    String join =
        IntStream.range(0, 6).mapToObj("$f%d : Fact()\n"::formatted).reduce("", String::concat);
    List<Finding> findings =
        findings(
            new DryRuns(settings(LONG, "96m")),
            rules(join + "Fact( value > $f0.value + 1e300 )", "effects.using($f0).note();"));
    assertEquals("the rules used more than 96MB", findings.getFirst().message());
  }

  @Test
  void aProcessThatSaysNothingIsKilled(@TempDir Path folder) throws IOException {
    Path left = folder.resolve("left");
    DryRuns runs = shell(Duration.ofMillis(500), "sleep 3; touch " + left);
    assertEquals(
        "the rules took longer than 0.5 s", findings(runs, shipped()).getFirst().message());
    assertFalse(Files.exists(left));
  }

  @Test
  void aProcessThatIsKilledIsAFailureOfOurs() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> shell(LONG, "echo broken >&2; kill -9 $$").inspect(shipped()));
    assertEquals("the dry run of a rule set ended with code 137: broken\n", failure.getMessage());
  }

  @Test
  void aProcessThatDoesNotStartIsAFailureOfOurs() {
    DryRuns runs = new DryRuns(settings(LONG, "256m"), List.of("/nowhere/java"));
    assertThrows(UncheckedIOException.class, () -> runs.inspect(shipped()));
  }

  @Test
  void anAnswerThatCannotBeReadIsAFailureOfOurs() {
    assertThrows(
        UncheckedIOException.class,
        () -> shell(LONG, "cat > /dev/null; echo nonsense").inspect(shipped()));
  }

  @Test
  void anAnswerWithoutEndIsRefused() {
    assertEquals(
        "the report of the rules is longer than 4194304 bytes",
        findings(shell(LONG, "cat > /dev/null; exec cat /dev/zero"), shipped())
            .getFirst()
            .message());
  }

  @Test
  void theProcessHasNoEnvironment() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                shell(LONG, "cat > /dev/null; echo \"[$HOME$USER]\" >&2; exit 7")
                    .inspect(shipped()));
    assertEquals("the dry run of a rule set ended with code 7: []\n", failure.getMessage());
  }

  private static Bundle shipped() {
    return Bundle.of(DefaultRules.files());
  }

  private static Bundle rules(String condition, String consequence) {
    Map<String, String> files = DefaultRules.files();
    files.keySet().removeIf(file -> file.endsWith(".drl") || file.startsWith("cases/"));
    files.put(
        "theme.drl",
        HEADER + "rule \"all\"\nwhen\n" + condition + "\nthen\n" + consequence + "\nend\n");
    return Bundle.of(files);
  }

  private static DryRuns shell(Duration deadline, String script) {
    return new DryRuns(settings(deadline, "256m"), List.of("/bin/sh", "-c", script));
  }

  private static List<Finding> findings(DryRuns runs, Bundle bundle) {
    return assertThrows(InvalidRuleSet.class, () -> runs.inspect(bundle)).findings();
  }

  private static DryRunConfig settings(Duration deadline, String heap) {
    return new DryRunConfig() {
      @Override
      public Duration deadline() {
        return deadline;
      }

      @Override
      public String heap() {
        return heap;
      }
    };
  }
}
