package dev.perigee.notifications;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where something is sent.
 *
 * @param uri as the webhook has it
 * @param address of its host, which was found fit; the connection goes there, whatever the name
 *     stands for a moment later
 */
record Target(URI uri, InetAddress address) {
  private static final String HTTPS = "https";
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  boolean isTls() {
    return isTls(uri);
  }

  static boolean isTls(URI uri) {
    return HTTPS.equalsIgnoreCase(uri.getScheme());
  }

  InetSocketAddress socket() {
    int otherwise = isTls() ? HTTPS_PORT : HTTP_PORT;
    return new InetSocketAddress(address, uri.getPort() < 0 ? otherwise : uri.getPort());
  }

  /** Path and query. */
  String resource() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
