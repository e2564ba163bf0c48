package dev.perigee.notifications;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why a receiver could not be talked to, in words for whoever has to mend it. What is wrong with a
 * certificate stands deep in the causes of a failure, below a sentence that says nothing.
 */
final class ConnectionProblem {
  private static final int LONGEST = 300;

  private ConnectionProblem() {}

  /**
   * The problem in a line.
   *
   * @param host that the certificate must be of
   */
  static String of(Throwable failure, String host) {
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    String line =
        certificate(causes)
            .map(why -> "Expected a certificate of %s that is trusted; %s".formatted(host, why))
            .orElseGet(() -> other(failure, causes));
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  private static Optional<String> certificate(List<Throwable> causes) {
    return first(
            causes,
            cause ->
                cause instanceof CertificateExpiredException
                    || cause instanceof CertificateNotYetValidException)
        .map(cause -> "it is not valid today: " + message(cause))
        .or(
            () ->
                first(
                        causes,
                        cause ->
                            cause instanceof CertPathBuilderException
                                || cause instanceof CertPathValidatorException)
                    .map(
                        cause ->
                            "no authority in the trust store of the service vouches for it: "
                                + message(cause)))
        .or(
            () ->
                first(causes, CertificateException.class::isInstance)
                    .map(ConnectionProblem::message));
  }

  private static String other(Throwable failure, List<Throwable> causes) {
    if (!(failure instanceof SSLException)) {
      return message(failure);
    }
    Throwable deepest =
        causes.stream()
            .filter(cause -> cause.getMessage() != null)
            .reduce(failure, (above, below) -> below);
    return "No connection by TLS: " + message(deepest);
  }

  private static Optional<Throwable> first(List<Throwable> causes, Predicate<Throwable> wanted) {
    return causes.stream().filter(wanted).findFirst();
  }

  private static String message(Throwable cause) {
    return Optional.ofNullable(cause.getMessage())
        .flatMap(text -> text.lines().findFirst())
        .orElse(cause.getClass().getSimpleName());
  }
}
