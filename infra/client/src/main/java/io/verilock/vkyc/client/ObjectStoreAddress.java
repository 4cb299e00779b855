package io.verilock.vkyc.client;

import java.net.URI;

/**
 * Where objects are kept, and the keys to them.
 *
 * @param endpoint of the S3 protocol
 * @param region as requests are signed for
 */
public record ObjectStoreAddress(URI endpoint, String region, String accessKey, String secretKey) {
  /** Without the keys, which must not stand in a log. */
  @Override
  public String toString() {
    return "ObjectStoreAddress[%s, %s]".formatted(endpoint, region);
  }
}
