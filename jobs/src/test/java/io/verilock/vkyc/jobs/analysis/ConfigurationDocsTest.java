package io.verilock.vkyc.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.analytics.ScoreAnalyticsConfig;
import io.verilock.vkyc.jobs.io.HadoopObjectStore;
import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.webhooks.WebhookDispatchConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the options say. */
class ConfigurationDocsTest {
  private static final Path FILE = Path.of("..", "docs", "configuration.md");
  private static final String WRITE = "vkyc.docs.write";

  /** Titles of the groups, by the start of their keys. */
  private static final Map<String, String> TITLES = titles();

  @Test
  void theFileSaysWhatTheOptionsSay() throws IOException {
    String expected = document();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(FILE, expected);
    }
    assertThat(FILE).exists();
    assertThat(Files.readString(FILE))
        .as(
            "docs/configuration.md is made from the options; make it anew with: mvn -pl jobs -am"
                + " test -Dtest=ConfigurationDocsTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
            WRITE)
        .isEqualTo(expected);
  }

  private static String document() {
    List<String> lines = new ArrayList<>();
    lines.add("# Configuration");
    lines.add("");
    lines.add(
        "Every setting of the jobs. Give it as `--set KEY=VALUE` to `./vkyc up` and `./vkyc batch`, or as");
    lines.add(
        "`--KEY VALUE` where a job is submitted to a Flink cluster: the dispatch of webhooks takes those");
    lines.add(
        "under \"Webhooks\" and those of Kafka, the analytics those under \"Analytics\" and those of Kafka,");
    lines.add(
        "the video analysis all others and those of Kafka; `./vkyc batch` takes none of Kafka and the object");
    lines.add(
        "store. A key that a job does not have, a value that does not fit, or one that is missing stops the job");
    lines.add("before it starts, all problems named at once.");
    lines.add("");
    lines.add("This file is made from the options in the code: change them, not it.");
    groups().forEach((title, options) -> addTable(title, options, lines));
    lines.add("");
    lines.add("## Passed on");
    lines.add("");
    lines.add("| prefix | passed on to |");
    lines.add("|---|---|");
    lines.add(
        "| `%s` | the Kafka clients, without the prefix: `%ssecurity.protocol` is their"
                .formatted(KafkaTopics.PREFIX, KafkaTopics.PREFIX)
            + " `security.protocol`. |");
    lines.add(
        "| `%s` | Hadoop's file systems, without the prefix: `%sfs.s3a.endpoint` is their"
                .formatted(HadoopObjectStore.PREFIX, HadoopObjectStore.PREFIX)
            + " `fs.s3a.endpoint`. |");
    assertThat(KafkaAnalysisEnds.SETTINGS.passedOn())
        .as("the prefixes explained")
        .containsExactly(KafkaTopics.PREFIX, HadoopObjectStore.PREFIX);
    return String.join("\n", lines) + "\n";
  }

  private static void addTable(String title, List<ConfigOption<?>> options, List<String> lines) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    lines.add("| key | type | default | meaning |");
    lines.add("|---|---|---|---|");
    for (ConfigOption<?> option : options) {
      lines.add(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  option.key(),
                  type(option),
                  standard(option),
                  new HtmlFormatter().format(option.description())));
    }
  }

  private static Map<String, List<ConfigOption<?>>> groups() {
    Map<String, List<ConfigOption<?>>> groups = new LinkedHashMap<>();
    TITLES.values().forEach(title -> groups.put(title, new ArrayList<>()));
    Stream.of(
            VideoAnalysisConfig.OPTIONS,
            WebhookDispatchConfig.OPTIONS,
            ScoreAnalyticsConfig.OPTIONS,
            KafkaAnalysisEnds.SETTINGS.options())
        .flatMap(List::stream)
        .forEach(option -> groups.get(title(option)).add(option));
    return groups;
  }

  private static String title(ConfigOption<?> option) {
    return TITLES.entrySet().stream()
        .filter(entry -> option.key().startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no group for " + option.key()));
  }

  private static String type(ConfigOption<?> option) {
    Class<?> type = option.defaultValue() == null ? String.class : option.defaultValue().getClass();
    if (type.isEnum()) {
      return "choice";
    }
    return Map.of(
            String.class, "text",
            Integer.class, "whole number",
            Double.class, "number",
            Boolean.class, "yes or no",
            Duration.class, "duration",
            MemorySize.class, "size")
        .get(type);
  }

  private static String standard(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (option.key().equals("vkyc.kafka.group-id")) {
      return "the job's name";
    }
    if (value == null) {
      return KafkaAnalysisEnds.SETTINGS.options().contains(option)
          ? "none; `./vkyc up` sets it"
          : "none";
    }
    String text = value.toString();
    if (value instanceof Duration duration) {
      text = TimeUtils.formatWithHighestUnit(duration);
    } else if (value instanceof MemorySize size) {
      text = size.toHumanReadableString().replaceFirst("\\.000(\\w+) .*", " $1");
    }
    return "`%s`".formatted(text);
  }

  private static Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("vkyc.models.", "Models");
    titles.put("vkyc.analysis.", "Analysis");
    titles.put("vkyc.media.", "Recordings");
    titles.put("vkyc.session.", "Sessions");
    titles.put("vkyc.policy.", "Decision");
    titles.put("vkyc.webhooks.", "Webhooks");
    titles.put("vkyc.analytics.", "Analytics");
    titles.put("vkyc.kafka.", "Kafka and the object store");
    titles.put("vkyc.delivery-guarantee", "Kafka and the object store");
    titles.put("vkyc.recordings.", "Kafka and the object store");
    return titles;
  }
}
