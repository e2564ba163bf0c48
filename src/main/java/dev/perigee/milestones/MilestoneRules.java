package dev.perigee.milestones;

import dev.perigee.platform.KnowledgeDate;
import dev.perigee.platform.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a fact must fulfil beyond its schema, and the facts made of requests that do. */
@ApplicationScoped
public class MilestoneRules {
  private static final String NAME = "[a-z0-9][a-z0-9-]{2,79}";
  private static final double ASSUMED_QUALITY = 1;
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

  private final KnowledgeDate knowledge;

  public MilestoneRules(KnowledgeDate knowledge) {
    this.knowledge = knowledge;
  }

  /** Every violation of a fact for the ledger; pointers start at the fact. */
  public List<Violation> violations(MilestoneRequest request) {
    List<Violation> found = violationsButOfToday(request);
    reported(request, found);
    return found;
  }

  /** The same without a look at the clock, for facts that are shipped: a clock may be slow. */
  List<Violation> violationsButOfToday(MilestoneRequest request) {
    List<Violation> found = new ArrayList<>();
    if (request.id() != null && !request.id().matches(NAME)) {
      found.add(Violation.at("/id", "a name such as starship-flight-20", request.id()));
    }
    if (Boolean.TRUE.equals(request.retracted())) {
      withdrawal(request, found);
    } else {
      if (request.sourceUrl() == null || request.sourceUrl().isBlank()) {
        found.add(Violation.at("/sourceUrl", "where the fact is from", "nothing"));
      }
      if (request.title() == null || request.title().isBlank()) {
        found.add(Violation.at("/title", "the fact in a sentence", "nothing"));
      }
      if (request.evidence() == null && request.evidenceQuality() == null) {
        found.add(
            Violation.at(
                "/evidence",
                "one of " + Arrays.toString(Evidence.values()) + ", or an evidenceQuality",
                "nothing"));
      }
      content(request, found);
      dates(request, found);
    }
    return found;
  }

