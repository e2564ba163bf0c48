package dev.perigee.reports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perigee.platform.ProblemException;
import dev.perigee.platform.Sha256;
import dev.perigee.scenarios.RunDossier;
import dev.perigee.scenarios.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Writes reports of stored runs, few at a time, and keeps those written last. As runs never change,
 * neither do reports of one version of the service.
 */
@ApplicationScoped
public class Reports {
  private final Runs runs;
  private final Pages pages;
  private final Turns turns;
  private final Cache<Key, WrittenReport> kept;

  public Reports(Runs runs, Pages pages, ReportsConfig config) {
    this.runs = runs;
    this.pages = pages;
    turns = new Turns(config.concurrency(), config.patience());
    kept =
        Caffeine.newBuilder()
            .maximumWeight(config.kept().asLongValue())
            .weigher((Key key, WrittenReport report) -> report.bytes().length)
            .build();
  }

  private record Key(String runId, ReportFormat format) {}

  /**
   * The report of a run; of equal ones that are asked for at the same time, one is written.
   *
   * @param admission throws when the client may not have it written
   * @throws ProblemException when there is no such run, or not yet, or not any more, or too many
   *     reports are being written
   */
  WrittenReport report(String runId, ReportFormat format, Runnable admission) {
    return kept.get(
        new Key(runId, format),
        key -> {
          RunDossier dossier = runs.dossier(runId);
          return turns.take(
              () -> {
                admission.run();
                return write(dossier, format);
              });
        });
  }

  private WrittenReport write(RunDossier dossier, ReportFormat format) {
    Report report =
        switch (dossier) {
          case RunDossier.Stochastic stochastic -> MixtureReport.of(stochastic);
          case RunDossier.Deterministic deterministic -> PathReport.of(deterministic);
        };
    byte[] bytes =
        switch (format) {
          case HTML -> pages.screen(report).getBytes(StandardCharsets.UTF_8);
          case PDF -> pdf(pages.print(report));
          case PNG -> PdfWriter.picture(pdf(pages.card(report)));
        };
    MessageDigest digest = Sha256.start();
    digest.update(bytes);
    return new WrittenReport(
        bytes, Sha256.PREFIX + Sha256.hex(digest), report.fileName() + "." + format.suffix());
  }

  private static byte[] pdf(Pages.Printed printed) {
    return PdfWriter.pdf(printed.page(), printed.charts());
  }
}
