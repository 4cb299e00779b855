package io.verilock.vkyc.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Makes a broker that served one test as good as new for the next. */
public final class EmptyTopics {
  private EmptyTopics() {}

  /** Replaces every topic by an empty one of the same partitions and cleanup. */
  public static void make(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> names = admin.listTopics().names().get();
      List<NewTopic> same = new ArrayList<>();
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        String cleanup =
            admin
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        same.add(
            new NewTopic(topic.name(), topic.partitions().size(), (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup)));
      }
      admin.deleteTopics(names).all().get();
      Await.until("topics deleted", () -> admin.listTopics().names().get().isEmpty());
      admin.createTopics(same).all().get();
      // The broker hears of them from its controller.
      Await.until("topics made anew", () -> admin.listTopics().names().get().equals(names));
    }
  }
}
