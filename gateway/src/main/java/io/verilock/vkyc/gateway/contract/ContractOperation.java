package io.verilock.vkyc.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the contract says of an operation.
 *
 * @param path with its parameters in braces
 * @param scopes that a key needs; empty where a key opens nothing
 * @param uploadToken whether the upload token of the session opens it, too
 * @param consent whether an upload token opens it only once the person has consented
 * @param staff whether only a member of staff who has signed in opens it, of whatever role
 * @param open whether nobody has to say who they are
 * @param bodies what a body may be, by content type; empty where there is none
 * @param answers what it may be answered with, by status
 */
public record ContractOperation(
    String id,
    String method,
    String path,
    Set<String> scopes,
    boolean uploadToken,
    boolean consent,
    boolean staff,
    boolean open,
    List<Parameter> parameters,
    boolean bodyRequired,
    Map<String, Schema> bodies,
    Map<Integer, Map<String, Schema>> answers) {
  /**
   * A parameter.
   *
   * @param place {@code path}, {@code query} or {@code header}
   * @param type of its value as JSON
   * @param fallback its value where it is not given; null for none
   */
  public record Parameter(
      String name, String place, boolean required, String type, JsonNode fallback, Schema schema) {
    public String pointer() {
      return place + ":" + name;
    }
  }

  /** Whether a parameter chooses what is listed. */
  public boolean isFilter(String name) {
    return parameters.stream()
        .anyMatch(one -> one.name().equals(name) && !one.place().equals("header"));
  }
}
