package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
        .hasMessageContaining("vkyc.gateway.prot: no such setting");
    assertThat(GatewaySettings.of(LEAST).toString()).doesNotContain("hidden");
    assertThat(GatewaySettings.of(LEAST).objectStore().toString()).doesNotContain("hidden");
  }

  @Test
  void theGuideNamesEverySetting() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "http.md"));

    for (String key :
        List.of(
            GatewaySettings.TURN_URLS,
            GatewaySettings.TURN_SECRET,
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
