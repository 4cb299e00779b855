package io.verilock.vkyc.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Makes a broker that served one test as good as new for the next. */
public final class EmptyTopics {
  private EmptyTopics() {}

  /** Replaces every topic by an empty one of the same partitions and settings. */
  public static void make(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> names = admin.listTopics().names().get();
      List<NewTopic> same = new ArrayList<>();
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Map<String, String> settings =
            admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        same.add(
            new NewTopic(topic.name(), topic.partitions().size(), (short) 1).configs(settings));
      }
      admin.deleteTopics(names).all().get();
      Await.until("topics deleted", () -> admin.listTopics().names().get().isEmpty());
      admin.createTopics(same).all().get();
      // The broker hears of them from its controller.
      Await.until("topics made anew", () -> admin.listTopics().names().get().equals(names));
    }
  }
}
