package io.verilock.vkyc.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random secrets and ids. A secret has 256 random bits, so that its plain SHA-256 can be kept in
 * its place: there is nothing to guess.
 */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 15;

  private Secrets() {}

  /** A new secret behind a prefix that tells what it opens. */
  public static String secret(String prefix) {
    return prefix + random(SECRET_BYTES);
  }

  /** A new id behind a prefix that tells what it names. */
  public static String id(String prefix) {
    return prefix + random(ID_BYTES);
  }

  /** What is kept of a secret. */
  public static byte[] hash(String secret) {
    return sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
