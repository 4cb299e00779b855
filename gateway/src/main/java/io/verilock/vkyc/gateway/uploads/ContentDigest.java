package io.verilock.vkyc.gateway.uploads;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Content-Digest}, RFC 9530, of which SHA-256 is taken. */
final class ContentDigest {
  private static final Pattern SHA_256 = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

  private ContentDigest() {}

  /**
   * The SHA-256 of the bytes, which are those of the header where there is one.
   *
   * @param header null where there is none
   * @throws Problem if the bytes are others
   */
  static byte[] checked(byte[] bytes, String header) throws Problem {
    byte[] digest = Secrets.sha256().digest(bytes);
    if (header != null) {
      Matcher given = SHA_256.matcher(header);
      if (!given.find()
          || !MessageDigest.isEqual(digest, Base64.getDecoder().decode(given.group(1)))) {
        throw new Problem(
            ErrorCode.DIGEST_MISMATCH,
            "The %d bytes that arrived are not those of Content-Digest.".formatted(bytes.length));
      }
    }
    return digest;
  }
}
