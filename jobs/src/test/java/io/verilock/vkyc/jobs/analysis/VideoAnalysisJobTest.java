package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.testing.Colours.BLACK;
import static io.verilock.vkyc.testing.Colours.BLUE;
import static io.verilock.vkyc.testing.Colours.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.FailOnce;
import io.verilock.vkyc.jobs.io.HadoopObjectStore;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.schemas.Capture;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.testing.ColourModels;
import io.verilock.vkyc.testing.Colours;
import io.verilock.vkyc.testing.UprightModels;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on a Flink cluster, on real recordings; the models are stand-ins. */
@Tag("cluster")
class VideoAnalysisJobTest {
  @TempDir Path folder;

  @Test
  void sessionsEndAsTheirVideosDeserve() throws Exception {
    byte[] red = Colours.photo(RED);
    SessionInputs inputs =
        new SessionInputs()
            .with("same", selfie(), red, Clips.clip(RED, 3), 2_000)
            .with("other", selfie(), red, Clips.clip(BLUE, 3), 2_000)
            .with("empty", selfie(), red, Clips.clip(BLACK, 3), 2_000)
            .with("still", selfie(), red, still(), 2_000)
            .with("noise", selfie(), red, noise(5_000), 2_000)
            .with("badphoto", selfie(), noise(500), Clips.clip(RED, 3), 2_000)
            .with("retaken", selfie(), red, Clips.clip(BLUE, 4), 2_000)
            .again("retaken", selfie(), Clips.clip(RED, 3), 2_000);
    List<Outgoing> written = run(inputs, Integer.MAX_VALUE, null);

    Map<String, VideoResult> results = results(written);
    assertThat(results.get("same").getResult()).isEqualTo(Outcome.approved);
    assertThat(results.get("same").getDurationSeconds()).isEqualTo(3);
    assertThat(results.get("same").getModelVersions())
        .containsEntry("face_embedder", ColourModels.VERSION);
    assertThat(results.get("same").getTimeline())
        .hasSize(3)
        .allSatisfy(second -> assertThat(second.getFaceMatchScore()).isGreaterThan(50));
    assertThat(results.get("same").getTranscript()).isEqualTo("a tone");
    assertThat(results.get("same").getTranscriptPieces()).hasSize(1);
    assertThat(results.get("other").getReasons()).containsExactly("selfie_mismatch");
    assertThat(results.get("empty").getReasons()).containsExactly("no_face");
    assertThat(results.get("still").getReasons()).containsExactly("frozen_video");
    assertThat(results.get("still").getLivenessScore()).isZero();
    assertThat(results.get("noise").getReasons())
        .containsExactly("video_not_analysed", "container_not_supported");
    assertThat(results.get("badphoto").getReasons()).containsExactly("selfie_unreadable");
    assertThat(results.get("retaken").getResult()).isEqualTo(Outcome.approved);
    assertThat(results.get("retaken").getTake()).isEqualTo(2);
    assertThat(scores(results.get("retaken"))).isEqualTo(scores(results.get("same")));
    assertThat(results.values())
        .allSatisfy(result -> assertThat(result.getStatus()).isEqualTo(SessionStatus.completed));

    List<WebhookEvent> events = records(written, Topics.WEBHOOKS);
    assertThat(events).hasSize(7).allSatisfy(e -> assertThat(e.getType()).endsWith("completed"));
    assertThat(records(written, Topics.DEAD_LETTERS))
        .extracting(DeadLetter::getSessionId, DeadLetter::getOperator, DeadLetter::getCode)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("badphoto", "embed-photos", "record_invalid"));
  }

  @Test
  void theWayARecordingIsCutAndShuffledChangesNothing() throws Exception {
    byte[] photo = Colours.photo(RED);
    List<VideoResult> all = new ArrayList<>();
    for (Layout layout : List.of(Layout.WEBM_LIVE, Layout.MP4_FRAGMENTED, Layout.MP4_INDEX_LAST)) {
      Video video = layout == Layout.WEBM_LIVE ? Video.VP9 : Video.H264;
      byte[] clip = Clips.clip(layout, video, RED, 3, false);
      SessionInputs inputs = new SessionInputs();
      for (int cut : new int[] {clip.length, clip.length - 1, 4_096, 777, 64}) {
        inputs.with(
            layout.name().toLowerCase(java.util.Locale.ROOT) + cut, selfie(), photo, clip, cut);
      }
      inputs.chunks.addAll(List.copyOf(inputs.chunks));
      Collections.shuffle(inputs.chunks, new Random(3));
      List<VideoResult> results =
          new ArrayList<>(results(run(inputs, Integer.MAX_VALUE, null)).values());
      assertThat(results).hasSize(5);
      for (VideoResult result : results) {
        assertThat(result.getResult()).isEqualTo(Outcome.approved);
        assertThat(scores(result)).isEqualTo(scores(results.get(0)));
      }
      all.addAll(results);
    }
    assertThat(all).hasSize(15);
  }

  @Test
  void aCrashAtACheckpointGivesTheSameRecords() throws Exception {
    SessionInputs inputs = new SessionInputs();
    for (int session = 0; session < 4; session++) {
      Color colour = session % 2 == 0 ? RED : BLUE;
      inputs.with("s" + session, asked(0), Colours.photo(RED), Clips.clip(colour, 4), 600);
    }
    Collections.shuffle(inputs.chunks, new Random(5));
    List<String> undisturbed = fingerprints(run(inputs, Integer.MAX_VALUE, null));

    List<String> crashed = fingerprints(run(inputs, inputs.chunks.size() / 4, new FailOnce()));

    assertThat(FailOnce.FAILURES).hasValue(1);
    assertThat(crashed).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  @Test
  void whatASessionAsksForIsListenedForAtItsTime() throws Exception {
    byte[] red = Colours.photo(RED);
    SessionInputs inputs =
        new SessionInputs()
            .with("said", asked(0), red, Clips.clip(RED, 4), 700)
            .with("silent", asked(2_500), red, Clips.clip(RED, 6), 700);

    Map<String, VideoResult> results = results(run(inputs, Integer.MAX_VALUE, null));

    assertThat(results.get("said").getReasons()).doesNotContain("phrase_not_said");
    assertThat(results.get("silent").getReasons())
        .as("the tone is over when the sentence is asked for")
        .contains("phrase_not_said");
    assertThat(results.get("said").getReasons()).contains("head_turns_missing");
  }

  /** A session that asks for a sentence at a time, and for a turn of the head. */
  private static SessionSettings asked(long fromMillis) {
    SessionSettings settings = selfie();
    settings.setPrompts(
        List.of(
            new Prompt(
                PromptKind.phrase, fromMillis, fromMillis + 1_000, "two green cats sleep at home"),
            new Prompt(PromptKind.turn_left, fromMillis + 1_000, fromMillis + 3_000, null)));
    return settings;
  }

  @Test
  void aRecordingThatLiesOnItsSideIsTurnedAndACrashChangesNothing() throws Exception {
    SessionInputs inputs = new SessionInputs();
    for (int quarters = 0; quarters < 4; quarters++) {
      inputs.with("turned" + quarters, selfie(), Colours.photo(RED), lying(quarters), 400);
    }
    ModelSource models = () -> new UprightModels().lease();
    List<Outgoing> undisturbed = run(inputs, Integer.MAX_VALUE, null, models);

    Map<String, VideoResult> results = results(undisturbed);
    assertThat(results.get("turned0").getReasons()).containsExactly("selfie_no_face");
    for (int quarters = 1; quarters < 4; quarters++) {
      VideoResult result = results.get("turned" + quarters);
      assertThat(result.getReasons()).containsExactly("selfie_no_face", "video_not_upright");
      assertThat(result.getLivenessScore()).isPositive();
    }
    FailOnce failure = new FailOnce();
    assertThat(fingerprints(run(inputs, inputs.chunks.size() / 4, failure, models)))
        .containsExactlyInAnyOrderElementsOf(fingerprints(undisturbed));
  }

  @Test
  void recordingsAndPhotosAreStoredByteForByte() throws Exception {
    byte[] clip = Clips.clip(RED, 3);
    byte[] broken = noise(3_000);
    SessionInputs inputs =
        new SessionInputs()
            .with("a", selfie(), Colours.photo(RED), clip, 500)
            .with("b", selfie(), Colours.photo(RED), broken, 500);
    Map<String, VideoResult> results = results(run(inputs, Integer.MAX_VALUE, null));

    assertThat(folder.resolve("a/recording")).hasBinaryContent(clip);
    assertThat(folder.resolve("a/selfie")).hasBinaryContent(Colours.photo(RED));
    assertThat(folder.resolve("b/recording")).hasBinaryContent(broken);
    assertThat(results.get("a").getRecording().getLength()).isEqualTo(clip.length);
    ObjectReference copy = results.get("a").getReviewCopy();
    assertThat(folder.resolve("a/review")).hasSize(copy.getLength());
    assertThat(copy.getUri()).endsWith("/a/review");
    assertThat(results.get("b").getReviewCopy()).isNull();
    assertThat(folder.resolve("b/review")).doesNotExist();
    assertThat(results.get("a").getVideoUrl()).isNull();
    assertThat(results.values()).extracting(VideoResult::getCapture).containsOnly(Capture.uploaded);
  }

  @Test
  void aCallIsScoredWhileItLastsAndDecidedByItsAgent() throws Exception {
    SessionInputs inputs =
        new SessionInputs()
            .with(
                "call",
                Records.call(PhotoKind.selfie),
                Colours.photo(RED),
                Clips.clip(RED, 5),
                900);
    inputs.review(
        Review.newBuilder()
            .setSessionId("call")
            .setReviewId("r1")
            .setResult(Outcome.approved)
            .setAgentId("agent-1")
            .setNotes("fine")
            .setReviewedAt(Instant.ofEpochMilli(9))
            .build());
    List<Outgoing> written = run(inputs, Integer.MAX_VALUE, null);

    assertThat(records(written, Topics.LIVE_SCORES))
        .extracting(LiveScore::getSecond)
        .containsExactly(1, 2, 3, 4);
    assertThat(records(written, Topics.WEBHOOKS))
        .extracting(WebhookEvent::getType)
        .containsExactly("video.completed", "video.reviewed");
    VideoResult result = results(written).get("call");
    assertThat(result.getResult()).isEqualTo(Outcome.approved);
    assertThat(result.getAgentNotes()).isEqualTo("fine");
  }

  @Test
  void unreadableRecordsStopNothingAndAreNotLost() throws Exception {
    SessionInputs inputs =
        new SessionInputs().with("a", selfie(), Colours.photo(RED), Clips.clip(RED, 2), 4_000);
    SessionInputs.add(inputs.chunks, Topics.CHUNKS, new byte[] {1, 2, 3});
    SessionInputs.add(inputs.chunks, Topics.CHUNKS, null);
    inputs.chunk("../etc", 0, new byte[1], true);
    inputs.chunk("a", -1, new byte[1], true);
    List<Outgoing> written = run(inputs, Integer.MAX_VALUE, null);

    assertThat(results(written).get("a").getResult()).isEqualTo(Outcome.approved);
    assertThat(records(written, Topics.DEAD_LETTERS))
        .extracting(DeadLetter::getCode)
        .containsExactlyInAnyOrder(
            "record_unreadable", "record_unreadable", "record_invalid", "record_invalid");
  }

  private List<Outgoing> run(SessionInputs inputs, int chunksPerCheckpoint, FailOnce failure)
      throws Exception {
    return run(inputs, chunksPerCheckpoint, failure, ColourModels::lend);
  }

  private List<Outgoing> run(
      SessionInputs inputs, int chunksPerCheckpoint, FailOnce failure, ModelSource models)
      throws Exception {
    Configuration configuration = FlinkSettings.strict(new Configuration());
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(250));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    ListEnds ends =
        new ListEnds(
            inputs,
            HadoopObjectStore.opener(folder.toUri().toString(), Map.of()),
            chunksPerCheckpoint,
            failure);
    VideoAnalysisConfig config = VideoAnalysisConfig.from(new Configuration());
    VideoAnalysisJob.build(env, config, ends, models);
    var job = env.executeAsync("video-analysis");
    List<Outgoing> written = ends.written();
    job.getJobExecutionResult().get();
    return written;
  }

  private static io.verilock.vkyc.schemas.SessionSettings selfie() {
    return Records.settings(PhotoKind.selfie);
  }

  private static byte[] lying(int quarters) {
    return UprightModels.recording(
        IntStream.range(0, 4 * Colours.RATE)
            .mapToObj(frame -> UprightModels.picture(RED, frame, quarters))
            .toList());
  }

  private static byte[] still() {
    return Clips.clip(Layout.WEBM_LIVE, Video.VP8, RED, 3, true);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }

  private static List<Object> scores(VideoResult result) {
    return Arrays.asList(
        result.getFaceMatchScore(),
        result.getLivenessScore(),
        result.getDurationSeconds(),
        result.getChecks());
  }

  /** The last result of each session. */
  private static Map<String, VideoResult> results(List<Outgoing> written) throws IOException {
    Map<String, VideoResult> results = new TreeMap<>();
    for (VideoResult result : records(written, Topics.RESULTS)) {
      results.put(result.getSessionId(), result);
    }
    return results;
  }

  private static <T extends SpecificRecord> List<T> records(List<Outgoing> written, Topic<T> topic)
      throws IOException {
    List<T> records = new ArrayList<>();
    for (Outgoing outgoing : written) {
      if (outgoing.topic().equals(topic.name())) {
        records.add(topic.decode(outgoing.value()));
      }
    }
    return records;
  }

  private static List<String> fingerprints(List<Outgoing> written) {
    return written.stream()
        .filter(outgoing -> !outgoing.topic().equals(Topics.LIVE_SCORES.name()))
        .map(o -> o.topic() + " " + o.key() + " " + Arrays.hashCode(o.value()))
        .toList();
  }
}
