package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.gateway.staff.OidcSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySettingsTest {
  private static final Map<String, String> LEAST =
      Map.of(
          GatewaySettings.DATABASE_URL, "jdbc:postgresql://db/kyc",
          GatewaySettings.KAFKA, "broker:9092",
          GatewaySettings.RECORDINGS, "s3a://bucket/sessions",
          GatewaySettings.STORE_ENDPOINT, "https://s3.example",
          GatewaySettings.STORE_ACCESS_KEY, "access",
          GatewaySettings.STORE_SECRET_KEY, "hidden");

  @Test
  void whatIsNotSetHasItsDefault() {
    GatewaySettings settings = GatewaySettings.of(LEAST);

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.requestsPerMinute()).isEqualTo(600);
    assertThat(settings.publicAddress()).isNull();
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.turnUrls()).isEmpty();
    assertThat(settings.oidc()).isNull();
    assertThat(settings.plainWebhooks()).isFalse();
    assertThat(settings.objectStore().region()).isEqualTo("us-east-1");
  }

  @Test
  void everySettingCounts() {
    Map<String, String> all = new HashMap<>(LEAST);
    all.put(GatewaySettings.HOST, "0.0.0.0");
    all.put(GatewaySettings.PORT, "0");
    all.put(GatewaySettings.PUBLIC_ADDRESS, "https://kyc.example.com");
    all.put(GatewaySettings.DATABASE_USER, "kyc");
    all.put(GatewaySettings.DATABASE_PASSWORD, "secret");
    all.put(GatewaySettings.REQUESTS_PER_MINUTE, "7");
    all.put(GatewaySettings.TRUSTED_PROXIES, "10.0.0.0/8, 192.0.2.1");
    all.put(GatewaySettings.TURN_URLS, "stun:a.example, turns:b.example:443?transport=tcp");
    all.put(GatewaySettings.TURN_SECRET, "shared");
    all.put(GatewaySettings.OIDC_ISSUER, "https://login.example.com/realms/bank");
    all.put(GatewaySettings.OIDC_CLIENT_ID, "vkyc");
    all.put(GatewaySettings.OIDC_CLIENT_SECRET, "known to both");
    all.put(GatewaySettings.OIDC_TENANT, "bank");
    all.put(GatewaySettings.OIDC_ROLES_CLAIM, "realm_access.roles");
    all.put(GatewaySettings.STORE_REGION, "eu-central-1");
    all.put(GatewaySettings.PLAIN_WEBHOOKS, "true");

    GatewaySettings settings = GatewaySettings.of(all);

    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isZero();
    assertThat(settings.publicAddress()).hasToString("https://kyc.example.com");
    assertThat(settings.databaseUser()).isEqualTo("kyc");
    assertThat(settings.databasePassword()).isEqualTo("secret");
    assertThat(settings.requestsPerMinute()).isEqualTo(7);
    assertThat(settings.trustedProxies()).containsExactly("10.0.0.0/8", "192.0.2.1");
    assertThat(settings.turnUrls())
        .containsExactly("stun:a.example", "turns:b.example:443?transport=tcp");
    assertThat(settings.turnSecret()).isEqualTo("shared");
    assertThat(settings.oidc())
        .isEqualTo(
            new OidcSettings(
                URI.create("https://login.example.com/realms/bank"),
                "vkyc",
                "known to both",
                "bank",
                "realm_access.roles"));
    assertThat(settings.oidc().toString()).doesNotContain("known to both");
    assertThat(settings.objectStore().region()).isEqualTo("eu-central-1");
    assertThat(settings.plainWebhooks()).isTrue();
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnceWithoutASecret() {
    Map<String, String> wrong = new HashMap<>(LEAST);
    wrong.remove(GatewaySettings.KAFKA);
    wrong.put(GatewaySettings.PORT, "eighty");
    wrong.put(GatewaySettings.PUBLIC_ADDRESS, "kyc.example.com");
    wrong.put(GatewaySettings.REQUESTS_PER_MINUTE, "0");
    wrong.put(GatewaySettings.TRUSTED_PROXIES, "10.0.0.0/8,the proxy");
    wrong.put(GatewaySettings.TURN_URLS, "turn:a.example,http://b.example");
    wrong.put(GatewaySettings.OIDC_ISSUER, "http://login.example.com");
    wrong.put(GatewaySettings.OIDC_CLIENT_SECRET, "known to both");
    wrong.put(GatewaySettings.OIDC_ROLES_CLAIM, " ");
    wrong.put("vkyc.gateway.prot", "80");

    assertThatThrownBy(() -> GatewaySettings.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vkyc.kafka.bootstrap-servers is not set")
        .hasMessageContaining("vkyc.gateway.port: eighty is no number from 0 to 65535")
        .hasMessageContaining("vkyc.gateway.public-address: kyc.example.com is no address")
        .hasMessageContaining("vkyc.gateway.requests-per-minute: 0 is no number")
        .hasMessageContaining("vkyc.gateway.trusted-proxies: the proxy is no address or network")
        .hasMessageContaining(
            "vkyc.gateway.turn.urls: http://b.example is no address such as turns:")
        .hasMessageContaining("vkyc.gateway.turn.secret is not set")
        .hasMessageContaining("vkyc.gateway.oidc.issuer: http://login.example.com is no address")
        .hasMessageContaining("vkyc.gateway.oidc.client-id is not set")
        .hasMessageContaining("vkyc.gateway.oidc.tenant is not set")
        .hasMessageContaining("vkyc.gateway.oidc.roles-claim is empty")
        .hasMessageNotContaining("known to both")
        .hasMessageContaining("vkyc.gateway.prot: no such setting");
    assertThat(GatewaySettings.of(LEAST).toString()).doesNotContain("hidden");
    assertThat(GatewaySettings.of(LEAST).objectStore().toString()).doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "http://127.evil.example",
        "ftp://localhost",
        "login.example.com",
        "https://login.example.com?realm=bank",
        "https://login.example.com#bank",
        "https://log in.example.com"
      })
  void anIssuerThatCouldBeAnotherIsRefused(String issuer) {
    assertThatThrownBy(() -> GatewaySettings.of(withIssuer(issuer)))
        .hasMessageContaining("vkyc.gateway.oidc.issuer: " + issuer + " is no address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8081/people", "http://127.0.0.1", "http://[::1]:81"})
  void anIssuerOnThisMachineMayBeOfHttp(String issuer) {
    OidcSettings oidc = GatewaySettings.of(withIssuer(issuer)).oidc();

    assertThat(oidc.issuer()).hasToString(issuer);
    assertThat(oidc.rolesClaim()).isEqualTo("roles");
  }

  private static Map<String, String> withIssuer(String issuer) {
    Map<String, String> settings = new HashMap<>(LEAST);
    settings.put(GatewaySettings.OIDC_ISSUER, issuer);
    settings.put(GatewaySettings.OIDC_CLIENT_ID, "vkyc");
    settings.put(GatewaySettings.OIDC_CLIENT_SECRET, "known to both");
    settings.put(GatewaySettings.OIDC_TENANT, "bank");
    return settings;
  }

  @Test
  void theGuideNamesEverySetting() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "http.md"));

    for (String key :
        List.of(
            GatewaySettings.TURN_URLS,
            GatewaySettings.TURN_SECRET,
            GatewaySettings.OIDC_ISSUER,
            GatewaySettings.OIDC_CLIENT_ID,
            GatewaySettings.OIDC_CLIENT_SECRET,
            GatewaySettings.OIDC_TENANT,
            GatewaySettings.OIDC_ROLES_CLAIM,
            GatewaySettings.HOST,
            GatewaySettings.PORT,
            GatewaySettings.PUBLIC_ADDRESS,
            GatewaySettings.TRUSTED_PROXIES,
            GatewaySettings.DATABASE_URL,
            GatewaySettings.DATABASE_USER,
            GatewaySettings.DATABASE_PASSWORD,
            GatewaySettings.REQUESTS_PER_MINUTE,
            GatewaySettings.KAFKA,
            GatewaySettings.RECORDINGS,
            GatewaySettings.STORE_ENDPOINT,
            GatewaySettings.PLAIN_WEBHOOKS)) {
      assertThat(guide).contains("`" + key + "`");
    }
  }
}
