package io.verilock.vkyc.gateway.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers to requests with an {@code Idempotency-Key}, each kept in the transaction that did
 * what it tells of. Answers may hold secrets: they are encrypted with a key made of the caller's
 * own credential, which is nowhere kept, so that only who got an answer gets it again.
 */
public final class KeptAnswers {
  /** How long an answer is kept. */
  static final Duration KEPT = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);
  private static final Duration FORGOTTEN_EVERY = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private KeptAnswers() {}

  /** A request that is to be done once. */
  record Request(String tenantId, String key, String credential, byte[] fingerprint) {
    /** What a call asks for under a key. */
    static Request of(Call call, String key, String credential) {
      MessageDigest digest = Secrets.sha256();
      digest.update(call.operation().id().getBytes(StandardCharsets.UTF_8));
      call.operation().parameters().stream()
          .filter(parameter -> !parameter.place().equals("header"))
          .forEach(
              parameter ->
                  digest.update(
                      String.valueOf(call.text(parameter.name()))
                          .getBytes(StandardCharsets.UTF_8)));
      digest.update((byte) 0);
      digest.update(call.bytes());
      return new Request(call.caller().tenantId(), key, credential, digest.digest());
    }
  }

  /**
   * The answer to an earlier request of this key.
   *
   * @throws Problem if the first request is still running, or was another one
   */
  static Optional<Answer> find(Handle handle, Request request) throws Problem {
    long lock = ByteBuffer.wrap(Secrets.hash(request.tenantId() + "\n" + request.key())).getLong();
    boolean first =
        handle
            .createQuery("select pg_try_advisory_xact_lock(:lock)")
            .bind("lock", lock)
            .mapTo(Boolean.class)
            .one();
    if (!first) {
      throw new Problem(
              ErrorCode.IDEMPOTENCY_KEY_IN_USE,
              "The first request with this Idempotency-Key is still running.")
          .retryAfter(1);
    }
    Optional<Row> row =
        handle
            .createQuery(
                "select fingerprint, status, headers, body from kept_answer where tenant_id ="
                    + " :tenant and idempotency_key = :key and created_at > :since")
            .bind("tenant", request.tenantId())
            .bind("key", request.key())
            .bind("since", Instant.now().minus(KEPT))
            .map(
                (found, context) ->
                    new Row(
                        found.getBytes("fingerprint"),
                        found.getInt("status"),
                        found.getString("headers"),
                        found.getBytes("body")))
            .findOne();
    if (row.isEmpty()) {
      return Optional.empty();
    }
    if (!MessageDigest.isEqual(row.get().fingerprint(), request.fingerprint())) {
      throw new Problem(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used with another operation, address or body.");
    }
    return Optional.of(opened(row.get(), request));
  }

  /** Keeps the answer to a request. */
  static void keep(Handle handle, Request request, Answer answer) {
    handle
        .createUpdate(
            "insert into kept_answer (tenant_id, idempotency_key, fingerprint, status, headers,"
                + " body, created_at) values (:tenant, :key, :fingerprint, :status, cast(:headers"
                + " as jsonb), :body, :now) on conflict (tenant_id, idempotency_key) do update set"
                + " fingerprint = excluded.fingerprint, status = excluded.status, headers ="
                + " excluded.headers, body = excluded.body, created_at = excluded.created_at")
        .bind("tenant", request.tenantId())
        .bind("key", request.key())
        .bind("fingerprint", request.fingerprint())
        .bind("status", answer.status())
        .bind("headers", headers(answer))
        .bind("body", crypt(Cipher.ENCRYPT_MODE, request, answer.body()))
        .bind("now", Instant.now())
        .execute();
  }

  /** Forgets what is older than a day, again and again, until it is closed. */
  public static AutoCloseable forgetting(Jdbi jdbi) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "kept-answers");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleWithFixedDelay(
            () -> tryForget(jdbi), 0, FORGOTTEN_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return clock::shutdownNow;
  }

  private static void tryForget(Jdbi jdbi) {
    try {
      jdbi.useHandle(handle -> forget(handle, Instant.now()));
    } catch (RuntimeException e) {
      LOG.warn("old answers are not forgotten, and tried again: {}", e.getMessage());
    }
  }

  /** Forgets what is older than {@link #KEPT} at a time. */
  static void forget(Handle handle, Instant now) {
    handle
        .createUpdate("delete from kept_answer where created_at <= :until")
        .bind("until", now.minus(KEPT))
        .execute();
  }

  private static Answer opened(Row row, Request request) throws Problem {
    byte[] body = crypt(Cipher.DECRYPT_MODE, request, row.body());
    if (body == null) {
      throw new Problem(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used with another secret or token.");
    }
    try {
      @SuppressWarnings("unchecked")
      Map<String, String> headers = JSON.readValue(row.headers(), Map.class);
      String type = body.length == 0 ? "" : Requests.JSON_TYPE;
      return new Answer(row.status(), type, body, headers);
    } catch (IOException e) {
      throw new IllegalStateException("headers that were kept are no JSON", e);
    }
  }

  private static String headers(Answer answer) {
    try {
      return JSON.writeValueAsString(answer.headers());
    } catch (IOException e) {
      throw new IllegalStateException("headers that are no JSON", e);
    }
  }

  /** Encrypts behind a random nonce, or decrypts what was; null where the key is another. */
  private static byte[] crypt(int mode, Request request, byte[] text) {
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] input = text;
    if (mode == Cipher.ENCRYPT_MODE) {
      new SecureRandom().nextBytes(nonce);
    } else {
      nonce = Arrays.copyOf(text, NONCE_BYTES);
      input = Arrays.copyOfRange(text, NONCE_BYTES, text.length);
    }
    // A credential is 256 random bits: a hash of it is a key without further stretching.
    byte[] key = Secrets.hash("kept answer\n" + request.credential());
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      byte[] output = cipher.doFinal(input);
      if (mode == Cipher.DECRYPT_MODE) {
        return output;
      }
      byte[] behindNonce = Arrays.copyOf(nonce, NONCE_BYTES + output.length);
      System.arraycopy(output, 0, behindNonce, NONCE_BYTES, output.length);
      return behindNonce;
    } catch (javax.crypto.AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt", e);
    }
  }

  private record Row(byte[] fingerprint, int status, String headers, byte[] body) {}
}