  private static void withdrawal(MilestoneRequest request, List<Violation> found) {
    if (request.supersedes() == null) {
      found.add(Violation.at("/supersedes", "the name of the fact to withdraw", "nothing"));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("type", request.type());
    content.put("occurredOn", request.occurredOn());
    content.put("value", request.value());
    content.put("unit", request.unit());
    content.put("grade", request.grade());
    content.put("measures", request.measures());
    content.forEach(
        (field, value) -> {
          if (value != null) {
            found.add(
                Violation.at("/" + field, "nothing: a withdrawal says nothing of its own", value));
          }
        });
  }

  /** Every violation of a fact assumed in a scenario, which needs no source and may lie ahead. */
  public List<Violation> violationsOfAssumption(MilestoneRequest request) {
    List<Violation> found = new ArrayList<>();
    if (request.supersedes() != null || Boolean.TRUE.equals(request.retracted())) {
      found.add(
          Violation.at(
              "/supersedes",
              "nothing: an assumption cannot change the ledger",
              request.supersedes()));
    }
    content(request, found);
    return found;
  }

  private static void content(MilestoneRequest request, List<Violation> found) {
    if (request.occurredOn() == null) {
      found.add(Violation.at("/occurredOn", "the day it happened", "nothing"));
    } else if (request.occurredOn().isBefore(EARLIEST) || request.occurredOn().isAfter(LATEST)) {
      found.add(
          Violation.at(
              "/occurredOn", "a day from " + EARLIEST + " to " + LATEST, request.occurredOn()));
    }
    if (request.type() == null) {
      found.add(Violation.at("/type", "one of " + Arrays.toString(FactType.values()), "nothing"));
      return;
    }
    FactType type = request.type();
    if (request.value() == null) {
      if (request.unit() != null && type.units().isEmpty()) {
        found.add(Violation.at("/value", "a number in " + request.unit(), "nothing"));
      }
    } else if (!(request.value() >= type.minimum() && request.value() <= type.maximum())) {
      found.add(
          Violation.at(
              "/value",
              "a number from %s to %s".formatted(type.minimum(), type.maximum()),
              request.value()));
    }
    unit(request, type, found);
    measures(request, type, found);
  }

  private static void unit(MilestoneRequest request, FactType type, List<Violation> found) {
    if (request.unit() != null) {
      if (!type.units().isEmpty() && !type.units().contains(request.unit())) {
        found.add(
            Violation.at(
                "/unit", "one of " + type.units().stream().sorted().toList(), request.unit()));
      }
    } else if (request.value() != null && type.units().size() != 1) {
      found.add(
          Violation.at(
              "/unit",
              type.units().isEmpty()
                  ? "the unit of the value"
                  : "one of " + type.units().stream().sorted().toList(),
              "nothing"));
    }
  }

  private static void measures(MilestoneRequest request, FactType type, List<Violation> found) {
    if (request.measures() == null) {
      return;
    }
    new TreeMap<>(request.measures())
        .forEach(
            (name, value) -> {
              String pointer = "/measures" + Violation.step(name);
              Optional<Measure> measure = type.measure(name);
              if (measure.isEmpty()) {
                found.add(
                    Violation.at(
                        pointer,
                        "one of "
                            + type.measures().stream().map(Measure::name).toList()
                            + " for "
                            + type,
                        name));
              } else if (value == null
                  || !(value >= measure.get().minimum() && value <= measure.get().maximum())) {
                found.add(
                    Violation.at(
                        pointer,
                        "a number from %s to %s %s"
                            .formatted(
                                measure.get().minimum(),
                                measure.get().maximum(),
                                measure.get().unit()),
                        value));
              }
            });
  }

  private void dates(MilestoneRequest request, List<Violation> found) {
    if (request.occurredOn() == null || request.type() == null) {
      return;
    }
    LocalDate reported = reportedOn(request);
    if (request.occurredOn().isAfter(reported) && !request.type().mayLieAhead()) {
      found.add(
          Violation.at(
              "/occurredOn",
              "a day not after reportedOn ("
                  + reported
                  + "): only RISK_DISCLOSURE and CONTEXT may lie ahead",
              request.occurredOn()));
    }
  }

  private void reported(MilestoneRequest request, List<Violation> found) {
    LocalDate reported = reportedOn(request);
    if (knowledge.isAhead(reported)) {
      found.add(
          Violation.at(
              request.reportedOn() == null ? "/occurredOn" : "/reportedOn",
              "a day not after today (" + knowledge.today() + ")",
              reported));
    }
  }

  private LocalDate reportedOn(MilestoneRequest request) {
    if (request.reportedOn() != null) {
      return request.reportedOn();
    }
    boolean dated = request.occurredOn() != null && !Boolean.TRUE.equals(request.retracted());
    return dated ? request.occurredOn() : knowledge.today();
  }

  /** The fact of a request without violations. */
  public Milestone recorded(String id, MilestoneRequest request) {
    return milestone(id, request, reportedOn(request), false);
  }

  /**
   * The assumption of a request without violations; known as soon as it happens, with full weight
   * unless it says less.
   */
  public Milestone assumed(String id, MilestoneRequest request) {
    return milestone(id, request, request.occurredOn(), true);
  }

  /** The withdrawal of a fact: what it said, superseded and in force no longer. */
  public Milestone withdrawn(String id, MilestoneRequest request, Milestone superseded) {
    return new Milestone(
        id,
        superseded.type(),
        superseded.occurredOn(),
        reportedOn(request),
        superseded.actor(),
        superseded.subject(),
        request.title() == null ? "Withdrawn: " + superseded.title() : request.title(),
        superseded.value(),
        superseded.unit(),
        superseded.grade(),
        superseded.evidence(),
        superseded.evidenceQuality(),
        request.sourceUrl() == null ? superseded.sourceUrl() : request.sourceUrl(),
        text(request.note()),
        superseded.measures(),
        Optional.of(superseded.id()),
        true,
        false);
  }

  private static Milestone milestone(
      String id, MilestoneRequest request, LocalDate reportedOn, boolean hypothetical) {
    Evidence evidence = request.evidence() == null ? Evidence.COMPANY_CLAIM : request.evidence();
    double usual =
        hypothetical && request.evidence() == null ? ASSUMED_QUALITY : evidence.quality();
    return new Milestone(
        id,
        request.type(),
        request.occurredOn(),
        reportedOn,
        request.actor() == null ? Milestone.PROGRAMME : request.actor(),
        text(request.subject()),
        text(request.title()),
        Optional.ofNullable(request.value()),
        Optional.ofNullable(request.value() == null ? null : unitOf(request)),
        Optional.ofNullable(request.grade()),
        evidence,
        request.evidenceQuality() == null ? usual : request.evidenceQuality(),
        text(request.sourceUrl()),
        text(request.note()),
        request.measures() == null ? Map.of() : request.measures(),
        Optional.ofNullable(request.supersedes()),
        false,
        hypothetical);
  }

  private static String unitOf(MilestoneRequest request) {
    return request.unit() == null ? request.type().units().iterator().next() : request.unit();
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
