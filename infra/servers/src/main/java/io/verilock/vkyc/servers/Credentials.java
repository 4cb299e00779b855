package io.verilock.vkyc.servers;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Keys of the object store. */
public record Credentials(String accessKey, String secretKey) {
  /** New keys that nobody can guess. */
  public static Credentials random() {
    SecureRandom random = new SecureRandom();
    byte[] access = new byte[8];
    byte[] secret = new byte[24];
    random.nextBytes(access);
    random.nextBytes(secret);
    return new Credentials(
        "vkyc" + HexFormat.of().formatHex(access), HexFormat.of().formatHex(secret));
  }

  @Override
  public String toString() {
    return "Credentials[%s]".formatted(accessKey);
  }
}
