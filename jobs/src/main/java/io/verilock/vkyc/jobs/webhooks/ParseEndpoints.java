package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.EndpointUrl;
import io.verilock.vkyc.schemas.Ids;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes endpoints. One that cannot be used is a dead letter, and the endpoint stays as it was:
 * its secrets are in neither.
 */
final class ParseEndpoints extends ProcessFunction<RawRecord, EndpointChange> {
  static final String UID = "parse-endpoints";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", TypeInformation.of(DeadLetter.class));
  private static final long serialVersionUID = 1;

  private final boolean development;

  ParseEndpoints(boolean development) {
    this.development = development;
  }

  @Override
  public void processElement(RawRecord raw, Context context, Collector<EndpointChange> out) {
    try {
      out.collect(change(raw, development));
    } catch (IOException e) {
      giveUp(DeadLetterCode.RECORD_UNREADABLE, raw, e, context);
    } catch (IllegalArgumentException e) {
      giveUp(DeadLetterCode.RECORD_INVALID, raw, e, context);
    }
  }

  /**
   * What a record says.
   *
   * @throws IOException if it is no endpoint
   * @throws IllegalArgumentException if it is one that cannot be used
   */
  static EndpointChange change(RawRecord raw, boolean development) throws IOException {
    if (raw.key() == null) {
      throw new IllegalArgumentException("the record has no key");
    }
    if (raw.value() == null) {
      return new EndpointChange(raw.key(), null);
    }
    WebhookEndpoint endpoint = Topics.WEBHOOK_ENDPOINTS.decode(raw.value());
    Optional<String> badId = Ids.fault("endpoint_id", raw.key());
    if (badId.isPresent()) {
      throw new IllegalArgumentException(badId.get());
    }
    if (!endpoint.getEndpointId().equals(raw.key())) {
      throw new IllegalArgumentException("the record's key is not its endpoint_id");
    }
    Optional<String> fault = EndpointUrl.fault(endpoint.getUrl(), development);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
    if (endpoint.getSigningKeys().stream().allMatch(key -> key.getExpiresAt() != null)) {
      throw new IllegalArgumentException("there is no signing key that does not expire");
    }
    for (SigningKey key : endpoint.getSigningKeys()) {
      SigningSecret.parse(key.getSecret());
    }
    return new EndpointChange(raw.key(), endpoint);
  }

  private static void giveUp(DeadLetterCode code, RawRecord raw, Exception cause, Context context) {
    context.output(
        DEAD_LETTERS,
        code.letter(UID, raw.topic(), raw.partition(), raw.offset(), null, cause.getMessage()));
  }
}
