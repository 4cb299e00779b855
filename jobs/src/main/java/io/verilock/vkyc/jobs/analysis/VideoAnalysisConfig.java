package io.verilock.vkyc.jobs.analysis;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.media.MediaLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** Settings of the analysis itself, read once when the job starts. */
public record VideoAnalysisConfig(
    String pack,
    double frameRate,
    int openDecoders,
    int minimumFaceHeight,
    MediaLimits media,
    MemorySize earlyLimit,
    Duration sessionExpiry,
    Duration orphanWait,
    Duration photoWait,
    Duration retention,
    ScoringSettings scoring,
    DecisionPolicy policy) {

  public static final ConfigOption<String> PACK =
      key("vkyc.models.pack")
          .stringType()
          .defaultValue("default")
          .withDescription(
              "Model pack: open, fallback, or default (open wherever it can be had, else"
                  + " fallback).");
  public static final ConfigOption<Double> FRAME_RATE =
      key("vkyc.analysis.frame-rate")
          .doubleType()
          .defaultValue(5.0)
          .withDescription("Frames sampled per second of video, by presentation time.");
  static final ConfigOption<Integer> OPEN_DECODERS =
      key("vkyc.analysis.open-decoders")
          .intType()
          .defaultValue(32)
          .withDescription(
              "Recordings decoded while they are uploaded, per slot. Further ones are decoded when"
                  + " their last chunk is there.");
  static final ConfigOption<Integer> MINIMUM_FACE_HEIGHT =
      key("vkyc.analysis.minimum-face-height")
          .intType()
          .defaultValue(40)
          .withDescription("Height in pixels below which a face is seen but not used.");
  static final ConfigOption<MemorySize> MAX_RECORDING_SIZE =
      key("vkyc.media.max-recording-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription("Largest recording.");
  static final ConfigOption<Duration> MAX_CALL_DURATION =
      key("vkyc.media.max-call-duration")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "Longest live-agent recording. Self recordings have their session's own limit.");
  static final ConfigOption<Integer> MAX_PIXELS =
      key("vkyc.media.max-pixels")
          .intType()
          .defaultValue(3840 * 2160)
          .withDescription("Pixels of the largest video frame.");
  static final ConfigOption<Integer> MAX_FRAMES =
      key("vkyc.media.max-frames")
          .intType()
          .defaultValue(250_000)
          .withDescription("Frames of the longest video.");
  static final ConfigOption<MemorySize> EARLY_LIMIT =
      key("vkyc.session.early-chunks-limit")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Bytes of a session's chunks that may wait for those before them. More are dead"
                  + " letters.");
  static final ConfigOption<Duration> SESSION_EXPIRY =
      key("vkyc.session.expiry")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription("When a session expires that does not say so itself.");
  static final ConfigOption<Duration> ORPHAN_WAIT =
      key("vkyc.session.orphan-wait")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("How long chunks, photos and reviews wait for their session.");
  static final ConfigOption<Duration> PHOTO_WAIT =
      key("vkyc.session.photo-wait")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("How long a result waits for the photos the session expects.");
  static final ConfigOption<Duration> RETENTION =
      key("vkyc.session.retention")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription(
              "How long templates and results are kept after a session's end, for late photos and"
                  + " reviews.");
  static final ConfigOption<Integer> MINIMUM_USABLE_FRAMES =
      key("vkyc.policy.minimum-usable-frames")
          .intType()
          .defaultValue(5)
          .withDescription("Frames with a usable face that a decision needs.");
  static final ConfigOption<Double> MULTIPLE_FACES_SHARE =
      key("vkyc.policy.multiple-faces-share")
          .doubleType()
          .defaultValue(0.2)
          .withDescription("Share of frames with several faces from which a person looks.");
  static final ConfigOption<Double> FACE_MATCH_DECLINE_BELOW =
      key("vkyc.policy.face-match.decline-below")
          .doubleType()
          .defaultValue(40.0)
          .withDescription("Match scores below this decline.");
  static final ConfigOption<Double> FACE_MATCH_APPROVE_FROM =
      key("vkyc.policy.face-match.approve-from")
          .doubleType()
          .defaultValue(60.0)
          .withDescription("Match scores from this on approve; a person looks at those between.");
  static final ConfigOption<Double> LIVENESS_DECLINE_BELOW =
      key("vkyc.policy.liveness.decline-below")
          .doubleType()
          .defaultValue(40.0)
          .withDescription("Liveness scores below this decline.");
  static final ConfigOption<Double> LIVENESS_APPROVE_FROM =
      key("vkyc.policy.liveness.approve-from")
          .doubleType()
          .defaultValue(60.0)
          .withDescription(
              "Liveness scores from this on approve; a person looks at those between.");

  /** Every option of the analysis, for the documentation and for spotting unknown keys. */
  public static final List<ConfigOption<?>> OPTIONS =
      List.of(
          PACK,
          FRAME_RATE,
          OPEN_DECODERS,
          MINIMUM_FACE_HEIGHT,
          MAX_RECORDING_SIZE,
          MAX_CALL_DURATION,
          MAX_PIXELS,
          MAX_FRAMES,
          EARLY_LIMIT,
          SESSION_EXPIRY,
          ORPHAN_WAIT,
          PHOTO_WAIT,
          RETENTION,
          MINIMUM_USABLE_FRAMES,
          MULTIPLE_FACES_SHARE,
          FACE_MATCH_DECLINE_BELOW,
          FACE_MATCH_APPROVE_FROM,
          LIVENESS_DECLINE_BELOW,
          LIVENESS_APPROVE_FROM);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every problem at once: unknown keys, values of the
   *     wrong type, values out of range
   */
  public static VideoAnalysisConfig from(Configuration settings) {
    List<String> problems = new ArrayList<>(unknownKeys(settings));
    for (ConfigOption<?> option : OPTIONS) {
      try {
        settings.get(option);
      } catch (IllegalArgumentException e) {
        problems.add("%s: %s".formatted(option.key(), e.getMessage()));
      }
    }
    if (problems.isEmpty()) {
      atLeast(settings.get(FRAME_RATE), 0.1, FRAME_RATE, problems);
      atLeast(settings.get(OPEN_DECODERS), 1, OPEN_DECODERS, problems);
      atLeast(settings.get(MINIMUM_FACE_HEIGHT), 1, MINIMUM_FACE_HEIGHT, problems);
      atLeast(settings.get(MINIMUM_USABLE_FRAMES), 1, MINIMUM_USABLE_FRAMES, problems);
      band(settings, FACE_MATCH_DECLINE_BELOW, FACE_MATCH_APPROVE_FROM, problems);
      band(settings, LIVENESS_DECLINE_BELOW, LIVENESS_APPROVE_FROM, problems);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the job's settings do not fit:\n  " + String.join("\n  ", problems));
    }
    return read(settings);
  }

  private static VideoAnalysisConfig read(Configuration settings) {
    return new VideoAnalysisConfig(
        settings.get(PACK),
        settings.get(FRAME_RATE),
        settings.get(OPEN_DECODERS),
        settings.get(MINIMUM_FACE_HEIGHT),
        new MediaLimits(
            settings.get(MAX_RECORDING_SIZE).getBytes(),
            settings.get(MAX_CALL_DURATION),
            settings.get(MAX_PIXELS),
            settings.get(MAX_FRAMES)),
        settings.get(EARLY_LIMIT),
        settings.get(SESSION_EXPIRY),
        settings.get(ORPHAN_WAIT),
        settings.get(PHOTO_WAIT),
        settings.get(RETENTION),
        new ScoringSettings(
            settings.get(MINIMUM_USABLE_FRAMES), settings.get(MULTIPLE_FACES_SHARE)),
        new DecisionPolicy(
            new Band(settings.get(FACE_MATCH_DECLINE_BELOW), settings.get(FACE_MATCH_APPROVE_FROM)),
            new Band(settings.get(LIVENESS_DECLINE_BELOW), settings.get(LIVENESS_APPROVE_FROM))));
  }

  private static List<String> unknownKeys(Configuration settings) {
    List<String> known = new ArrayList<>();
    OPTIONS.forEach(option -> known.add(option.key()));
    KafkaEnds.OPTIONS.forEach(option -> known.add(option.key()));
    List<String> problems = new ArrayList<>();
    for (String key : new TreeSet<>(settings.keySet())) {
      boolean passed = KafkaEnds.PASSED_ON.stream().anyMatch(key::startsWith);
      if (!passed && !known.contains(key)) {
        problems.add("%s: no such setting; did you mean %s?".formatted(key, nearest(key, known)));
      }
    }
    return problems;
  }

  /** The known key that begins most like this one. */
  private static String nearest(String key, List<String> known) {
    return Collections.max(
        known,
        Comparator.comparing(candidate -> StringUtils.getCommonPrefix(key, candidate).length()));
  }

  private static void atLeast(
      double value, double lowest, ConfigOption<?> option, List<String> problems) {
    if (value < lowest) {
      problems.add("%s: %s is below %s".formatted(option.key(), value, lowest));
    }
  }

  private static void band(
      Configuration settings,
      ConfigOption<Double> low,
      ConfigOption<Double> high,
      List<String> problems) {
    double decline = settings.get(low);
    double approve = settings.get(high);
    if (decline < 0 || approve > 100 || decline > approve) {
      problems.add(
          "%s and %s: 0 <= %s <= %s <= 100 does not hold"
              .formatted(low.key(), high.key(), decline, approve));
    }
  }
}
