package io.verilock.vkyc.gateway;

import io.verilock.vkyc.client.ObjectStoreAddress;
import io.verilock.vkyc.gateway.http.SourceAddress;
import io.verilock.vkyc.gateway.staff.OidcSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The settings of a gateway.
 *
 * @param host that it listens on
 * @param port that it listens on; 0 for any that is free
 * @param publicAddress where people reach it; null where that is the address it listens on
 * @param databaseUrl JDBC URL of PostgreSQL
 * @param bootstrapServers of Kafka
 * @param recordings folder of the object store for sessions, {@code s3a://BUCKET/PATH}
 * @param requestsPerMinute of a key
 * @param trustedProxies addresses and networks of proxies that say whom they connect
 * @param turnUrls of servers by which browsers in a call find each other; none for one network
 * @param turnSecret that the relays among them share
 * @param oidc by whom staff are signed in; null where one-time links alone sign them in
 * @param plainWebhooks whether endpoints of webhooks may be of http
 */
public record GatewaySettings(
    String host,
    int port,
    URI publicAddress,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    String bootstrapServers,
    ObjectStoreAddress objectStore,
    URI recordings,
    int requestsPerMinute,
    List<String> trustedProxies,
    List<String> turnUrls,
    String turnSecret,
    OidcSettings oidc,
    boolean plainWebhooks) {
  public static final String HOST = "vkyc.gateway.host";
  public static final String PORT = "vkyc.gateway.port";
  public static final String PUBLIC_ADDRESS = "vkyc.gateway.public-address";
  public static final String DATABASE_URL = "vkyc.gateway.database.url";
  public static final String DATABASE_USER = "vkyc.gateway.database.user";
  public static final String DATABASE_PASSWORD = "vkyc.gateway.database.password";
  public static final String REQUESTS_PER_MINUTE = "vkyc.gateway.requests-per-minute";
  public static final String TRUSTED_PROXIES = "vkyc.gateway.trusted-proxies";
  public static final String TURN_URLS = "vkyc.gateway.turn.urls";
  public static final String TURN_SECRET = "vkyc.gateway.turn.secret";
  public static final String OIDC_ISSUER = "vkyc.gateway.oidc.issuer";
  public static final String OIDC_CLIENT_ID = "vkyc.gateway.oidc.client-id";
  public static final String OIDC_CLIENT_SECRET = "vkyc.gateway.oidc.client-secret";
  public static final String OIDC_TENANT = "vkyc.gateway.oidc.tenant";
  public static final String OIDC_ROLES_CLAIM = "vkyc.gateway.oidc.roles-claim";
  public static final String KAFKA = "vkyc.kafka.bootstrap-servers";
  public static final String RECORDINGS = "vkyc.recordings.uri";
  public static final String STORE_ENDPOINT = "vkyc.hadoop.fs.s3a.endpoint";
  public static final String STORE_REGION = "vkyc.hadoop.fs.s3a.endpoint.region";
  public static final String STORE_ACCESS_KEY = "vkyc.hadoop.fs.s3a.access.key";
  public static final String STORE_SECRET_KEY = "vkyc.hadoop.fs.s3a.secret.key";
  public static final String PLAIN_WEBHOOKS = "vkyc.webhooks.development";

  /** What every setting of the gateway alone begins with. */
  public static final String PREFIX = "vkyc.gateway.";

  private static final List<String> OWN =
      List.of(
          HOST,
          PORT,
          PUBLIC_ADDRESS,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          REQUESTS_PER_MINUTE,
          TRUSTED_PROXIES,
          TURN_URLS,
          TURN_SECRET,
          OIDC_ISSUER,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_TENANT,
          OIDC_ROLES_CLAIM);

  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_REQUESTS_PER_MINUTE = 600;
  private static final int HIGHEST_PORT = 65_535;
  private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|\\[::1]";

  /**
   * Reads them; settings of the jobs may stand among them.
   *
   * @throws IllegalArgumentException naming everything that is wrong with them
   */
  public static GatewaySettings of(Map<String, String> settings) {
    Reading reading = new Reading(settings);
    reading.refuseUnknown();
    GatewaySettings read =
        new GatewaySettings(
            reading.text(HOST, "127.0.0.1"),
            reading.number(PORT, DEFAULT_PORT, 0, HIGHEST_PORT),
            reading.address(PUBLIC_ADDRESS),
            reading.required(DATABASE_URL),
            reading.text(DATABASE_USER, ""),
            reading.text(DATABASE_PASSWORD, ""),
            reading.required(KAFKA),
            new ObjectStoreAddress(
                URI.create(reading.required(STORE_ENDPOINT)),
                reading.text(STORE_REGION, "us-east-1"),
                reading.required(STORE_ACCESS_KEY),
                reading.required(STORE_SECRET_KEY)),
            URI.create(reading.required(RECORDINGS)),
            reading.number(REQUESTS_PER_MINUTE, DEFAULT_REQUESTS_PER_MINUTE, 1, Integer.MAX_VALUE),
            reading.proxies(),
            reading.turnUrls(),
            reading.text(TURN_SECRET, ""),
            reading.oidc(),
            Boolean.parseBoolean(reading.text(PLAIN_WEBHOOKS, "false")));
    if (!reading.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reading.faults));
    }
    return read;
  }

  /**
   * What is wrong with the gateway's own settings, where the stack sets the others.
   *
   * @throws IllegalArgumentException naming everything that is wrong with them
   */
  public static void checkOwn(Map<String, String> settings) {
    Reading reading = new Reading(settings);
    reading.refuseUnknown();
    reading.number(PORT, DEFAULT_PORT, 0, HIGHEST_PORT);
    reading.address(PUBLIC_ADDRESS);
    reading.number(REQUESTS_PER_MINUTE, DEFAULT_REQUESTS_PER_MINUTE, 1, Integer.MAX_VALUE);
    reading.proxies();
    reading.turnUrls();
    reading.oidc();
    if (!reading.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reading.faults));
    }
  }

  /** Without what must not stand in a log. */
  @Override
  public String toString() {
    return "GatewaySettings[%s:%d, %s, %s]".formatted(host, port, bootstrapServers, recordings);
  }

  /** Reads settings, and gathers what is wrong with them. */
  private static final class Reading {
    private final Map<String, String> settings;
    private final List<String> faults = new ArrayList<>();

    Reading(Map<String, String> settings) {
      this.settings = settings;
    }

    void refuseUnknown() {
      for (String key : new TreeSet<>(settings.keySet())) {
        if (key.startsWith(PREFIX) && !OWN.contains(key)) {
          faults.add("%s: no such setting; there are %s".formatted(key, String.join(", ", OWN)));
        }
      }
    }

    String text(String key, String fallback) {
      return settings.getOrDefault(key, fallback);
    }

    String required(String key) {
      String value = settings.getOrDefault(key, "");
      if (value.isBlank()) {
        faults.add(key + " is not set");
      }
      return value;
    }

    int number(String key, int fallback, int least, int most) {
      String value = settings.get(key);
      if (value == null) {
        return fallback;
      }
      try {
        int number = Integer.parseInt(value.strip());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, with what it may be.
      }
      faults.add("%s: %s is no number from %d to %d".formatted(key, value, least, most));
      return fallback;
    }

    private List<String> list(String key) {
      return Arrays.stream(text(key, "").split(","))
          .map(String::strip)
          .filter(one -> !one.isEmpty())
          .toList();
    }

    List<String> turnUrls() {
      List<String> urls = list(TURN_URLS);
      urls.stream()
          .filter(url -> !url.matches("(stuns?|turns?):[^\\s/?@]+(\\?transport=(udp|tcp))?"))
          .forEach(
              url ->
                  faults.add(
                      "%s: %s is no address such as turns:turn.example.com:443?transport=tcp"
                          .formatted(TURN_URLS, url)));
      if (urls.stream().anyMatch(url -> url.startsWith("turn"))
          && text(TURN_SECRET, "").isBlank()) {
        faults.add("%s is not set, which the relays of %s share".formatted(TURN_SECRET, TURN_URLS));
      }
      return urls;
    }

    /** All that a provider needs or nothing: half of it would sign nobody in. */
    OidcSettings oidc() {
      List<String> needed = List.of(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_TENANT);
      List<String> missing = needed.stream().filter(key -> text(key, "").isBlank()).toList();
      if (missing.equals(needed) && !settings.containsKey(OIDC_ROLES_CLAIM)) {
        return null;
      }
      missing.forEach(
          key -> faults.add(key + " is not set, which sign-in by OpenID Connect needs"));
      String rolesClaim = text(OIDC_ROLES_CLAIM, OidcSettings.ROLES_CLAIM).strip();
      if (rolesClaim.isEmpty()) {
        faults.add(OIDC_ROLES_CLAIM + " is empty; it names a claim such as realm_access.roles");
      }
      return new OidcSettings(
          missing.contains(OIDC_ISSUER) ? null : issuer(),
          text(OIDC_CLIENT_ID, "").strip(),
          text(OIDC_CLIENT_SECRET, ""),
          text(OIDC_TENANT, "").strip(),
          rolesClaim);
    }

    /** What it says of people is believed: nobody may change it on its way. */
    private URI issuer() {
      String value = text(OIDC_ISSUER, "").strip();
      try {
        URI issuer = URI.create(value);
        boolean plain = issuer.getQuery() == null && issuer.getFragment() == null;
        if (issuer.getHost() != null
            && plain
            && ("https".equals(issuer.getScheme())
                || ("http".equals(issuer.getScheme()) && issuer.getHost().matches(LOOPBACK)))) {
          return issuer;
        }
      } catch (IllegalArgumentException e) {
        // Told below, with what it may be.
      }
      faults.add(
          "%s: %s is no address such as https://login.example.com; http is for this machine alone"
              .formatted(OIDC_ISSUER, value));
      return null;
    }

    List<String> proxies() {
      List<String> proxies = list(TRUSTED_PROXIES);
      try {
        new SourceAddress(proxies);
      } catch (IllegalArgumentException e) {
        faults.add("%s: %s".formatted(TRUSTED_PROXIES, e.getMessage()));
      }
      return proxies;
    }

    URI address(String key) {
      String value = settings.get(key);
      if (value == null) {
        return null;
      }
      try {
        URI address = URI.create(value.strip());
        if (address.getHost() != null && address.getScheme().matches("https?")) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        // Told below, with what it may be.
      }
      faults.add("%s: %s is no address such as https://kyc.example.com".formatted(key, value));
      return null;
    }
  }
}
