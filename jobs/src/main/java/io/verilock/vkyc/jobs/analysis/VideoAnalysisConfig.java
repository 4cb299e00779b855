package io.verilock.vkyc.jobs.analysis;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.policy.PolicyFile;
import io.verilock.vkyc.jobs.policy.PolicyFileException;
import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.jobs.settings.SettingsCheck;
import io.verilock.vkyc.jobs.vision.LookSchedule;
import io.verilock.vkyc.models.pack.Dictations;
import io.verilock.vkyc.models.pack.ModelChoice;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** Settings of the analysis itself, read once when the job starts. */
public record VideoAnalysisConfig(
    ModelChoice models,
    double frameRate,
    int openDecoders,
    int minimumFaceHeight,
    int livenessFrames,
    MediaLimits media,
    MemorySize earlyLimit,
    Duration sessionExpiry,
    Duration orphanWait,
    Duration photoWait,
    Duration retention,
    TenantPolicies policies) {

  public static final ConfigOption<String> PACK =
      key("vkyc.models.pack")
          .stringType()
          .defaultValue("default")
          .withDescription(
              "Model pack: open, fallback, or default (open wherever it can be had, else"
                  + " fallback).");
  public static final ConfigOption<String> DICTATION =
      key("vkyc.models.dictation")
          .stringType()
          .defaultValue(Dictations.DEFAULT)
          .withDescription(
              "Who writes down what is said in self-recorded videos, in English: moonshine-base,"
                  + " moonshine-tiny (less memory, three times the errors) or none, which writes"
                  + " down no other language either.");
  public static final ConfigOption<Double> FRAME_RATE =
      key("vkyc.analysis.frame-rate")
          .doubleType()
          .defaultValue(5.0)
          .withDescription("Frames sampled per second of video, by presentation time; 0.1 to 60.");
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
  public static final ConfigOption<Integer> LIVENESS_FRAMES =
      key("vkyc.analysis.liveness-frames")
          .intType()
          .defaultValue(4)
          .withDescription(
              "Frames of a recording that the liveness models all look at, one after the other; from"
                  + " there on one in two, and one in twice as many each time the recording has"
                  + " become twice as long, down to one in two seconds.");
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
          .withDescription("Pixels of the largest video frame, at most 3840 x 2160.");
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
  public static final ConfigOption<String> POLICY_FILE =
      key("vkyc.policy.file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "JSON file with the policies of all tenants, see docs/policy.md, read where the job is"
                  + " started. The other settings of this group then cannot be set.");
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

  /** Settings of the policy that a policy file replaces. */
  private static final List<ConfigOption<?>> POLICY =
      List.of(
          MINIMUM_USABLE_FRAMES,
          MULTIPLE_FACES_SHARE,
          FACE_MATCH_DECLINE_BELOW,
          FACE_MATCH_APPROVE_FROM,
          LIVENESS_DECLINE_BELOW,
          LIVENESS_APPROVE_FROM);

  /** Every option of the analysis, for the documentation and for spotting unknown keys. */
  public static final List<ConfigOption<?>> OPTIONS =
      List.of(
          PACK,
          DICTATION,
          FRAME_RATE,
          OPEN_DECODERS,
          MINIMUM_FACE_HEIGHT,
          LIVENESS_FRAMES,
          MAX_RECORDING_SIZE,
          MAX_CALL_DURATION,
          MAX_PIXELS,
          MAX_FRAMES,
          EARLY_LIMIT,
          SESSION_EXPIRY,
          ORPHAN_WAIT,
          PHOTO_WAIT,
          RETENTION,
          POLICY_FILE,
          MINIMUM_USABLE_FRAMES,
          MULTIPLE_FACES_SHARE,
          FACE_MATCH_DECLINE_BELOW,
          FACE_MATCH_APPROVE_FROM,
          LIVENESS_DECLINE_BELOW,
          LIVENESS_APPROVE_FROM);

  /** Reads settings of the analysis alone: none of Kafka or an object store may be among them. */
  public static VideoAnalysisConfig from(Configuration settings) {
    return from(settings, EndSettings.NONE);
  }

  /**
   * Reads the settings, and checks those of the ends too.
   *
   * @throws IllegalArgumentException naming every problem at once: unknown keys, values of the
   *     wrong type, values out of range, what is not set, what is wrong with the policy file
   */
  public static VideoAnalysisConfig from(Configuration settings, EndSettings ends) {
    SettingsCheck check = new SettingsCheck(settings, OPTIONS, ends);
    check.oneOf(DICTATION, Dictations.names());
    check.between(FRAME_RATE, 0.1, 60.0);
    check.atLeast(OPEN_DECODERS, 1);
    check.atLeast(MINIMUM_FACE_HEIGHT, 1);
    check.atLeast(LIVENESS_FRAMES, 1);
    check.atLeast(MAX_RECORDING_SIZE, new MemorySize(1));
    check.atLeast(MAX_CALL_DURATION, Duration.ofSeconds(1));
    check.between(MAX_PIXELS, 1, MAX_PIXELS.defaultValue());
    check.atLeast(MAX_FRAMES, 1);
    check.atLeast(MINIMUM_USABLE_FRAMES, 1);
    check.between(MULTIPLE_FACES_SHARE, 0.0, 1.0);
    check.band(FACE_MATCH_DECLINE_BELOW, FACE_MATCH_APPROVE_FROM);
    check.band(LIVENESS_DECLINE_BELOW, LIVENESS_APPROVE_FROM);
    Optional<TenantPolicies> policies = policies(settings, check);
    check.end();
    return read(settings, policies.orElseGet(() -> TenantPolicies.of(policy(settings))));
  }

  /** Chooses the frames that the liveness models look at. */
  public LookSchedule lookSchedule() {
    return new LookSchedule(livenessFrames, frameRate);
  }

  /** Which models the settings choose. */
  public static ModelChoice models(Configuration settings) {
    return new ModelChoice(settings.get(PACK), settings.get(DICTATION));
  }

  /**
   * The policies of the file, if one is set; no other setting of the policy may stand beside it.
   */
  private static Optional<TenantPolicies> policies(Configuration settings, SettingsCheck check) {
    String name = settings.get(POLICY_FILE);
    if (name == null) {
      return Optional.empty();
    }
    for (ConfigOption<?> option : POLICY) {
      if (settings.contains(option)) {
        check.problem(
            option,
            "cannot be set beside %s, which holds the whole policy".formatted(POLICY_FILE.key()));
      }
    }
    try {
      return Optional.of(PolicyFile.read(Path.of(name)));
    } catch (PolicyFileException e) {
      e.problems()
          .forEach(problem -> check.problem(POLICY_FILE, "%s: %s".formatted(name, problem)));
    } catch (InvalidPathException e) {
      check.problem(POLICY_FILE, e.getMessage());
    }
    return Optional.empty();
  }

  private static VideoAnalysisConfig read(Configuration settings, TenantPolicies policies) {
    return new VideoAnalysisConfig(
        models(settings),
        settings.get(FRAME_RATE),
        settings.get(OPEN_DECODERS),
        settings.get(MINIMUM_FACE_HEIGHT),
        settings.get(LIVENESS_FRAMES),
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
        policies);
  }

  private static DecisionPolicy policy(Configuration settings) {
    return new DecisionPolicy(
        new ScoringSettings(
            settings.get(MINIMUM_USABLE_FRAMES), settings.get(MULTIPLE_FACES_SHARE)),
        new Band(settings.get(FACE_MATCH_DECLINE_BELOW), settings.get(FACE_MATCH_APPROVE_FROM)),
        new Band(settings.get(LIVENESS_DECLINE_BELOW), settings.get(LIVENESS_APPROVE_FROM)));
  }
}
