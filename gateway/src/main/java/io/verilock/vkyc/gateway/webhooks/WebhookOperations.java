package io.verilock.vkyc.gateway.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.client.webhooks.NewEndpoint;
import io.verilock.vkyc.client.webhooks.TestEvent;
import io.verilock.vkyc.client.webhooks.WebhookReplay;
import io.verilock.vkyc.client.webhooks.WebhookTopics;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Cursor;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Pages;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.webhooks.KnownEndpoints.Snapshot;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.EndpointUrl;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.SigningSecret.Scheme;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import io.verilock.vkyc.schemas.WebhookRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What can be done with webhook endpoints: what {@code ./vkyc webhooks} does, for one tenant. */
public final class WebhookOperations implements AutoCloseable {
  private static final Duration LONGEST_TEST = Duration.ofSeconds(30);
  private static final int DEFAULT_KEEP_SECONDS = 86_400;

  private final Jdbi jdbi;
  private final String bootstrapServers;
  private final Outbox outbox;
  private final boolean development;
  private final KnownEndpoints known;

  /**
   * Sets them up.
   *
   * @param development takes endpoints of http, too
   */
  public WebhookOperations(Jdbi jdbi, String bootstrapServers, Outbox outbox, boolean development) {
    this.jdbi = jdbi;
    this.bootstrapServers = bootstrapServers;
    this.outbox = outbox;
    this.development = development;
    this.known = new KnownEndpoints(bootstrapServers);
  }

  @Override
  public void close() {
    known.close();
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction create = this::create;
    Operation.InTransaction list = this::list;
    Operation.InTransaction get = this::get;
    Operation.InTransaction update = this::update;
    Operation.InTransaction delete = this::delete;
    Operation.InTransaction rotate = this::rotate;
    Operation.Unbound test = this::test;
    Operation.InTransaction replay = this::replay;
    Operation.InTransaction attempts = this::attempts;
    return Map.of(
        "createWebhookEndpoint", create,
        "listWebhookEndpoints", list,
        "getWebhookEndpoint", get,
        "updateWebhookEndpoint", update,
        "deleteWebhookEndpoint", delete,
        "rotateWebhookSecret", rotate,
        "testWebhookEndpoint", test,
        "replayWebhooks", replay,
        "listWebhookAttempts", attempts);
  }

  private Answer create(Call call, Handle handle) throws Problem {
    checkUrl(call);
    JsonNode body = call.body();
    SigningSecret secret =
        SigningSecret.generate(
            Scheme.valueOf(body.path("scheme").asText("hmac").toUpperCase(Locale.ROOT)));
    WebhookEndpoint endpoint =
        NewEndpoint.of(
            call.caller().tenantId(),
            call.bodyText("url"),
            texts(body.path("event_types")),
            secret,
            call.at());
    endpoint.setEnabled(body.path("enabled").asBoolean(true));
    outbox.put(handle, Topics.WEBHOOK_ENDPOINTS, endpoint);
    AuditLog.target(handle, call, endpoint.getEndpointId());
    ObjectNode answer = EndpointJson.endpoint(endpoint, null, call.at());
    EndpointJson.addSecret(answer, secret);
    return Answer.json(201, answer);
  }

  private Answer list(Call call, Handle handle) throws Problem, IOException {
    Cursor cursor = Cursor.of(call);
    int limit = call.number("limit");
    Snapshot now = known.now();
    List<WebhookEndpoint> found =
        now.endpoints().values().stream()
            .filter(one -> one.getTenantId().equals(call.caller().tenantId()))
            .filter(one -> cursor == null || one.getEndpointId().compareTo(cursor.id()) > 0)
            .sorted(Comparator.comparing(WebhookEndpoint::getEndpointId))
            .limit(limit + 1L)
            .toList();
    AuditLog.target(handle, call, null);
    return Pages.answer(
        call,
        found,
        limit,
        one -> json(one, now, call),
        last -> new Cursor(last.getUpdatedAt(), last.getEndpointId()));
  }

  private Answer get(Call call, Handle handle) throws Problem, IOException {
    Snapshot now = known.now();
    WebhookEndpoint endpoint = endpoint(now, call);
    AuditLog.target(handle, call, endpoint.getEndpointId());
    return Answer.json(200, json(endpoint, now, call));
  }

  private Answer update(Call call, Handle handle) throws Problem, IOException {
    checkUrl(call);
    JsonNode body = call.body();
    Snapshot now = known.now();
    WebhookEndpoint.Builder changed = NewEndpoint.changed(endpoint(now, call), call.at());
    if (body.has("url")) {
      changed.setUrl(call.bodyText("url"));
    }
    if (body.has("event_types")) {
      changed.setEventTypes(texts(body.get("event_types")));
    }
    if (body.has("enabled")) {
      changed.setEnabled(body.get("enabled").asBoolean());
    }
    WebhookEndpoint after = changed.build();
    outbox.put(handle, Topics.WEBHOOK_ENDPOINTS, after);
    AuditLog.target(handle, call, after.getEndpointId());
    return Answer.json(200, json(after, now, call));
  }

  private Answer delete(Call call, Handle handle) throws Problem, IOException {
    String endpointId = endpoint(known.now(), call).getEndpointId();
    outbox.erase(handle, Topics.WEBHOOK_ENDPOINTS, endpointId);
    AuditLog.target(handle, call, endpointId);
    return Answer.empty();
  }

