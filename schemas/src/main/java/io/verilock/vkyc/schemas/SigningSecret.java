package io.verilock.vkyc.schemas;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that signs webhooks after the Standard Webhooks specification 1.0.0: {@code v1} is
 * HMAC-SHA256 with a secret {@code whsec_…}, {@code v1a} is ed25519 with a private key {@code
 * whsk_…}, whose public key {@code whpk_…} receivers check with.
 */
public final class SigningSecret {
  /** The two schemes. */
  public enum Scheme {
    /** HMAC-SHA256: sender and receiver share the secret. */
    HMAC("v1", "whsec_", 24, 64),
    /** ed25519: the receiver knows the public key only. */
    ED25519("v1a", "whsk_", 32, 32);

    private final String version;
    private final String prefix;
    private final int shortest;
    private final int longest;

    Scheme(String version, String prefix, int shortest, int longest) {
      this.version = version;
      this.prefix = prefix;
      this.shortest = shortest;
      this.longest = longest;
    }
  }

  private static final String HMAC = "HmacSHA256";
  private static final String EDDSA = "Ed25519";
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final int NEW_SECRET_BYTES = 32;

  private final Scheme scheme;
  private final byte[] key;

  private SigningSecret(Scheme scheme, byte[] key) {
    this.scheme = scheme;
    this.key = key;
  }

  /** A new key that nobody can guess. */
  public static SigningSecret generate(Scheme scheme) {
    byte[] key = new byte[NEW_SECRET_BYTES];
    new SecureRandom().nextBytes(key);
    return new SigningSecret(scheme, key);
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is none; the message does not hold it
   */
  public static SigningSecret parse(String text) {
    for (Scheme scheme : Scheme.values()) {
      if (text.startsWith(scheme.prefix)) {
        byte[] key = decode(text.substring(scheme.prefix.length()));
        if (key.length < scheme.shortest || key.length > scheme.longest) {
          throw new IllegalArgumentException(
              "a key %s… holds %d to %d bytes, not %d"
                  .formatted(scheme.prefix, scheme.shortest, scheme.longest, key.length));
        }
        return new SigningSecret(scheme, key);
      }
    }
    throw new IllegalArgumentException("a signing key starts with whsec_ or whsk_");
  }

  /** How it signs. */
  public Scheme scheme() {
    return scheme;
  }

  /** What {@link #parse} reads. */
  public String text() {
    return scheme.prefix + Base64.getEncoder().encodeToString(key);
  }

  /** What the receiver of ed25519 signatures checks with, {@code whpk_…}; none for HMAC. */
  public Optional<String> publicKey() {
    if (scheme != Scheme.ED25519) {
      return Optional.empty();
    }
    return Optional.of(PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicKeyBytes()));
  }

  /**
   * The signature of one attempt, as it stands in the header {@code webhook-signature}.
   *
   * @param timestamp of the attempt, seconds since 1970
   */
  public String sign(String id, long timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    try {
      byte[] signature = scheme == Scheme.HMAC ? hmac(head, body) : eddsa(head, body);
      return scheme.version + "," + Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign webhooks", e);
    }
  }

  /** Its scheme: never the key, which must not stand in a log. */
  @Override
  public String toString() {
    return "SigningSecret[%s…]".formatted(scheme.prefix);
  }

  private byte[] hmac(byte[] head, byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, HMAC));
    mac.update(head);
    return mac.doFinal(body);
  }

  private byte[] eddsa(byte[] head, byte[] body) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(EDDSA);
    signature.initSign(
        KeyFactory.getInstance(EDDSA)
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key)));
    signature.update(head);
    signature.update(body);
    return signature.sign();
  }

  /** The public key as RFC 8032 encodes it: y, little-endian, with the sign of x on top. */
  private byte[] publicKeyBytes() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(EDDSA);
      // Java offers no way from a private key to its public one but to generate the pair anew.
      generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(key));
      var point = ((EdECPublicKey) generator.generateKeyPair().getPublic()).getPoint();
      byte[] bytes = new byte[key.length];
      byte[] y = point.getY().toByteArray();
      for (int i = 0; i < Math.min(y.length, bytes.length); i++) {
        bytes[i] = y[y.length - 1 - i];
      }
      if (point.isXOdd()) {
        bytes[bytes.length - 1] |= (byte) 0x80;
      }
      return bytes;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign webhooks", e);
    }
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a signing key is base64 after its prefix", e);
    }
  }

  /** Random bytes that are known. */
  private static final class GivenBytes extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] given;

    GivenBytes(byte[] given) {
      this.given = given;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(given, 0, bytes, 0, bytes.length);
    }
  }
}
