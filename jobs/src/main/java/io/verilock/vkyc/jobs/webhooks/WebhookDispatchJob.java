package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.HttpSender;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.ParseRecords;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.io.WriteDeadLetters;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WebhookRequest;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
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
    WebhookDispatchConfig config = WebhookDispatchConfig.from(settings);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.strict(new Configuration()));
    build(env, config, new KafkaDispatchEnds(settings, config.development()), sender(config));
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
        ends.events(env)
            .process(new ParseRecords<>("parse-events", Topics.WEBHOOKS, RecordRules::event))
            .returns(EVENT)
            .uid("parse-events")
            .name("parse-events");
    var requests =
        ends.requests(env)
            .process(
                new ParseRecords<>("parse-requests", Topics.WEBHOOK_REQUESTS, RecordRules::request))
            .returns(REQUEST)
            .uid("parse-requests")
            .name("parse-requests");
    var endpoints =
        ends.endpoints(env)
            .process(new ParseEndpoints(config.development()))
            .uid(ParseEndpoints.UID)
            .name(ParseEndpoints.UID);

    var dispatches =
        events
            .map(Dispatch::of)
            .uid("dispatch-events")
            .name("dispatch-events")
            .union(
                requests.map(Dispatch::asked).uid("dispatch-requests").name("dispatch-requests"));
    var deliveries =
        dispatches
            .connect(endpoints.broadcast())
            .process(new FanOutEvents(ends.endpointsNow()))
            .uid(FanOutEvents.UID)
            .name(FanOutEvents.UID);
    var outcomes =
        deliveries
            .keyBy(Delivery::endpointId)
            .connect(endpoints.keyBy(EndpointChange::endpointId))
            .transform(
                DeliverWebhooks.UID,
                TypeInformation.of(Outgoing.class),
                new DeliverWebhooksFactory(sender, config.schedule(), config.concurrency()))
            .uid(DeliverWebhooks.UID);

    var letters =
        events
            .getSideOutput(ParseRecords.DEAD_LETTERS)
            .union(
                requests.getSideOutput(ParseRecords.DEAD_LETTERS),
                endpoints.getSideOutput(ParseEndpoints.DEAD_LETTERS),
                deliveries.getSideOutput(FanOutEvents.DEAD_LETTERS),
                outcomes.getSideOutput(DeliverWebhooks.DEAD_LETTERS))
            .map(new WriteDeadLetters())
            .uid(WriteDeadLetters.UID)
            .name(WriteDeadLetters.UID);
    ends.write(outcomes.union(letters));
  }
}
