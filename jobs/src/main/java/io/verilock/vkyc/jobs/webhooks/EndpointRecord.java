package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Circuit;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What is kept of the endpoint that is the current key: its settings and how it does. */
final class EndpointRecord {
  static final ValueStateDescriptor<WebhookEndpoint> ENDPOINT =
      new ValueStateDescriptor<>("endpoint", TypeInformation.of(WebhookEndpoint.class));
  private static final ValueStateDescriptor<Circuit> CIRCUIT =
      new ValueStateDescriptor<>("circuit", TypeInformation.of(Circuit.class));
  private static final ValueStateDescriptor<String> REFUSAL =
      new ValueStateDescriptor<>("refusal", Types.STRING);

  private final ValueState<WebhookEndpoint> endpoint;
  private final ValueState<Circuit> circuit;
  private final ValueState<String> refusal;

  EndpointRecord(KeyedStateStore state) {
    endpoint = state.getState(ENDPOINT);
    circuit = state.getState(CIRCUIT);
    refusal = state.getState(REFUSAL);
  }

  /** Its settings; null where it is not known, or was removed. */
  WebhookEndpoint endpoint() throws Exception {
    return endpoint.value();
  }

  /** Keeps its settings; null forgets them. */
  void keep(WebhookEndpoint settings) throws Exception {
    endpoint.update(settings);
  }

  Circuit circuit() throws Exception {
    Circuit kept = circuit.value();
    return kept == null ? Circuit.CLOSED : kept;
  }

  EndpointHealth health() throws Exception {
    return new EndpointHealth(circuit(), refusal.value());
  }

  /** Keeps how it does: nothing where nothing is known against it. */
  void keep(EndpointHealth health) throws Exception {
    circuit.update(health.circuit().equals(Circuit.CLOSED) ? null : health.circuit());
    refusal.update(health.refusal());
  }
}
