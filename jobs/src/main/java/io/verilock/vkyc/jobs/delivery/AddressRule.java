package io.verilock.vkyc.jobs.delivery;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses webhooks may be sent to: global unicast ones, and none of those that IANA's
 * registries of special-purpose addresses (RFC 6890, as of 2025) keep for other ends, so that no
 * tenant can have us call inside our own network.
 */
public final class AddressRule {
  private static final List<IPAddress> REFUSED_IPV4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** Everything else outside of this is refused. */
  private static final IPAddress GLOBAL_IPV6 = block("2000::/3");

  private static final List<IPAddress> REFUSED_IPV6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

  /** IPv4 addresses as networks without IPv4 see them (RFC 6052): judged by what they hold. */
  private static final IPAddress NAT64 = block("64:ff9b::/96");

  private final boolean development;

  /**
   * Sets the rule up.
   *
   * @param development whether this machine's own addresses are allowed, too
   */
  public AddressRule(boolean development) {
    this.development = development;
  }

  /** Why an address may not be called; empty where it may. */
  public Optional<String> fault(InetAddress address) {
    boolean allowed =
        address.isLoopbackAddress()
            ? development
            : isGlobal(new IPAddressGenerator().from(address));
    return allowed
        ? Optional.empty()
        : Optional.of("%s is no public address".formatted(address.getHostAddress()));
  }

  private static boolean isGlobal(IPAddress address) {
    if (address.isIPv4()) {
      return isOutside(REFUSED_IPV4, address);
    }
    IPv6Address ipv6 = address.toIPv6().removeZone();
    if (NAT64.contains(ipv6)) {
      return isOutside(REFUSED_IPV4, ipv6.getEmbeddedIPv4Address());
    }
    return GLOBAL_IPV6.contains(ipv6) && isOutside(REFUSED_IPV6, ipv6);
  }

  private static boolean isOutside(List<IPAddress> refused, IPAddress address) {
    return refused.stream().noneMatch(block -> block.contains(address));
  }

  private static List<IPAddress> blocks(String... prefixes) {
    return Stream.of(prefixes).map(AddressRule::block).toList();
  }

  private static IPAddress block(String prefix) {
    return new IPAddressString(prefix).getAddress().toPrefixBlock();
  }
}
