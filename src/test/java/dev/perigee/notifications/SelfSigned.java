package dev.perigee.notifications;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that nobody but itself vouches for, with its key. */
final class SelfSigned {
  static final String PASSWORD = "changeit";
  private static final String ALIAS = "receiver";
  private static final String TYPE = "PKCS12";

  private final KeyStore keys;

  private SelfSigned(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Makes one.
   *
   * @param issuer who vouches for it, which is itself
   * @param host name that it is of
   * @param folder in which its file is made
   */
  static SelfSigned of(String issuer, String host, Path folder) throws Exception {
    Path file = folder.resolve(issuer + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + issuer,
                "-ext",
                "san=dns:" + host,
                "-storetype",
                TYPE,
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool made no certificate: " + said);
    }
    return new SelfSigned(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  /** What a server needs to prove that it is the host. */
  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory proof =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    proof.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(proof.getKeyManagers(), null, null);
    return context;
  }

  /** Writes a trust store in which there are these certificates alone. */
  static void trust(Path store, SelfSigned... trusted)
      throws GeneralSecurityException, IOException {
    KeyStore written = KeyStore.getInstance(TYPE);
    written.load(null, null);
    for (int i = 0; i < trusted.length; i++) {
      written.setCertificateEntry("trusted-" + i, trusted[i].keys.getCertificate(ALIAS));
    }
    try (OutputStream out = Files.newOutputStream(store)) {
      written.store(out, PASSWORD.toCharArray());
    }
  }
}
