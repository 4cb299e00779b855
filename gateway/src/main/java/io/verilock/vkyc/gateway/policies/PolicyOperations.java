package io.verilock.vkyc.gateway.policies;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.schemas.AppliedPolicies;
import io.verilock.vkyc.schemas.AppliedPolicy;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy that decides a tenant's sessions, as the analysis job told when it was started. The
 * topic is read once and gone on with each time somebody asks.
 */
public final class PolicyOperations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyOperations.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVERY_OTHER_TENANT = "default";

  private final String bootstrapServers;
  private TopicReader topic;
  private AppliedPolicies applied;

  /** Sets them up. */
  public PolicyOperations(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.Unbound get = this::get;
    return Map.of("getPolicy", get);
  }

  @Override
  public synchronized void close() {
    if (topic != null) {
      topic.close();
      topic = null;
    }
  }

  private Answer get(Call call) throws Problem, IOException {
    AppliedPolicies now = now();
    ObjectNode json = JSON.createObjectNode();
    if (now == null) {
      return Answer.json(
          200,
          json.putNull("policy_version").putNull("applied_at").putNull("own").putNull("policy"));
    }
    Map<String, AppliedPolicy> policies = now.getPolicies();
    String tenantId = call.caller().tenantId();
    // A tenant of that name has no policy that is not everybody else's, too.
    boolean own = policies.containsKey(tenantId) && !tenantId.equals(EVERY_OTHER_TENANT);
    AppliedPolicy policy = policies.get(own ? tenantId : EVERY_OTHER_TENANT);
    json.put("policy_version", policy.getVersion());
    json.put("applied_at", Times.text(now.getAppliedAt()));
    json.put("own", own);
    json.set("policy", JSON.readTree(policy.getPolicy()));
    return Answer.json(200, json);
  }

  /** What was told last; null where nothing was. */
  private synchronized AppliedPolicies now() throws IOException {
    try {
      if (topic == null) {
        topic = new TopicReader(bootstrapServers);
        topic.toStart(Topics.POLICIES);
      }
      topic.rest(this::take);
    } catch (KafkaException e) {
      close();
      throw new IOException("the topic of policies cannot be read: " + e.getMessage(), e);
    }
    return applied;
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      applied = record.value() == null ? null : Topics.POLICIES.decode(record.value());
    } catch (IOException e) {
      LOG.warn(
          "policies are left out: partition {}, offset {}: {}",
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
