package dev.perigee.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The day as of which something is known: today in UTC unless a request says otherwise, and never a
 * day to come.
 */
@ApplicationScoped
public class KnowledgeDate {
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /** Today in UTC. */
  public LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  /** Whether nobody can know of this day yet; a day is allowed for users east of Greenwich. */
  public boolean isAhead(LocalDate day) {
    return day.isAfter(today().plusDays(1));
  }

  /** What is wrong with a day of knowledge; the pointer is that of the value itself. */
  public List<Violation> violations(LocalDate asOf) {
    if (isAhead(asOf)) {
      return List.of(
          Violation.at(
              "",
              "a day not after today (" + today() + "): what will be known is not known",
              asOf));
    }
    if (asOf.isBefore(EARLIEST)) {
      return List.of(Violation.at("", "a day from " + EARLIEST + " on", asOf));
    }
    return List.of();
  }
}
