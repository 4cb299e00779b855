package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.staff.OidcSettings;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Staff who sign in by OpenID Connect: a real provider, a real gateway, and between them what a
 * browser does.
 */
@ExtendWith(Shared.class)
class OidcIT {
  private static final String REVIEWER =
      "{\"name\": \"Ada\", \"realm_access\": {\"roles\": [\"offline_access\", \"reviewer\"]}}";

  private static MockOAuth2Server provider;
  private static Keys keys;
  private static OidcSettings oidc;
  private static Gateway gateway;
  private static Client admin;

  private final String subject = UUID.randomUUID().toString();
  private final Browser browser = new Browser();

  @BeforeAll
  static void start(Running shared) throws Exception {
    keys = new Keys();
    provider =
        new MockOAuth2Server(
            new OAuth2Config(true, null, null, false, new OAuth2TokenProvider(keys)));
    provider.start();
    String tenantId = shared.tenant("enterprise");
    oidc =
        new OidcSettings(
            URI.create(provider.issuerUrl("people").toString()),
            "vkyc",
            "known to both",
            tenantId,
            "realm_access.roles");
    gateway = Gateway.start(with(shared.settings(), null, oidc));
    admin = new Client(gateway.address(), shared.key(tenantId, Scope.values()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    provider.shutdown();
  }

  @Test
  void whoHasARoleIsSignedInAndKnownAgain() throws Exception {
    HttpResponse<String> begun = browser.get(gateway.address().resolve("/sign-in/oidc"));
    assertThat(begun.statusCode()).isEqualTo(303);
    assertThat(header(begun, "Location"))
        .startsWith(provider.authorizationEndpointUrl("people").toString())
        .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state=")
        .contains("response_type=code", "scope=openid");
    assertThat(header(begun, "Set-Cookie"))
        .contains("HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/sign-in/oidc");
    assertThat(header(begun, "X-Request-Id")).isNotBlank();

    HttpResponse<String> first = browser.signIn(subject, REVIEWER);
    assertThat(header(first, "Location"))
        .isEqualTo(gateway.address().resolve("/sign-in").toString());
    assertThat(header(first, "Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
    Reply own = own(first);
    assertThat(own.text("name")).isEqualTo("Ada");
    assertThat(own.text("role")).isEqualTo("reviewer");
    Reply again = own(new Browser().signIn(subject, REVIEWER));
    assertThat(again.text("staff_id")).isEqualTo(own.text("staff_id"));
    JsonNode entries = audit("signInByOidc", "&actor_id=" + own.text("staff_id"));
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).get("target_id").asText()).isEqualTo(own.text("staff_id"));
    assertThat(entries.get(0).get("source_address").asText()).isEqualTo("127.0.0.1");
    assertThat(entries.get(0).get("request_id").asText()).startsWith("req_");
  }

  @Test
  void nameAndRoleAreBroughtUpToDate() throws Exception {
    HttpResponse<String> first = browser.signIn(subject, REVIEWER);
    String staffId = own(first).text("staff_id");
    assertThat(audit("changeStaffRole", "").toString()).doesNotContain(staffId);

    browser.signIn(
        subject,
        "{\"preferred_username\": \"ada.l\", \"realm_access\": {\"roles\": [\"agent\","
            + " \"Admin\"]}}");

    // Also where they signed in before.
    assertThat(own(first).text("role")).isEqualTo("admin");
    assertThat(own(first).text("name")).isEqualTo("ada.l");
    assertThat(audit("changeStaffRole", "").toString()).containsOnlyOnce(staffId);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"name\": \"Ada\"}", "{\"realm_access\": {\"roles\": [\"offline_access\"]}}"})
  void whoHasNoRoleIsRefusedAndSignedOut(String claims) throws Exception {
    HttpResponse<String> first = browser.signIn(subject, REVIEWER);
    String staffId = own(first).text("staff_id");
    Reply link = admin.post("/v1/staff/%s/sign-in-link".formatted(staffId), "");
    String secret = URI.create(link.text("sign_in_url")).getFragment();

    assertRefused(browser.signIn(subject, claims), "no_role");

    assertThat(own(first).status()).isEqualTo(401);
    assertThat(
            admin.as(null).post("/v1/sign-in", "{\"secret\": \"%s\"}".formatted(secret)).status())
        .isEqualTo(401);
    assertRefused(browser.signIn("new " + subject, claims), "no_role");
    assertThat(own(browser.signIn(subject, REVIEWER)).text("staff_id")).isEqualTo(staffId);
  }

  @Test
  void whoIsDisabledIsRefused() throws Exception {
    String staffId = own(browser.signIn(subject, REVIEWER)).text("staff_id");
    assertThat(admin.delete("/v1/staff/" + staffId).status()).isEqualTo(204);

    assertRefused(browser.signIn(subject, REVIEWER), "disabled");
  }

  @Test
  void aForgedStateSignsNobodyInAndTakesNothingAway() throws Exception {
    URI callback = browser.callback(subject, REVIEWER);
    URI forged = URI.create(callback.toString().replaceFirst("state=[^&]*", "state=forged"));
    URI none = URI.create(callback.toString().replaceFirst("state=[^&]*", ""));

    assertRefused(browser.get(forged), "attempt_unknown");
    assertRefused(browser.get(none), "attempt_unknown");
    assertThat(own(browser.get(callback)).status()).isEqualTo(200);
  }

  @Test
  void onlyTheBrowserThatBeganIsSignedIn() throws Exception {
    URI callback = browser.callback(subject, REVIEWER);
    Browser other = new Browser();

    assertRefused(other.get(callback), "attempt_unknown");
    other.get(gateway.address().resolve("/sign-in/oidc"));
    assertRefused(other.get(callback), "attempt_unknown");
    assertThat(own(browser.get(callback)).status()).isEqualTo(200);
  }

  @Test
  void aCallbackSignsInOnceAndNotLate(Running shared) throws Exception {
    URI callback = browser.callback(subject, REVIEWER);
    assertThat(own(browser.get(callback)).status()).isEqualTo(200);
    assertRefused(browser.get(callback), "attempt_unknown");

    URI late = browser.callback(subject, REVIEWER);
    shared
        .database()
        .jdbi()
        .useHandle(handle -> handle.execute("update oidc_attempt set expires_at = now()"));
    assertRefused(browser.get(late), "attempt_unknown");
    browser.callback(subject, REVIEWER);
    int kept =
        shared
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select count(*) from oidc_attempt where expires_at <= now()")
                        .mapTo(Integer.class)
                        .one());
    assertThat(kept).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"nonce\": \"of another sign-in\"",
        "\"aud\": \"another program\"",
        "\"iss\": \"https://login.example.com\"",
        "\"exp\": 1000000000"
      })
  void anIdTokenThatIsNotForThisSignInIsNotBelieved(String claim) throws Exception {
    String claims = REVIEWER.replaceFirst("\\{", "{" + claim + ", ");

    assertRefused(browser.signIn(subject, claims), "not_believed");
  }

  @Test
  void aForgedSignatureIsNotBelievedAndANewKeyIs() throws Exception {
    assertThat(own(browser.signIn(subject, REVIEWER)).status()).isEqualTo(200);

    JWK last = keys.current;
    keys.current = Keys.key(last.getKeyID());
    assertRefused(browser.signIn(subject, REVIEWER), "not_believed");
    keys.current = Keys.key("the next");
    assertThat(own(browser.signIn(subject, REVIEWER)).status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotAgreeAtTheProviderIsToldSo() throws Exception {
    String state =
        header(browser.get(gateway.address().resolve("/sign-in/oidc")), "Location")
            .replaceFirst(".*[?&]state=([^&]*).*", "$1");

    HttpResponse<String> refused =
        browser.get(
            gateway
                .address()
                .resolve(
                    "/sign-in/oidc/callback?error=access_denied&error_description=%3Cb%3E&state="
                        + state));

    assertRefused(refused, "declined");
    assertThat(header(refused, "Location")).doesNotContain("%3Cb", "<b");
  }

  @Test
  void aProviderThatIsDownIsToldOfAndLinksSignInStill(Running shared) throws Exception {
    OidcSettings nobody =
        new OidcSettings(
            URI.create("http://127.0.0.1:1"), "vkyc", "secret", oidc.tenantId(), "roles");
    try (Gateway alone = Gateway.start(with(shared.settings(), null, nobody))) {
      assertRefused(browser.get(alone.address().resolve("/sign-in/oidc")), "unreachable");
      Client there = new Client(alone.address(), admin.credential());
      Reply made = there.post("/v1/staff", "{\"name\": \"Ada\", \"role\": \"reviewer\"}");
      String secret = URI.create(made.text("sign_in_url")).getFragment();
      assertThat(
              there.as(null).post("/v1/sign-in", "{\"secret\": \"%s\"}".formatted(secret)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void anyGatewayTakesTheAnswerAndATenantHasToExist(Running shared) throws Exception {
    OidcSettings nobodys =
        new OidcSettings(
            oidc.issuer(), oidc.clientId(), oidc.clientSecret(), "nobody", oidc.rolesClaim());
    URI nowhere = browser.callback(subject, REVIEWER);
    try (Gateway other = Gateway.start(with(shared.settings(), gateway.address(), nobodys))) {
      assertRefused(browser.get(at(other, nowhere)), "no_tenant");
    }
    URI callback = browser.callback(subject, REVIEWER);
    try (Gateway other = Gateway.start(with(shared.settings(), gateway.address(), oidc))) {
      assertThat(own(browser.get(at(other, callback))).text("name")).isEqualTo("Ada");
    }
  }

  @Test
  void thePageKnowsHowOneSignsIn(Running shared) throws Exception {
    assertThat(admin.as(null).get("/v1/sign-in-methods").text("oidc_url"))
        .isEqualTo(gateway.address().resolve("/sign-in/oidc").toString());
    Client links = shared.client().as(null);
    assertThat(links.get("/v1/sign-in-methods").json().get("oidc_url").isNull()).isTrue();
    assertThat(links.get("/sign-in/oidc").status()).isEqualTo(404);
  }

  /** Settings of a gateway that signs staff in by OpenID Connect. */
  static GatewaySettings with(GatewaySettings all, URI publicAddress, OidcSettings oidc) {
    return new GatewaySettings(
        all.host(),
        0,
        publicAddress,
        all.databaseUrl(),
        all.databaseUser(),
        all.databasePassword(),
        all.bootstrapServers(),
        all.objectStore(),
        all.recordings(),
        all.requestsPerMinute(),
        List.of(),
        List.of(),
        "",
        oidc,
        false);
  }

  private static URI at(Gateway other, URI callback) {
    return other.address().resolve(callback.getRawPath() + "?" + callback.getRawQuery());
  }

  /** Refused is who is told so on the sign-in page, and is not signed in. */
  private static void assertRefused(HttpResponse<String> response, String reason) {
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(header(response, "Location"))
        .matches("http://127\\.0\\.0\\.1:\\d+/sign-in\\?refused=" + reason + "&request=req_.{20}");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  private static Reply own(HttpResponse<String> signedIn) throws Exception {
    String cookie = header(signedIn, "Set-Cookie").replaceFirst(";.*", "");
    return admin.as(null).send("GET", "/v1/sign-in", Map.of("Cookie", cookie), new byte[0]);
  }

  private static JsonNode audit(String action, String choice) throws Exception {
    return admin.get("/v1/audit?limit=100&action=" + action + choice).json().get("data");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** What a browser does, each step by itself: it keeps cookies, and goes where it is sent. */
  private static final class Browser {
    private final HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    HttpResponse<String> get(URI address) throws Exception {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** Where the provider sends it back to, once somebody has signed in there. */
    URI callback(String subject, String claims) throws Exception {
      String page = header(get(gateway.address().resolve("/sign-in/oidc")), "Location");
      String form = "username=%s&claims=%s".formatted(encoded(subject), encoded(claims));
      HttpResponse<String> sent =
          http.send(
              HttpRequest.newBuilder(URI.create(page))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form))
                  .build(),
              BodyHandlers.ofString());
      assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
      return URI.create(header(sent, "Location"));
    }

    HttpResponse<String> signIn(String subject, String claims) throws Exception {
      return get(callback(subject, claims));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /** The key that the provider signs with, which a test changes. */
  private static final class Keys extends KeyProvider {
    private volatile JWK current = key("the first");

    @Override
    public JWK signingKey(String issuerId) {
      return current;
    }

    static JWK key(String id) {
      try {
        return new RSAKeyGenerator(2048).keyID(id).generate();
      } catch (JOSEException e) {
        throw new IllegalStateException("no key", e);
      }
    }
  }
}
