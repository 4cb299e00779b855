package io.verilock.vkyc.jobs.webhooks;

import static io.verilock.vkyc.jobs.io.Steps.counted;
import static io.verilock.vkyc.jobs.io.Steps.named;
import static io.verilock.vkyc.jobs.io.Steps.parsed;

import io.verilock.vkyc.jobs.delivery.HttpSender;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.ParseRecords;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WebhookRequest;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The job that dispatches webhooks.
 *
 * <pre>
 *  events ───▶ parse-events ───┐
 *  requests ─▶ parse-requests ─┴▶ fan-out-events ─▶ deliver-webhooks ─▶ attempts, status, dead letters
 *                                       ▲                 ▲
 *  endpoints ▶ parse-endpoints ─────────┴─────────────────┘
 * </pre>
 */
public final class WebhookDispatchJob {
  /** Name of the job. */
  public static final String NAME = "webhook-dispatch";

  private static final TypeInformation<Received<WebhookEvent>> EVENT =
      TypeInformation.of(new TypeHint<>() {});
  private static final TypeInformation<Received<WebhookRequest>> REQUEST =
      TypeInformation.of(new TypeHint<>() {});

  private WebhookDispatchJob() {}

  /** Runs the job on Kafka; every argument is {@code --key value}, see docs/configuration.md. */
  public static void main(String[] args) throws Exception {
    Configuration settings = ParameterTool.fromArgs(args).getConfiguration();
    WebhookDispatchConfig config = WebhookDispatchConfig.from(settings, KafkaDispatchEnds.SETTINGS);
    StreamExecutionEnvironment env = FlinkSettings.environment();
    build(env, config, new KafkaDispatchEnds(settings, config), sender(config));
    env.execute(NAME);
  }

  /** What the settings say webhooks are sent with. */
  public static WebhookSender.Opener sender(WebhookDispatchConfig config) {
    return HttpSender.opener(config.timeout(), config.development());
  }

  /** Draws the graph. */
  public static void build(
      StreamExecutionEnvironment env,
      WebhookDispatchConfig config,
      DispatchEnds ends,
      WebhookSender.Opener sender) {
    var events =
        parsed(ends.events(env), "parse-events", Topics.WEBHOOKS, EVENT, DispatchRules::event);
    var requests =
        parsed(
            ends.requests(env),
            "parse-requests",
            Topics.WEBHOOK_REQUESTS,
            REQUEST,
            DispatchRules::request);
    var endpoints =
        named(
            ends.endpoints(env).process(new ParseEndpoints(config.development())),
            ParseEndpoints.UID);

    var dispatches =
        named(events.map(Dispatch::of), "dispatch-events")
            .union(named(requests.map(Dispatch::asked), "dispatch-requests"));
    var deliveries =
        named(
            dispatches
                .connect(endpoints.broadcast())
                .process(new FanOutEvents(ends.endpointsNow())),
            FanOutEvents.UID);
    var outcomes =
        named(
            deliveries
                .keyBy(Delivery::endpointId)
                .connect(endpoints.keyBy(EndpointChange::endpointId))
                .transform(
                    DeliverWebhooks.UID,
                    TypeInformation.of(Outgoing.class),
                    new DeliverWebhooksFactory(sender, config.schedule(), config.concurrency())),
            DeliverWebhooks.UID);

    DataStream<DeadLetter> deadLetters =
        events
            .getSideOutput(ParseRecords.DEAD_LETTERS)
            .union(
                requests.getSideOutput(ParseRecords.DEAD_LETTERS),
                endpoints.getSideOutput(ParseEndpoints.DEAD_LETTERS),
                deliveries.getSideOutput(FanOutEvents.DEAD_LETTERS),
                outcomes.getSideOutput(DeliverWebhooks.DEAD_LETTERS));
    ends.write(outcomes.union(counted(deadLetters)));
  }
}
