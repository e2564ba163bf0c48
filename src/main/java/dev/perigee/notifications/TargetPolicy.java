package dev.perigee.notifications;

import dev.perigee.identity.Access;
import dev.perigee.platform.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where webhooks may be: at public addresses by https, so that nobody has the service call what
 * only its own network reaches. Hosts that the settings name may be anywhere; a service that is
 * open, and so is reached from its own machine alone, may call that machine, by http too.
 *
 * <p>Names are looked up at each delivery and not when a webhook is written: what they stand for
 * changes.
 */
@ApplicationScoped
public class TargetPolicy {
  private static final String LOCALHOST = "localhost";
  private static final int LONGEST = 2_000;
  private static final int GREATEST_PORT = 65_535;

  /**
   * Blocks that are not globally reachable (IANA IPv4 special-purpose address registry, RFC 6890),
   * multicast (RFC 5771), reserved addresses (RFC 1112), and the address at which Azure serves
   * metadata to its machines.
   */
  private static final List<AddressBlock> NOT_PUBLIC_IPV4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16/32");

  /** Global unicast (RFC 4291); all else is local, or holds another address. */
  private static final List<AddressBlock> PUBLIC_IPV6 = blocks("2000::/3");

  /** Special purposes (RFC 6890) within it, and 6to4, which holds an IPv4 address. */
  private static final List<AddressBlock> NOT_PUBLIC_IPV6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final Access access;
  private final Set<String> allowed;

  public TargetPolicy(Access access, NotificationsConfig config) {
    this.access = access;
    this.allowed =
        config.allowedHosts().orElse(List.of()).stream()
            .map(TargetPolicy::lower)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static List<AddressBlock> blocks(String... blocks) {
    return Stream.of(blocks).map(AddressBlock::parse).toList();
  }

  /** What is wrong with the address of a webhook, as far as it can be said without a look-up. */
  List<Violation> violations(String url) {
    try {
      URI uri = read(url);
      String host = host(uri);
      Optional<InetAddress> literal = literal(host);
      if (literal.isPresent()) {
        check(uri, host, literal.get());
      } else if (!Target.isTls(uri) && !(access.isOpen() && host.equals(LOCALHOST))) {
        throw notHttps();
      }
      return List.of();
    } catch (TargetRefused e) {
      return List.of(Violation.at("/url", e.getMessage(), url));
    }
  }

  /** The address that a host is written as, also in decimal; empty when it is a name. */
  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Looks up where to send.
   *
   * @throws TargetRefused when any of the addresses of its host is not fit, or it has none
   */
  Target resolve(String url) throws TargetRefused {
    URI uri = read(url);
    String host = host(uri);
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new TargetRefused("a host that is known; %s is not".formatted(host));
    }
    for (InetAddress address : addresses) {
      check(uri, host, address);
    }
    return new Target(uri, addresses[0]);
  }

  private static URI read(String url) throws TargetRefused {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw notAnAddress();
    }
    boolean web =
        uri.getHost() != null
            && !uri.isOpaque()
            && (Target.isTls(uri) || "http".equalsIgnoreCase(uri.getScheme()));
    if (!web || url.length() > LONGEST || uri.getPort() == 0 || uri.getPort() > GREATEST_PORT) {
      throw notAnAddress();
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new TargetRefused("an address without a user and without a fragment");
    }
    return uri;
  }

  private static TargetRefused notAnAddress() {
    return new TargetRefused(
        "an address such as https://hooks.example.com/perigee, of at most %d characters"
            .formatted(LONGEST));
  }

  private static TargetRefused notHttps() {
    return new TargetRefused("https; http is for loopback addresses, on an open service");
  }

  /** The host without the brackets of IPv6. */
  static String host(URI uri) {
    return lower(uri.getHost()).replaceAll("^\\[|]$", "");
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private void check(URI uri, String host, InetAddress address) throws TargetRefused {
    boolean own = access.isOpen() && address.isLoopbackAddress();
    if (!Target.isTls(uri) && !own) {
      throw notHttps();
    }
    if (!own && !allowed.contains(host) && !isPublic(address)) {
      throw new TargetRefused(
          "a public address, or a host of perigee.notifications.allowed-hosts; %s stands for %s"
              .formatted(host, address.getHostAddress()));
    }
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet6Address
        ? isIn(PUBLIC_IPV6, address) && !isIn(NOT_PUBLIC_IPV6, address)
        : !isIn(NOT_PUBLIC_IPV4, address);
  }

  private static boolean isIn(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
