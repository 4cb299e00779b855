package io.verilock.vkyc.gateway.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Where requests come from: whoever connects, or where that is a proxy of ours, whom it says that
 * it connects ({@code X-Forwarded-For}). What anybody else says of themselves is not believed.
 */
public final class SourceAddress {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

  /** What Java reads as an address without asking anybody for a name. */
  private static final Pattern LITERAL =
      Pattern.compile("%s(\\.%s){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*".formatted(BYTE, BYTE));

  private final InetAddressSet proxies = new InetAddressSet();

  /**
   * Believes some proxies.
   *
   * @param proxies addresses, ranges {@code FROM-TO} and networks {@code ADDRESS/BITS}
   * @throws IllegalArgumentException naming the first that is none of these
   */
  public SourceAddress(List<String> proxies) {
    for (String proxy : proxies) {
      try {
        this.proxies.add(proxy);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "%s is no address or network such as 10.0.0.0/8".formatted(proxy), e);
      }
    }
  }

  /** Where a request comes from. */
  String of(Context context) {
    return of(
        context.req().getRemoteAddr(),
        Collections.list(context.req().getHeaders("X-Forwarded-For")));
  }

  /**
   * Where a request comes from.
   *
   * @param remote whoever connects
   * @param forwarded the {@code X-Forwarded-For} headers, in their order
   */
  String of(String remote, List<String> forwarded) {
    List<String> said = new ArrayList<>();
    forwarded.forEach(header -> said.addAll(Arrays.asList(header.split(","))));
    String address = remote;
    for (int i = said.size() - 1; i >= 0 && isProxy(address); i--) {
      String next = said.get(i).strip();
      if (parsed(next).isEmpty()) {
        break;
      }
      address = next;
    }
    return address;
  }

  private boolean isProxy(String address) {
    return parsed(address).filter(proxies).isPresent();
  }

  private static Optional<InetAddress> parsed(String address) {
    if (!LITERAL.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
