package io.verilock.vkyc.jobs.delivery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Finds the addresses of a name and leaves out those that may not be called. What it gives is what
 * is connected to: a name that leads elsewhere the next time is judged anew. One lookup of a name
 * is under way at a time, so that a slow name server holds up its own names only.
 */
final class GuardedResolver implements SocketAddressResolver {
  private final AddressRule rule;
  private final Lookup lookup;
  private final Executor executor;
  private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

  GuardedResolver(AddressRule rule, Lookup lookup, Executor executor) {
    this.rule = rule;
    this.lookup = lookup;
    this.executor = executor;
  }

  /** Finds the addresses of a name; may block. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** Every address of the name is one that may not be called. */
  static final class RefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> addresses) {
    CompletableFuture<InetAddress[]> found;
    try {
      found = underWay.computeIfAbsent(host, this::lookUp);
    } catch (RejectedExecutionException e) {
      addresses.failed(e);
      return;
    }
    var unused =
        found.whenComplete(
            (all, failure) -> {
              underWay.remove(host, found);
              if (failure != null) {
                addresses.failed(failure);
                return;
              }
              try {
                addresses.succeeded(allowed(host, port, all));
              } catch (RefusedException e) {
                addresses.failed(e);
              }
            });
  }

  private CompletableFuture<InetAddress[]> lookUp(String host) {
    CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            found.complete(lookup.addresses(host));
          } catch (UnknownHostException | RuntimeException e) {
            found.completeExceptionally(e);
          }
        });
    return found;
  }

  private List<InetSocketAddress> allowed(String host, int port, InetAddress[] all)
      throws RefusedException {
    List<InetSocketAddress> allowed = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (InetAddress address : all) {
      rule.fault(address)
          .ifPresentOrElse(faults::add, () -> allowed.add(new InetSocketAddress(address, port)));
    }
    if (allowed.isEmpty()) {
      throw new RefusedException("%s: %s".formatted(host, String.join(", ", faults)));
    }
    return allowed;
  }
}
