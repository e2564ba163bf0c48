package dev.perigee.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient List<Violation> violations;

  /** After which it makes sense to try again; null when that is not known. */
  private final Duration wait;

  public ProblemException(ProblemType type, String detail, List<Violation> violations) {
    this(type, detail, violations, null);
  }

  private ProblemException(
      ProblemType type, String detail, List<Violation> violations, Duration wait) {
    super(detail);
    this.type = type;
    this.violations = List.copyOf(violations);
    this.wait = wait;
  }

  /** The client has used up what it may use, and has it again after a while. */
  public static ProblemException limited(String detail, Duration wait) {
    return new ProblemException(ProblemType.RATE_LIMITED, detail, List.of(), wait);
  }

  /** The request is understood but not valid. */
  public static ProblemException invalid(List<Violation> violations) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        violations.size() == 1 ? "1 violation" : violations.size() + " violations",
        violations);
  }

  /** There is no such resource. */
  public static ProblemException notFound(String what) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no " + what, List.of());
  }

  /** The request contradicts what is stored. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.CONFLICT, detail, List.of());
  }

  /** Throws when there are violations. */
  public static void throwIfAny(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw invalid(violations);
    }
  }

  /** What kind of problem. */
  public ProblemType type() {
    return type;
  }

  /** After which it makes sense to try again; empty when that is not known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(wait);
  }

  /** Every violation found. */
  public List<Violation> violations() {
    return violations;
  }
}
