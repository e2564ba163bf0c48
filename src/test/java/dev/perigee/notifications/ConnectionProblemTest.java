package dev.perigee.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Failures as Vert.x wraps those of the JDK. */
class ConnectionProblemTest {
  private static final String HOST = "hooks.example.com";

  private static String ofTls(Throwable cause) {
    return ConnectionProblem.of(
        new SSLHandshakeException("Failed to create SSL connection").initCause(cause), HOST);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsToldFromOthers() {
    assertEquals(
        "Expected a certificate of hooks.example.com that is trusted; no authority in the trust"
            + " store of the service vouches for it: unable to find a path",
        ofTls(
            new CertificateException(
                "PKIX path building failed",
                new CertPathBuilderException("unable to find a path"))));
  }

  @Test
  void aCertificateThatExpiredSaysWhen() {
    assertEquals(
        "Expected a certificate of hooks.example.com that is trusted; it is not valid today:"
            + " NotAfter: Fri Nov 27",
        ofTls(
            new CertificateException(
                "PKIX path validation failed",
                new CertPathValidatorException(
                    "validity check failed",
                    new CertificateExpiredException("NotAfter: Fri Nov 27")))));
  }

  @Test
  void aCertificateOfAnotherNameSaysSo() {
    assertEquals(
        "Expected a certificate of hooks.example.com that is trusted; No name matching",
        ofTls(new CertificateException("No name matching")));
  }

  @Test
  void anotherFailureOfTlsSaysWhatIsBelowIt() {
    assertEquals(
        "No connection by TLS: not an SSL/TLS record",
        ofTls(new SSLHandshakeException("not an SSL/TLS record")));
    assertEquals(
        "No connection by TLS: Failed to create SSL connection",
        ofTls(new ClosedChannelException()));
  }

  @Test
  void aFailureWithoutTlsSaysItsFirstLineOrItsKind() {
    assertEquals(
        "Connection refused",
        ConnectionProblem.of(new ConnectException("Connection refused\nat all"), HOST));
    assertEquals(
        "ClosedChannelException", ConnectionProblem.of(new ClosedChannelException(), HOST));
    assertEquals(
        "x".repeat(300) + "...", ConnectionProblem.of(new IOException("x".repeat(301)), HOST));
  }
}
