package io.verilock.vkyc.gateway.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.ApiKeys.Listed;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Cursor;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Pages;
import io.verilock.vkyc.gateway.http.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What can be done with API keys. */
public final class KeyOperations {
  private static final int MOST_SECRETS = 2;
  private static final int DEFAULT_KEEP_SECONDS = 86_400;

  private final ApiKeys keys;

  /** Sets them up. */
  public KeyOperations(ApiKeys keys) {
    this.keys = keys;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction create = KeyOperations::create;
    Operation.InTransaction list = KeyOperations::list;
    Operation.InTransaction rotate = this::rotate;
    Operation.InTransaction revoke = this::revoke;
    return Map.of(
        "createApiKey", create,
        "listApiKeys", list,
        "rotateApiKey", rotate,
        "revokeApiKey", revoke);
  }

  private static Answer create(Call call, Handle handle) throws Problem {
    List<String> scopes = new ArrayList<>();
    call.body().get("scopes").forEach(scope -> scopes.add(scope.asText()));
    String tenantId = call.caller().tenantId();
    String keyId = ApiKeys.create(handle, tenantId, call.bodyText("name"), scopes, call.at());
    String secret = ApiKeys.addSecret(handle, keyId, call.at());
    AuditLog.target(handle, call, keyId);
    return Answer.json(201, json(key(handle, tenantId, keyId)).put("key", secret));
  }

  private static Answer list(Call call, Handle handle) throws Problem {
    Cursor cursor = Cursor.of(call);
    int limit = call.number("limit");
    List<Listed> found =
        ApiKeys.list(
            handle,
            call.caller().tenantId(),
            cursor == null ? null : cursor.at(),
            cursor == null ? null : cursor.id(),
            limit + 1);
    AuditLog.target(handle, call, null);
    return Pages.answer(
        call,
        found,
        limit,
        KeyOperations::json,
        last -> new Cursor(last.createdAt(), last.keyId()));
  }

  private Answer rotate(Call call, Handle handle) throws Problem {
    String tenantId = call.caller().tenantId();
    String keyId = call.path("key_id");
    Listed key = key(handle, tenantId, keyId);
    if (key.revokedAt() != null) {
      throw new Problem(ErrorCode.API_KEY_REVOKED, "The key was revoked.");
    }
    if (key.secrets().size() >= MOST_SECRETS) {
      throw new Problem(
          ErrorCode.ROTATION_IN_PROGRESS,
          "The older secret is live until %s.".formatted(key.secrets().get(1).expiresAt()));
    }
    int keep = call.body().path("keep_seconds").asInt(DEFAULT_KEEP_SECONDS);
    keys.expireSecrets(handle, keyId, call.at().plusSeconds(keep));
    String secret = ApiKeys.addSecret(handle, keyId, call.at());
    AuditLog.target(handle, call, keyId);
    return Answer.json(200, json(key(handle, tenantId, keyId)).put("key", secret));
  }

  private Answer revoke(Call call, Handle handle) throws Problem {
    String keyId = call.path("key_id");
    key(handle, call.caller().tenantId(), keyId);
    keys.revoke(handle, keyId, call.at());
    AuditLog.target(handle, call, keyId);
    return Answer.empty();
  }

  private static Listed key(Handle handle, String tenantId, String keyId) throws Problem {
    return ApiKeys.locked(handle, tenantId, keyId)
        .orElseThrow(
            () -> new Problem(ErrorCode.API_KEY_NOT_FOUND, "There is no key %s.".formatted(keyId)));
  }

  private static ObjectNode json(Listed key) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("key_id", key.keyId()).put("name", key.name());
    ArrayNode scopes = json.putArray("scopes");
    key.scopes().forEach(scopes::add);
    ArrayNode secrets = json.putArray("secrets");
    key.secrets()
        .forEach(
            secret ->
                secrets
                    .addObject()
                    .put("prefix", secret.prefix())
                    .put("created_at", Times.text(secret.createdAt()))
                    .put("expires_at", Times.text(secret.expiresAt())));
    return json.put("created_at", Times.text(key.createdAt()))
        .put("revoked_at", Times.text(key.revokedAt()));
  }
}
