package io.verilock.vkyc.jobs.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEvent;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.co.CoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanOutEventsTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  private TwoInputStreamOperatorTestHarness<Dispatch, EndpointChange, Delivery> operator;

  @BeforeEach
  void start() throws Exception {
    operator =
        new TwoInputStreamOperatorTestHarness<>(
            new CoProcessOperator<>(
                new FanOutEvents(
                    () ->
                        List.of(
                            endpoint("ep_all", "bank", true, 1),
                            endpoint("ep_reviewed", "bank", true, 1, "video.reviewed"),
                            endpoint("ep_off", "bank", false, 1),
                            endpoint("ep_other", "shop", true, 1)))));
    operator.setup(TypeInformation.of(Delivery.class).createSerializer(new SerializerConfigImpl()));
    operator.open();
  }

  @AfterEach
  void stop() throws Exception {
    operator.close();
  }

  @Test
  void everyEndpointOfTheTenantThatWantsTheTypeGetsIt() throws Exception {
    assertThat(receivers("bank", "video.completed")).containsExactly("ep_all");
    assertThat(receivers("bank", "video.reviewed"))
        .containsExactlyInAnyOrder("ep_all", "ep_reviewed");
    assertThat(receivers("shop", "video.reviewed")).containsExactly("ep_other");
    assertThat(receivers("nobody", "video.reviewed")).isEmpty();
  }

  @Test
  void endpointsMayChangeWhileTheJobRuns() throws Exception {
    change(endpoint("ep_new", "bank", true, 2));
    change(endpoint("ep_all", "bank", false, 2));
    assertThat(receivers("bank", "video.completed")).containsExactly("ep_new");

    change(endpoint("ep_all", "bank", true, 1));
    assertThat(receivers("bank", "video.completed")).as("old news").containsExactly("ep_new");

    change(new EndpointChange("ep_new", null));
    assertThat(receivers("bank", "video.completed")).isEmpty();
  }

  @Test
  void theBodyIsTheEventAsTheContractNamesIt() throws Exception {
    operator.processElement1(new StreamRecord<>(Dispatch.of(received("bank", "video.completed"))));
    Delivery delivery = operator.extractOutputValues().get(0);

    JsonNode body = new ObjectMapper().readTree(delivery.body());
    assertThat(body.get("type").textValue()).isEqualTo("video.completed");
    assertThat(body.get("timestamp").textValue()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(body.get("data").get("session_id").textValue()).isEqualTo("anna");
    assertThat(body.get("data").get("status").textValue()).isEqualTo("completed");
    assertThat(delivery.partition()).isEqualTo(3);
    assertThat(delivery.offset()).isEqualTo(7);
    assertThat(delivery.eventId()).isEqualTo("evt_1");
  }

  @Test
  void aRequestGoesToTheEndpointItNamesAlone() throws Exception {
    operator.processElement1(new StreamRecord<>(asked("ep_reviewed", false)));

    assertThat(operator.extractOutputValues()).hasSize(1);
    assertThat(operator.extractOutputValues().get(0).endpointId()).isEqualTo("ep_reviewed");
    assertThat(operator.extractOutputValues().get(0).requestId()).isEqualTo("req_1");
  }

  @Test
  void aReplayNeverGoesToAnotherTenantsEndpoint() throws Exception {
    operator.processElement1(new StreamRecord<>(asked("ep_other", false)));
    operator.processElement1(new StreamRecord<>(asked("ep_missing", true)));

    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(operator.getSideOutput(FanOutEvents.DEAD_LETTERS))
        .extracting(StreamRecord::getValue)
        .extracting(DeadLetter::getCode)
        .containsExactly("endpoint_unknown", "endpoint_unknown");
  }

  private List<String> receivers(String tenant, String type) throws Exception {
    int before = operator.extractOutputValues().size();
    operator.processElement1(new StreamRecord<>(Dispatch.of(received(tenant, type))));
    List<Delivery> all = operator.extractOutputValues();
    return all.subList(before, all.size()).stream().map(Delivery::endpointId).toList();
  }

  private void change(EndpointChange change) throws Exception {
    operator.processElement2(new StreamRecord<>(change));
  }

  private static Dispatch asked(String endpointId, boolean test) {
    return new Dispatch(event("bank", "video.completed"), 3, 7, endpointId, "req_1", test);
  }

  private static io.verilock.vkyc.jobs.io.Received<WebhookEvent> received(
      String tenant, String type) {
    return new io.verilock.vkyc.jobs.io.Received<>(event(tenant, type), "video.webhooks", 3, 7, 1);
  }

  private static WebhookEvent event(String tenant, String type) {
    VideoResult result =
        VideoResult.newBuilder()
            .setSessionId("anna")
            .setTenantId(tenant)
            .setVideoMode(VideoMode.self_record)
            .setStatus(SessionStatus.completed)
            .build();
    return new WebhookEvent("evt_1", type, tenant, "anna", TIME, result, null);
  }

  private static EndpointChange endpoint(
      String id, String tenant, boolean enabled, int version, String... types) {
    return new EndpointChange(
        id,
        WebhookEndpoint.newBuilder()
            .setEndpointId(id)
            .setTenantId(tenant)
            .setUrl("https://example.com")
            .setEventTypes(List.of(types))
            .setEnabled(enabled)
            .setSigningKeys(List.of(new SigningKey("whsec_x", null)))
            .setUpdatedAt(TIME.plusSeconds(version))
            .build());
  }
}
