package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Makes one delivery per endpoint that gets an event.
 *
 * <p>It keeps the table of all endpoints, and no state: the table is read whole when it opens, so
 * that no event is missed for an endpoint that is not known yet, and follows the changes from then
 * on.
 */
final class FanOutEvents extends CoProcessFunction<Dispatch, EndpointChange, Delivery> {
  static final String UID = "fan-out-events";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", TypeInformation.of(DeadLetter.class));
  private static final long serialVersionUID = 1;

  private final DispatchEnds.EndpointsNow endpointsNow;
  private transient EndpointTable endpoints;
  private transient Counter unwanted;

  FanOutEvents(DispatchEnds.EndpointsNow endpointsNow) {
    this.endpointsNow = endpointsNow;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    unwanted = getRuntimeContext().getMetricGroup().counter("eventsWithoutEndpoint");
    endpoints = new EndpointTable();
    endpointsNow.read().forEach(endpoints::apply);
  }

  @Override
  public void processElement1(Dispatch dispatch, Context context, Collector<Delivery> out) {
    if (dispatch.endpointId() != null) {
      sendTo(dispatch, context, out);
      return;
    }
    List<WebhookEndpoint> wanting =
        endpoints.wanting(dispatch.event().getTenantId(), dispatch.event().getType());
    if (wanting.isEmpty()) {
      unwanted.inc();
      return;
    }
    byte[] body = Delivery.body(dispatch);
    for (WebhookEndpoint endpoint : wanting) {
      out.collect(Delivery.of(dispatch, endpoint.getEndpointId(), body));
    }
  }

  @Override
  public void processElement2(EndpointChange change, Context context, Collector<Delivery> out) {
    endpoints.apply(change);
  }

  private void sendTo(Dispatch dispatch, Context context, Collector<Delivery> out) {
    String endpointId = dispatch.endpointId();
    // A tenant's results are for its own endpoints, whatever a request says.
    boolean own =
        endpoints
            .endpoint(endpointId)
            .filter(
                endpoint ->
                    dispatch.test()
                        || endpoint.getTenantId().equals(dispatch.event().getTenantId()))
            .isPresent();
    if (own) {
      out.collect(Delivery.of(dispatch, endpointId, Delivery.body(dispatch)));
      return;
    }
    context.output(
        DEAD_LETTERS,
        DeadLetterCode.ENDPOINT_UNKNOWN.letter(
            UID,
            Topics.WEBHOOKS.name(),
            dispatch.partition(),
            dispatch.offset(),
            dispatch.event().getSessionId(),
            "the tenant has no endpoint " + endpointId));
  }
}
