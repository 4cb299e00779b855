package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How scores are distributed, over HTTP: who may know, and of whom. */
@ExtendWith(Shared.class)
class AnalyticsIT {
  private static final String DISTRIBUTIONS = "/v1/analytics/distributions";

  private Running running;
  private String tenant;
  private Client admin;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    tenant = shared.tenant("standard");
    admin = client(Scope.values());
  }

  @Test
  void aTenantSeesItsOwnSessionsWhateverOthersHave() throws Exception {
    String other = running.tenant("standard");
    try (CountedSessions counted = new CountedSessions(running.kafka().bootstrapServers())) {
      counted.write(other);
      CountedSessions.await(new Client(address(), running.key(other, Scope.ANALYTICS_READ)), 29);
      JsonNode nothing = admin.get(DISTRIBUTIONS).json();
      assertThat(nothing.get("range").isNull()).isTrue();
      assertThat(nothing.at("/choices/modes")).isEmpty();
      assertThat(nothing.get("alerts")).isEmpty();

      counted.write(tenant);
      CountedSessions.await(admin, 29);
    }
    JsonNode answer = admin.get(DISTRIBUTIONS).json();
    assertThat(answer.get("alerts")).hasSize(1);
    assertThat(answer.at("/alerts/0/tenant_id").asText()).isEqualTo(tenant);
    Reply asked = admin.get(DISTRIBUTIONS + "?tenant=" + other);
    assertThat(asked.code()).isEqualTo("invalid_parameter");
    assertThat(asked.json().at("/errors/0/pointer").asText()).isEqualTo("query:tenant");
  }

  @Test
  void anAnalystSeesTheAnalyticsAndNothingElse() throws Exception {
    Map<String, String> cookie = signIn("analyst");
    assertThat(get("/v1/sign-in", cookie).json().get("scopes").toString())
        .isEqualTo("[\"analytics:read\"]");
    assertThat(get(DISTRIBUTIONS, cookie).status()).isEqualTo(200);
    assertThat(get(DISTRIBUTIONS + ".csv", cookie).status()).isEqualTo(200);

    String session = admin.session("{}").text("session_id");
    for (String path :
        List.of(
            "/v1/sessions",
            "/v1/sessions/" + session,
            "/v1/sessions/" + session + "/video",
            "/v1/sessions/" + session + "/review",
            "/v1/reviews/queue",
            "/v1/agents",
            "/v1/staff",
            "/v1/api-keys",
            "/v1/webhook-endpoints",
            "/v1/settings",
            "/v1/audit")) {
      assertThat(get(path, cookie).code()).as(path).isEqualTo("scope_missing");
    }
  }

  @Test
  void onlyTheScopeOpensIt() throws Exception {
    for (String role : List.of("reviewer", "agent")) {
      Map<String, String> cookie = signIn(role);
      assertThat(get(DISTRIBUTIONS, cookie).code()).isEqualTo("scope_missing");
      assertThat(get(DISTRIBUTIONS + ".csv", cookie).code()).isEqualTo("scope_missing");
    }
    assertThat(get(DISTRIBUTIONS, signIn("admin")).status()).isEqualTo(200);
    assertThat(client(Scope.SESSIONS_READ).get(DISTRIBUTIONS).code()).isEqualTo("scope_missing");
    assertThat(client(Scope.ANALYTICS_READ).get(DISTRIBUTIONS).status()).isEqualTo(200);
    assertThat(admin.as(null).get(DISTRIBUTIONS).code()).isEqualTo("authentication_required");
  }

  @Test
  void tablesComeAsFiles() throws Exception {
    try (CountedSessions counted = new CountedSessions(running.kafka().bootstrapServers())) {
      counted.write(tenant);
    }
    CountedSessions.await(admin, 29);
    Reply histograms = admin.get(DISTRIBUTIONS + ".csv?table=histograms&mode=self_record");
    assertThat(histograms.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"verilock-histograms.csv\"");
    assertThat(new String(histograms.response().body(), StandardCharsets.UTF_8))
        .contains("\r\n12,13,1,0\r\n");
    assertThat(admin.get(DISTRIBUTIONS + ".csv?table=pivot").code()).isEqualTo("invalid_parameter");
  }

  @Test
  void whatCannotBeAskedForIsRefusedByName() throws Exception {
    for (String wrong :
        List.of(
            "mode=selfie",
            "from=yesterday",
            "to=2026-03-04T00:00:00Z&from=2026-03-04T00:00:00Z",
            "from=1999-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")) {
      Reply reply = admin.get(DISTRIBUTIONS + "?" + wrong);
      assertThat(reply.code()).as(wrong).isEqualTo("invalid_parameter");
      assertThat(reply.json().at("/errors/0/pointer").asText())
          .isEqualTo("query:" + wrong.replaceFirst("=.*", ""));
    }
  }

  private Client client(Scope... scopes) {
    return new Client(address(), running.key(tenant, scopes));
  }

  private URI address() {
    return running.gateway().address();
  }

  private Map<String, String> signIn(String role) throws Exception {
    Reply made = admin.post("/v1/staff", "{\"name\": \"Ada\", \"role\": \"%s\"}".formatted(role));
    String secret = URI.create(made.text("sign_in_url")).getFragment();
    Reply signedIn = admin.as(null).post("/v1/sign-in", "{\"secret\": \"%s\"}".formatted(secret));
    return Map.of("Cookie", signedIn.header("Set-Cookie").replaceFirst(";.*", ""));
  }

  private Reply get(String path, Map<String, String> cookie) throws Exception {
    return admin.as(null).send("GET", path, cookie, new byte[0]);
  }
}
