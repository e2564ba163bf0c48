package dev.perigee.rules.vetting;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.rules.Bundle;
import dev.perigee.rules.Finding;
import dev.perigee.rules.InvalidRuleSet;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetReport;
import dev.perigee.rules.Verification;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The fifth layer of vetting, as a program: compiles the bundle of its standard input, tries its
 * cases, fires its rules over many facts, and writes what came of it. It runs in a JVM of its own,
 * so that what a bundle takes of memory and time is taken there.
 */
public final class DryRun {
  /** Messages between the two processes. */
  static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};

  private DryRun() {}

  /** Reads texts by path from the standard input, and writes one verdict. */
  public static void main(String... args) throws IOException {
    // The standard output is for the verdict alone.
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    try (InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      JSON.writeValue(out, verdict(Bundle.of(JSON.readValue(in, FILES))));
    }
  }

  private static Verdict verdict(Bundle bundle) {
    try {
      return Verdict.passed(inspect(bundle));
    } catch (InvalidRuleSet e) {
      return Verdict.refused(e.findings());
    }
  }

  /**
   * Tries a bundle in this process, without bounds of memory and time.
   *
   * @return what is known of the rule set
   * @throws InvalidRuleSet with every finding, failed cases among them
   */
  public static RuleSetReport inspect(Bundle bundle) {
    Vetting.check(bundle);
    try (RuleSet ruleSet = RuleSet.of(bundle)) {
      RuleSetReport report = Verification.of(ruleSet);
      refuse(report.failures());
      refuse(MadeUpFacts.fire(ruleSet));
      return report;
    } catch (StackOverflowError e) {
      throw new InvalidRuleSet(
          List.of(Finding.of("", "the rules are nested too deep").allowing("flatter rules")));
    }
  }

  private static void refuse(List<Finding> findings) {
    if (!findings.isEmpty()) {
      throw new InvalidRuleSet(findings);
    }
  }
}
