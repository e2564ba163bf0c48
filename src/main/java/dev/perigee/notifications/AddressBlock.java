package dev.perigee.notifications;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A block of network addresses. Netty has such rules, too, but those for IPv6 match every address
 * whose leading bits are all ones, which is no ground for a decision about safety.
 *
 * @param bits of an address: 32 or 128
 * @param prefix how many leading bits all of its addresses share
 * @param start these bits, as a number
 */
record AddressBlock(int bits, int prefix, BigInteger start) {
  /** A block in the notation of RFC 4632 or RFC 4291, such as {@code 10.0.0.0/8}. */
  static AddressBlock parse(String text) {
    String[] parts = text.split("/", 2);
    byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
    int bits = address.length * Byte.SIZE;
    int prefix = Integer.parseInt(parts[1]);
    return new AddressBlock(bits, prefix, leading(address, prefix));
  }

  private static BigInteger leading(byte[] address, int prefix) {
    return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - prefix);
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length * Byte.SIZE == bits && leading(bytes, prefix).equals(start);
  }
}
