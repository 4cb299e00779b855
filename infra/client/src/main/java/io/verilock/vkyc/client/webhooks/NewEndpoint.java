package io.verilock.vkyc.client.webhooks;

import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes endpoints, and changed ones of those there are. */
public final class NewEndpoint {
  private static final int ID_BYTES = 8;

  private NewEndpoint() {}

  /** An endpoint with an id of its own, signed for by one key. */
  public static WebhookEndpoint of(
      String tenantId, String url, List<String> eventTypes, SigningSecret secret, Instant now) {
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    return WebhookEndpoint.newBuilder()
        .setEndpointId("ep_" + HexFormat.of().formatHex(id))
        .setTenantId(tenantId)
        .setUrl(url)
        .setEventTypes(eventTypes)
        .setSigningKeys(List.of(new SigningKey(secret.text(), null)))
        .setUpdatedAt(now)
        .build();
  }

  /** The endpoint to be changed further: news of it, whatever this machine's clock says. */
  public static WebhookEndpoint.Builder changed(WebhookEndpoint before, Instant now) {
    Instant later = before.getUpdatedAt().plusMillis(1);
    return WebhookEndpoint.newBuilder(before).setUpdatedAt(now.isAfter(later) ? now : later);
  }

  /**
   * The endpoint with a new key.
   *
   * @param keep how long the keys it has go on signing
   */
  public static WebhookEndpoint rotated(
      WebhookEndpoint before, SigningSecret next, Duration keep, Instant now) {
    List<SigningKey> keys = new ArrayList<>();
    keys.add(new SigningKey(next.text(), null));
    Instant end = now.plus(keep);
    for (SigningKey key : before.getSigningKeys()) {
      Instant expires = key.getExpiresAt();
      if (expires == null || expires.isAfter(end)) {
        keys.add(new SigningKey(key.getSecret(), end));
      } else if (expires.isAfter(now)) {
        keys.add(key);
      }
    }
    return changed(before, now).setSigningKeys(keys).build();
  }
}
