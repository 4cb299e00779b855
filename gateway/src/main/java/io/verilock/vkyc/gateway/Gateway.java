package io.verilock.vkyc.gateway;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.verilock.vkyc.client.results.UrlSigner;
import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.gateway.access.Access;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.RateLimits;
import io.verilock.vkyc.gateway.analytics.AnalyticsOperations;
import io.verilock.vkyc.gateway.analytics.DistributionReader;
import io.verilock.vkyc.gateway.analytics.TenantDistributions;
import io.verilock.vkyc.gateway.audit.AuditOperations;
import io.verilock.vkyc.gateway.calls.AgentOperations;
import io.verilock.vkyc.gateway.calls.CallFigures;
import io.verilock.vkyc.gateway.calls.CallNews;
import io.verilock.vkyc.gateway.calls.CallOperations;
import io.verilock.vkyc.gateway.calls.CallSweep;
import io.verilock.vkyc.gateway.calls.RoomOperations;
import io.verilock.vkyc.gateway.calls.TurnServers;
import io.verilock.vkyc.gateway.consent.ConsentOperations;
import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.gateway.http.Detours;
import io.verilock.vkyc.gateway.http.Detours.Detour;
import io.verilock.vkyc.gateway.http.Edge;
import io.verilock.vkyc.gateway.http.KeptAnswers;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.PageFiles;
import io.verilock.vkyc.gateway.http.SourceAddress;
import io.verilock.vkyc.gateway.http.UnreadableRequests;
import io.verilock.vkyc.gateway.keys.KeyOperations;
import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.policies.PolicyOperations;
import io.verilock.vkyc.gateway.results.Projection;
import io.verilock.vkyc.gateway.results.ResultOperations;
import io.verilock.vkyc.gateway.reviews.ReviewCase;
import io.verilock.vkyc.gateway.reviews.ReviewOperations;
import io.verilock.vkyc.gateway.scores.LiveScores;
import io.verilock.vkyc.gateway.service.Health;
import io.verilock.vkyc.gateway.service.Metrics;
import io.verilock.vkyc.gateway.service.ServiceOperations;
import io.verilock.vkyc.gateway.sessions.SessionOperations;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.staff.OidcSignIn;
import io.verilock.vkyc.gateway.staff.Staff;
import io.verilock.vkyc.gateway.staff.StaffOperations;
import io.verilock.vkyc.gateway.tenants.SettingsOperations;
import io.verilock.vkyc.gateway.tenants.TenantSettings;
import io.verilock.vkyc.gateway.uploads.SessionObjects;
import io.verilock.vkyc.gateway.uploads.UploadOperations;
import io.verilock.vkyc.gateway.webhooks.WebhookOperations;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway that runs: everything a request needs, put together. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** After which a record that Kafka did not take is answered with 503. */
  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);

  /** What is being answered is answered, before the gateway stops. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  /** Look what is new in calls that somebody follows. */
  private static final int FOLLOWERS = 4;

  /** Of a request, its address among it: what is longer is not read. */
  private static final int LONGEST_HEAD = 32 << 10;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Health health;
  private final URI address;

  private Gateway(GatewaySettings settings) throws IOException {
    Database database =
        part(
            Database.open(
                settings.databaseUrl(), settings.databaseUser(), settings.databasePassword()));
    TopicSender sender = part(new TopicSender(settings.bootstrapServers(), KAFKA_PATIENCE));
    SessionObjects objects =
        part(new SessionObjects(settings.objectStore(), settings.recordings()));
    CallNews news = part(new CallNews(database.pool()));
    LiveScores scores =
        part(
            new LiveScores(
                settings.bootstrapServers(),
                sessionId -> news.tellHere(RoomOperations.scoresOf(sessionId))));
    UrlSigner signer = part(new UrlSigner(settings.objectStore()));
    Outbox outbox = part(new Outbox(database.jdbi(), sender));
    part(KeptAnswers.forgetting(database.jdbi()));
    part(new Projection(database.jdbi(), settings.bootstrapServers()));
    TenantDistributions distributions = new TenantDistributions();
    part(DistributionReader.start(settings.bootstrapServers(), distributions));
    Map<String, BooleanSupplier> checks = new LinkedHashMap<>();
    checks.put("database", database::answers);
    checks.put("kafka", () -> sender.knows(Topics.SESSIONS));
    checks.put("object_store", objects::answers);
    health = new Health(checks);
    Contract contract = new Contract();
    Metrics metrics = new Metrics();
    ApiKeys keys = new ApiKeys(database.jdbi());
    int port = settings.port() == 0 ? freePort() : settings.port();
    address = URI.create("http://%s:%d".formatted(settings.host(), port));
    URI publicAddress = settings.publicAddress() == null ? address : settings.publicAddress();
    Map<String, Operation> operations = new HashMap<>();
    operations.putAll(new SessionOperations(outbox, publicAddress, new SecureRandom()).all());
    operations.putAll(new ConsentOperations(outbox).all());
    operations.putAll(new UploadOperations(database.jdbi(), sender, objects, scores, outbox).all());
    operations.putAll(new ResultOperations(signer).all());
    operations.putAll(
        new ReviewOperations(outbox, new ReviewCase(database.jdbi(), signer, objects)).all());
    operations.putAll(new StaffOperations(publicAddress, settings.oidc() != null).all());
    operations.putAll(SettingsOperations.all());
    operations.putAll(AgentOperations.all());
    operations.putAll(CallOperations.all());
    operations.putAll(CallFigures.all());
    part(new CallSweep(database.jdbi(), outbox));
    ExecutorService followers = Executors.newFixedThreadPool(FOLLOWERS);
    part(followers::shutdown);
    operations.putAll(
        new RoomOperations(
                database.jdbi(),
                news,
                scores,
                new TurnServers(settings.turnUrls(), settings.turnSecret()),
                followers)
            .all());
    WebhookOperations webhooks =
        part(
            new WebhookOperations(
                database.jdbi(), settings.bootstrapServers(), outbox, settings.plainWebhooks()));
    operations.putAll(webhooks.all());
    operations.putAll(part(new PolicyOperations(settings.bootstrapServers())).all());
    operations.putAll(new KeyOperations(keys).all());
    operations.putAll(AuditOperations.all());
    operations.putAll(new AnalyticsOperations(distributions).all());
    operations.putAll(new ServiceOperations(contract, health, metrics).all());
    Access access =
        new Access(
            keys,
            secret -> Staff.caller(database.jdbi(), secret),
            hash -> database.jdbi().withHandle(handle -> Sessions.applicant(handle, hash)));
    RateLimits limits = new RateLimits(database.pool(), settings.requestsPerMinute());
    SourceAddress source = new SourceAddress(settings.trustedProxies());
    Edge edge =
        new Edge(
            contract,
            operations,
            UploadOperations.bodyLimits(),
            access,
            limits,
            database.jdbi(),
            metrics,
            source);
    Map<String, Detour> signIn =
        settings.oidc() == null
            ? Map.of()
            : new OidcSignIn(database.jdbi(), settings.oidc(), publicAddress).all();
    Detours detours = new Detours(signIn, limits, source, metrics);
    Javalin http = Javalin.create(config -> configure(config, edge, detours, settings, database));
    http.start(settings.host(), port);
    part(http::stop);
  }

  /**
   * Starts a gateway.
   *
   * @throws IOException if a part of it does not start
   */
  public static Gateway start(GatewaySettings settings) throws IOException {
    return new Gateway(settings);
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  /** Answers what came, takes nothing more, and stops. */
  @Override
  public void close() {
    health.stopping();
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the gateway did not stop cleanly", e);
      }
    }
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private static void configure(
      JavalinConfig config,
      Edge edge,
      Detours detours,
      GatewaySettings settings,
      Database database) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(LONGEST_STOP.toMillis());
          server.setErrorHandler(new UnreadableRequests());
          GracefulHandler graceful = new GracefulHandler();
          graceful.setHandler(server.getHandler());
          server.setHandler(graceful);
        });
    // Odd paths are answered as the contract has it, not by the server before it.
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setUriCompliance(UriCompliance.UNSAFE);
          http.setRequestHeaderSize(LONGEST_HEAD);
          http.setSendServerVersion(false);
        });
    edge.configure(config);
    detours.configure(config);
    PageFiles.configure(
        config,
        settings.objectStore().endpoint(),
        sessionId ->
            database.jdbi().withHandle(handle -> TenantSettings.embedOrigins(handle, sessionId)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
