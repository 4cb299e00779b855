package io.verilock.vkyc.gateway.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Whether the gateway lives, and whether requests should be sent to it. */
public final class Health {
  private final Map<String, BooleanSupplier> checks;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Looks at what is needed, by name. */
  public Health(Map<String, BooleanSupplier> checks) {
    this.checks = new LinkedHashMap<>(checks);
  }

  /** From now on it is not ready. */
  public void stopping() {
    stopping.set(true);
  }

  /** That it lives. */
  Answer live() {
    return Answer.json(200, json(true, Map.of()));
  }

  /** Whether it is ready, and why not. */
  Answer ready() {
    Map<String, Boolean> found = new LinkedHashMap<>();
    checks.forEach((name, check) -> found.put(name, holds(check)));
    boolean up = !stopping.get() && found.values().stream().allMatch(one -> one);
    return Answer.json(up ? 200 : 503, json(up, found));
  }

  private static boolean holds(BooleanSupplier check) {
    try {
      return check.getAsBoolean();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static ObjectNode json(boolean up, Map<String, Boolean> found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", word(up));
    ObjectNode list = json.putObject("checks");
    found.forEach((name, holds) -> list.put(name, word(holds)));
    return json;
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
