package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.StackException;
import io.verilock.vkyc.gateway.Gateway;
import io.verilock.vkyc.gateway.GatewaySettings;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.jobs.analysis.KafkaAnalysisEnds;
import io.verilock.vkyc.jobs.analysis.ModelSource;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisJob;
import io.verilock.vkyc.jobs.analytics.KafkaAnalyticsEnds;
import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsConfig;
import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsJob;
import io.verilock.vkyc.jobs.webhooks.KafkaDispatchEnds;
import io.verilock.vkyc.jobs.webhooks.WebhookDispatchConfig;
import io.verilock.vkyc.jobs.webhooks.WebhookDispatchJob;
import io.verilock.vkyc.local.stack.StackPorts.Part;
import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedDatabase;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything the system needs: Kafka, an object store, Flink, the jobs, the gateway in this
 * process, PostgreSQL in processes that end with it. One stack runs on a folder at a time; the next
 * one on it goes on where this one left off.
 */
public final class LocalStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
  private static final String BUCKET = "vkyc-recordings";
  private static final int DISPATCH_PARALLELISM = 1;
  private static final int ANALYTICS_PARALLELISM = 1;
  private static final Duration JOB_START = Duration.ofMinutes(2);
  private static final long ASKED_EVERY_MILLIS = 50;

  private final Path folder;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private StackAddress address;
  private String firstKey;

  /** Null where the tables are in another one. */
  private EmbeddedDatabase ownDatabase;

  private Map<String, URI> signInLinks = Map.of();

  private LocalStack(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts a stack.
   *
   * @param settings of the jobs, beyond where the stack is
   * @param says told what is done, line by line
   * @throws StackException if the folder is in use, or a part does not start
   */
  public static LocalStack start(
      Path folder, int parallelism, Map<String, String> settings, Consumer<String> says)
      throws StackException {
    return start(folder, parallelism, settings, ModelSource::of, says);
  }

  /**
   * Starts a stack with models from elsewhere.
   *
   * @param models gives the chosen models
   */
  static LocalStack start(
      Path folder,
      int parallelism,
      Map<String, String> settings,
      Function<ModelChoice, ModelSource> models,
      Consumer<String> says)
      throws StackException {
    LocalStack stack = new LocalStack(folder);
    try {
      stack.lock();
      stack.startParts(parallelism, settings, models, says);
      return stack;
    } catch (StackException e) {
      stack.close();
      throw e;
    } catch (InterruptedException e) {
      stack.close();
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while starting", e);
    } catch (Exception e) {
      stack.close();
      throw new StackException("the stack did not start: " + e.getMessage(), e);
    }
  }

  /** Where to find it. */
  public StackAddress address() {
    return address;
  }

  /** An API key of the tenant {@code default} that may do everything. */
  public String firstKey() {
    return firstKey;
  }

  /** Links that sign people in to the pages for staff, once, by what they may do there. */
  public Map<String, URI> signInLinks() {
    return signInLinks;
  }

  /** Leaves it to the caller to close this when the process ends: nothing of it ends before. */
  public void stopsInOrder() {
    if (ownDatabase != null) {
      ownDatabase.stopsInOrder();
    }
  }

  /** Stops everything, last started first. What fails to stop is logged; the rest still stops. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the stack did not stop cleanly", e);
      }
    }
  }

  private void lock() throws IOException, StackException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    parts.push(channel);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new StackException(
          "another stack runs on %s; stop it, or give this one another folder with --data"
              .formatted(folder));
    }
  }

  private void startParts(
      int parallelism,
      Map<String, String> settings,
      Function<ModelChoice, ModelSource> models,
      Consumer<String> says)
      throws Exception {
    says.accept("loading the models");
    ModelSource source = models.apply(VideoAnalysisConfig.models(Configuration.fromMap(settings)));
    // Held by the stack, so that a restart of the job does not load them again.
    SharedModels.Lease lease = source.acquire();
    parts.push(lease);
    StackPorts ports = new StackPorts(folder, says);
    says.accept("starting Kafka");
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            folder.resolve("kafka"), ports.of(Part.KAFKA), ports.of(Part.KAFKA_CONTROLLER));
    parts.push(kafka);
    says.accept("starting the object store");
    Credentials credentials = Credentials.random();
    EmbeddedObjectStore store =
        EmbeddedObjectStore.start(
            folder.resolve("objects"), BUCKET, credentials, ports.of(Part.OBJECT_STORE));
    parts.push(store);
    says.accept("starting Flink");
    S3Plugin.install(folder.resolve("flink"), store, credentials);
    EmbeddedFlink flink =
        EmbeddedFlink.start(
            folder.resolve("flink"),
            parallelism + DISPATCH_PARALLELISM + ANALYTICS_PARALLELISM,
            ports.of(Part.FLINK));
    parts.push(flink);
    Map<String, String> database = database(settings, ports, says);
    int gatewayPort = gatewayPort(settings, ports);
    address =
        new StackAddress(
            ProcessHandle.current().pid(),
            StackAddress.startOf(ProcessHandle.current()),
            kafka.bootstrapServers(),
            store.endpoint().toString(),
            BUCKET,
            credentials.accessKey(),
            credentials.secretKey(),
            flink.webPage().toString(),
            "http://127.0.0.1:" + gatewayPort,
            database.get(GatewaySettings.DATABASE_URL),
            database.get(GatewaySettings.DATABASE_USER),
            database.get(GatewaySettings.DATABASE_PASSWORD));
    Map<String, String> all = new HashMap<>(address.jobSettings());
    all.put(ScoreAnalyticsConfig.TABLE.key(), address.table());
    all.putAll(settings);
    StackSettings byJob = StackSettings.of(all);
    // Before the jobs, which take long to start: its port is free now.
    says.accept("starting the gateway");
    Map<String, String> ofGateway = new HashMap<>(all);
    ofGateway.putAll(database);
    ofGateway.put(GatewaySettings.PORT, Integer.toString(gatewayPort));
    GatewaySettings gateway = GatewaySettings.of(ofGateway);
    parts.push(Gateway.start(gateway));
    says.accept("starting the video analysis job");
    startAnalysis(flink, byJob.analysis(), source, parallelism);
    says.accept("starting the webhook dispatch job");
    startDispatch(flink, byJob.dispatch());
    says.accept("starting the score analytics job");
    startAnalytics(flink, byJob.analytics());
    try (Database tables =
        Database.open(gateway.databaseUrl(), gateway.databaseUser(), gateway.databasePassword())) {
      firstKey = FirstKey.of(tables, folder);
      URI pages =
          gateway.publicAddress() == null ? URI.create(address.gateway()) : gateway.publicAddress();
      signInLinks = FirstStaff.links(tables, pages);
    }
    address.write(folder);
    parts.push(() -> StackAddress.remove(folder));
  }

  /** Where the gateway's tables are: in a database of one's own, or in one that is started here. */
  private Map<String, String> database(
      Map<String, String> settings, StackPorts ports, Consumer<String> says) throws IOException {
    if (settings.containsKey(GatewaySettings.DATABASE_URL)) {
      return Map.of(
          GatewaySettings.DATABASE_URL,
          settings.get(GatewaySettings.DATABASE_URL),
          GatewaySettings.DATABASE_USER,
          settings.getOrDefault(GatewaySettings.DATABASE_USER, ""),
          GatewaySettings.DATABASE_PASSWORD,
          settings.getOrDefault(GatewaySettings.DATABASE_PASSWORD, ""));
    }
    says.accept("starting PostgreSQL");
    EmbeddedDatabase database =
        EmbeddedDatabase.start(folder.resolve("postgres"), ports.of(Part.DATABASE));
    parts.push(database);
    ownDatabase = database;
    return Map.of(
        GatewaySettings.DATABASE_URL,
        database.url(),
        GatewaySettings.DATABASE_USER,
        EmbeddedDatabase.USER,
        GatewaySettings.DATABASE_PASSWORD,
        "");
  }

  private static int gatewayPort(Map<String, String> settings, StackPorts ports)
      throws IOException {
    String set = settings.get(GatewaySettings.PORT);
    return set == null ? ports.of(Part.GATEWAY) : Integer.parseInt(set);
  }

  private static void startAnalysis(
      EmbeddedFlink flink, Configuration settings, ModelSource models, int parallelism)
      throws Exception {
    VideoAnalysisConfig config = VideoAnalysisConfig.from(settings, KafkaAnalysisEnds.SETTINGS);
    KafkaAnalysisEnds ends = new KafkaAnalysisEnds(settings);
    ends.tell(config.policies());
    JobID job =
        flink.run(
            VideoAnalysisJob.NAME,
            parallelism,
            env -> VideoAnalysisJob.build(env, config, ends, models));
    awaitStart(flink, job, "the video analysis job");
  }

  private static void startDispatch(EmbeddedFlink flink, Configuration settings) throws Exception {
    WebhookDispatchConfig config = WebhookDispatchConfig.from(settings, KafkaDispatchEnds.SETTINGS);
    JobID job =
        flink.run(
            WebhookDispatchJob.NAME,
            DISPATCH_PARALLELISM,
            env ->
                WebhookDispatchJob.build(
                    env,
                    config,
                    new KafkaDispatchEnds(settings, config),
                    WebhookDispatchJob.sender(config)));
    awaitStart(flink, job, "the webhook dispatch job");
  }

  private static void startAnalytics(EmbeddedFlink flink, Configuration settings) throws Exception {
    ScoreAnalyticsConfig config = ScoreAnalyticsConfig.from(settings, KafkaAnalyticsEnds.SETTINGS);
    JobID job =
        flink.run(
            ScoreAnalyticsJob.NAME,
            ANALYTICS_PARALLELISM,
            env -> ScoreAnalyticsJob.build(env, config, new KafkaAnalyticsEnds(settings, config)));
    awaitStart(flink, job, "the score analytics job");
  }

  private static void awaitStart(EmbeddedFlink flink, JobID job, String name) throws Exception {
    long deadline = System.nanoTime() + JOB_START.toNanos();
    while (!flink.running(job)) {
      var failure = flink.failure(job);
      if (failure.isPresent()) {
        throw new StackException(
            "%s does not start: %s".formatted(name, failure.get().lines().findFirst().orElse("")));
      }
      if (System.nanoTime() > deadline) {
        throw new StackException("%s did not start within %s".formatted(name, JOB_START));
      }
      // Flink tells of a job's status, not of its tasks': it has to be asked again.
      TimeUnit.MILLISECONDS.sleep(ASKED_EVERY_MILLIS);
    }
  }
}
