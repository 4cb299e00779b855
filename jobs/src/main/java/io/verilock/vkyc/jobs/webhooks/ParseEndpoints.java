package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.EndpointUrl;
import io.verilock.vkyc.jobs.delivery.SigningSecret;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WireFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
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
  private static final Pattern ENDPOINT_ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
  private static final long serialVersionUID = 1;

  private final boolean development;
  private transient WireFormat<WebhookEndpoint> format;

  ParseEndpoints(boolean development) {
    this.development = development;
  }

  @Override
  public void open(OpenContext context) {
    format = new WireFormat<>(WebhookEndpoint.class);
  }

  @Override
  public void processElement(RawRecord raw, Context context, Collector<EndpointChange> out) {
    try {
      out.collect(change(raw, format, development));
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
  static EndpointChange change(
      RawRecord raw, WireFormat<WebhookEndpoint> format, boolean development) throws IOException {
    if (raw.key() == null) {
      throw new IllegalArgumentException("the record has no key");
    }
    if (raw.value() == null) {
      return new EndpointChange(raw.key(), null);
    }
    WebhookEndpoint endpoint = format.decode(raw.value());
    if (!ENDPOINT_ID.matcher(raw.key()).matches()) {
      throw new IllegalArgumentException(
          "endpoint_id is not 1 to 128 characters of A-Z a-z 0-9 . _ - with no dot in front");
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
