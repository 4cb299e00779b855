package io.verilock.vkyc.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.contract.ContractOperation;
import java.time.Instant;
import java.util.Map;

/**
 * A request that keeps to the contract.
 *
 * @param caller null where the operation is open to everyone
 * @param parameters values by name, those that were given and the defaults of the others
 * @param body JSON; missing where there is none, or bytes
 * @param bytes the body as it came
 * @param contentType of the body, without its parameters; empty where there is none
 * @param at when it came, to the millisecond
 */
public record Call(
    ContractOperation operation,
    Caller caller,
    Map<String, JsonNode> parameters,
    JsonNode body,
    byte[] bytes,
    String contentType,
    String requestId,
    String remoteAddress,
    Instant at) {
  /** A parameter of the path. */
  public String path(String name) {
    return parameters.get(name).asText();
  }

  /** A parameter as text; null where it was not given. */
  public String text(String name) {
    JsonNode value = parameters.get(name);
    return value == null ? null : value.asText();
  }

  /** A parameter as time; null where it was not given. */
  public Instant time(String name) {
    String text = text(name);
    return text == null ? null : Times.parse(text);
  }

  /** A parameter that is a number and always there. */
  public int number(String name) {
    return parameters.get(name).asInt();
  }

  /** A field of the body as text; null where it is not given. */
  public String bodyText(String field) {
    JsonNode value = body.path(field);
    return value instanceof MissingNode || value.isNull() ? null : value.asText();
  }

  /** A field of the body as time; null where it is not given. */
  public Instant bodyTime(String field) {
    String text = bodyText(field);
    return text == null ? null : Times.parse(text);
  }
}
