package io.verilock.vkyc.jobs.delivery;

import java.net.InetAddress;
import java.util.Optional;

/** Which addresses webhooks may be sent to. */
public final class AddressRule {
  private final boolean development;

  /**
   * @param development whether this machine's own addresses are allowed, too
   */
  public AddressRule(boolean development) {
    this.development = development;
  }

  /** Why an address may not be called. */
  public Optional<String> fault(InetAddress address) {
    return address.isLoopbackAddress() && !development
        ? Optional.of("%s is this machine".formatted(address.getHostAddress()))
        : Optional.empty();
  }
}
