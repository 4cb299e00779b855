package io.verilock.vkyc.jobs.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParseEndpointsTest {
  private static final String SECRET = SigningSecret.generate(SigningSecret.Scheme.HMAC).text();

  private OneInputStreamOperatorTestHarness<RawRecord, EndpointChange> operator;

  @BeforeEach
  void start() throws Exception {
    operator =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ParseEndpoints(false)));
    operator.setup(
        TypeInformation.of(EndpointChange.class).createSerializer(new SerializerConfigImpl()));
    operator.open();
  }

  @AfterEach
  void stop() throws Exception {
    operator.close();
  }

  @Test
  void endpointsAndTheirRemovalAreChanges() throws Exception {
    WebhookEndpoint endpoint = endpoint();
    receive("ep_1", encoded(endpoint));
    receive("ep_1", null);

    assertThat(operator.extractOutputValues())
        .containsExactly(new EndpointChange("ep_1", endpoint), new EndpointChange("ep_1", null));
    assertThat(letters()).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsADeadLetterWithoutTheSecret() throws Exception {
    WebhookEndpoint plain = endpoint();
    plain.setUrl("http://example.com");
    WebhookEndpoint unsigned = endpoint();
    unsigned.setSigningKeys(List.of());
    WebhookEndpoint ending = endpoint();
    ending.setSigningKeys(List.of(new SigningKey(SECRET, Instant.EPOCH)));
    WebhookEndpoint badKey = endpoint();
    badKey.setSigningKeys(List.of(new SigningKey("hidden-key", null)));

    receive("ep_1", new byte[] {1, 2, 3});
    receive("ep_1", encoded(plain));
    receive("ep_1", encoded(unsigned));
    receive("ep_1", encoded(ending));
    receive("ep_1", encoded(badKey));
    receive("ep_2", encoded(endpoint()));
    receive(null, encoded(endpoint()));
    WebhookEndpoint oddly = endpoint();
    oddly.setEndpointId("ep 1");
    receive("ep 1", encoded(oddly));

    assertThat(operator.extractOutputValues()).isEmpty();
    List<DeadLetter> letters = letters();
    assertThat(letters)
        .extracting(DeadLetter::getCode)
        .containsExactly(
            "record_unreadable",
            "record_invalid",
            "record_invalid",
            "record_invalid",
            "record_invalid",
            "record_invalid",
            "record_invalid",
            "record_invalid");
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .noneMatch(reason -> reason.contains(SECRET) || reason.contains("hidden-key"));
    assertThat(letters.get(1).getReason()).contains("does not start with https://");
    assertThat(letters.get(5).getReason()).contains("key is not its endpoint_id");
    assertThat(letters.get(6).getOffset()).isEqualTo(7);
    assertThat(letters.get(7).getReason()).startsWith("endpoint_id is not");
  }

  private void receive(String key, byte[] value) throws Exception {
    operator.processElement(
        new StreamRecord<>(new RawRecord("video.webhook-endpoints", 1, 7, 1, key, value)));
  }

  private List<DeadLetter> letters() {
    var letters = operator.getSideOutput(ParseEndpoints.DEAD_LETTERS);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  private static byte[] encoded(WebhookEndpoint endpoint) {
    return Topics.WEBHOOK_ENDPOINTS.encode(endpoint);
  }

  private static WebhookEndpoint endpoint() {
    return WebhookEndpoint.newBuilder()
        .setEndpointId("ep_1")
        .setTenantId("bank")
        .setUrl("https://example.com")
        .setSigningKeys(List.of(new SigningKey(SECRET, null)))
        .setUpdatedAt(Instant.parse("2026-01-01T00:00:00Z"))
        .build();
  }
}