  private Answer rotate(Call call, Handle handle) throws Problem, IOException {
    Snapshot now = known.now();
    WebhookEndpoint before = endpoint(now, call);
    Scheme scheme = SigningSecret.parse(before.getSigningKeys().get(0).getSecret()).scheme();
    SigningSecret next = SigningSecret.generate(scheme);
    Duration keep =
        Duration.ofSeconds(call.body().path("keep_seconds").asInt(DEFAULT_KEEP_SECONDS));
    WebhookEndpoint after = NewEndpoint.rotated(before, next, keep, call.at());
    outbox.put(handle, Topics.WEBHOOK_ENDPOINTS, after);
    AuditLog.target(handle, call, after.getEndpointId());
    ObjectNode answer = json(after, now, call);
    EndpointJson.addSecret(answer, next);
    return Answer.json(200, answer);
  }

  private Answer test(Call call) throws Problem, IOException {
    WebhookEndpoint endpoint = endpoint(known.now(), call);
    try (WebhookTopics topics = new WebhookTopics(bootstrapServers)) {
      WebhookRequest request =
          TestEvent.to(endpoint.getEndpointId(), endpoint.getTenantId(), call.at());
      jdbi.useTransaction(handle -> AuditLog.target(handle, call, endpoint.getEndpointId()));
      Optional<WebhookAttempt> attempt = topics.request(request, LONGEST_TEST);
      return attempt.isPresent()
          ? Answer.json(200, EndpointJson.attempt(attempt.get()))
          : Answer.json(
              202, JsonNodeFactory.instance.objectNode().put("request_id", request.getRequestId()));
    }
  }

  private Answer replay(Call call, Handle handle) throws Problem, IOException {
    JsonNode body = call.body();
    boolean dryRun = body.path("dry_run").asBoolean();
    Snapshot now = known.now();
    WebhookEndpoint endpoint = endpoint(now, call);
    WebhookEndpointStatus status = now.statuses().get(endpoint.getEndpointId());
    try (WebhookTopics topics = new WebhookTopics(bootstrapServers)) {
      if (!endpoint.getEnabled() || (status != null && status.getState() == EndpointState.gone)) {
        throw new Problem(ErrorCode.ENDPOINT_CLOSED, "The endpoint is disabled, or answered 410.");
      }
      WebhookReplay.Choice choice =
          new WebhookReplay.Choice(
              endpoint.getEndpointId(),
              call.bodyText("event_id"),
              call.bodyTime("from"),
              call.bodyTime("to"),
              body.path("delivered_too").asBoolean());
      WebhookReplay.Outcome outcome =
          new WebhookReplay(topics).run(choice, Set.of(endpoint.getEndpointId()), dryRun);
      AuditLog.target(handle, call, endpoint.getEndpointId());
      return Answer.json(
          dryRun ? 200 : 202,
          JsonNodeFactory.instance
              .objectNode()
              .put("sent", outcome.sent())
              .put("expired", outcome.expired())
              .put("dry_run", dryRun));
    }
  }

  private Answer attempts(Call call, Handle handle) throws Problem, IOException {
    Cursor cursor = Cursor.of(call);
    int limit = call.number("limit");
    String endpointId = endpoint(known.now(), call).getEndpointId();
    try (WebhookTopics topics = new WebhookTopics(bootstrapServers)) {
      List<WebhookAttempt> found = new ArrayList<>();
      topics.attempts(
          null,
          attempt -> {
            if (attempt.getEndpointId().equals(endpointId)
                && wanted(call.text("event_id"), attempt.getEventId())
                && wanted(call.text("session_id"), attempt.getSessionId())
                && wanted(call.text("request_id"), attempt.getRequestId())
                && wanted(call.text("state"), attempt.getState().name())) {
              found.add(attempt);
            }
          });
      AuditLog.target(handle, call, endpointId);
      Comparator<WebhookAttempt> latestFirst =
          Comparator.comparing(WebhookAttempt::getAt)
              .thenComparing(WebhookOperations::name)
              .reversed();
      return Pages.answer(
          call,
          found.stream()
              .sorted(latestFirst)
              .filter(one -> cursor == null || isBehind(one, cursor))
              .limit(limit + 1L)
              .toList(),
          limit,
          EndpointJson::attempt,
          last -> new Cursor(last.getAt(), name(last)));
    }
  }

  private static boolean isBehind(WebhookAttempt attempt, Cursor cursor) {
    int order = attempt.getAt().compareTo(cursor.at());
    return order < 0 || (order == 0 && name(attempt).compareTo(cursor.id()) < 0);
  }

  /** Tells apart what was tried at one time. */
  private static String name(WebhookAttempt attempt) {
    return "%s %06d".formatted(attempt.getEventId(), attempt.getAttempt());
  }

  private static boolean wanted(String asked, String found) {
    return asked == null || asked.equals(found);
  }

  private static ObjectNode json(WebhookEndpoint endpoint, Snapshot now, Call call) {
    return EndpointJson.endpoint(endpoint, now.statuses().get(endpoint.getEndpointId()), call.at());
  }

  private static WebhookEndpoint endpoint(Snapshot now, Call call) throws Problem {
    String endpointId = call.path("endpoint_id");
    WebhookEndpoint endpoint = now.endpoints().get(endpointId);
    if (endpoint == null || !endpoint.getTenantId().equals(call.caller().tenantId())) {
      throw new Problem(
          ErrorCode.WEBHOOK_ENDPOINT_NOT_FOUND, "There is no endpoint %s.".formatted(endpointId));
    }
    return endpoint;
  }

  private void checkUrl(Call call) throws Problem {
    String url = call.bodyText("url");
    Optional<String> fault = url == null ? Optional.empty() : EndpointUrl.fault(url, development);
    if (fault.isPresent()) {
      throw Problem.of(
          ErrorCode.VALIDATION_FAILED,
          List.of(FieldError.of("/url", ErrorCode.BAD_FORMAT, "cannot be used: " + fault.get())));
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
