package io.verilock.vkyc.gateway.calls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Times;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Servers by which two browsers find each other. Relays take credentials that are made for one call
 * and a short time: a name that says when it ends, and its HMAC with the secret that the relay
 * shares (draft-uberti-behave-turn-rest-00).
 */
public final class TurnServers {
  /** A credential opens new connections so long; those that are open stay. */
  private static final Duration VALID = Duration.ofMinutes(10);

  private final List<String> urls;
  private final String secret;

  /**
   * Sets them up.
   *
   * @param urls of {@code stun:}, {@code turn:} or {@code turns:}; none where people and agents are
   *     in one network
   */
  public TurnServers(List<String> urls, String secret) {
    this.urls = List.copyOf(urls);
    this.secret = secret;
  }

  /** What a browser needs to know for a call, as the contract writes it. */
  ObjectNode json(String callId, Instant now) {
    Instant expires = now.plus(VALID);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode servers = json.putArray("ice_servers");
    List<String> relays = urls.stream().filter(url -> url.startsWith("turn")).toList();
    List<String> others = urls.stream().filter(url -> !url.startsWith("turn")).toList();
    if (!others.isEmpty()) {
      server(servers, others);
    }
    if (!relays.isEmpty()) {
      String name = "%d:%s".formatted(expires.getEpochSecond(), callId);
      server(servers, relays).put("username", name).put("credential", credential(name));
    }
    return json.put("expires_at", Times.text(expires));
  }

  private static ObjectNode server(ArrayNode servers, List<String> urls) {
    ObjectNode server = servers.addObject();
    urls.forEach(server.putArray("urls")::add);
    return server;
  }

  private String credential(String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-1", e);
    }
  }
}
