package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.distribution.CountedSession;
import io.verilock.vkyc.jobs.distribution.SessionOutcome;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Takes from results of ended sessions what is counted; those of open sessions are not. */
final class ReadSessions extends ProcessFunction<Received<VideoResult>, EndedSession> {
  static final String UID = "read-sessions";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", TypeInformation.of(DeadLetter.class));

  /** The languages there are prompts in: others, which a client may make up, count as one. */
  private static final Set<String> LANGUAGES = Set.of("en", "es", "fr", "de", "pt");

  private static final String OTHER = "other";

  /** Checks that do not speak for or against a live person. */
  private static final Set<String> NOT_OF_LIVENESS =
      Set.of(
          CheckName.MATCH_SELFIE,
          CheckName.MATCH_DOCUMENT,
          CheckName.FACE_CONTINUITY,
          CheckName.QUALITY,
          CheckName.SPEECH);

  /** A client's clock may be fast, but not by a day. */
  private static final long FURTHEST_AHEAD = Duration.ofDays(1).toMillis();

  private static final long serialVersionUID = 1;

  private transient Counter sessions;

  @Override
  public void open(OpenContext context) {
    sessions = getRuntimeContext().getMetricGroup().counter("endedSessions");
  }

  @Override
  public void processElement(
      Received<VideoResult> received, Context context, Collector<EndedSession> out) {
    VideoResult result = received.value();
    if (!ResultRule.hasEnded(result)) {
      return;
    }
    long analysedAt = result.getAnalysedAt().toEpochMilli();
    if (analysedAt > received.timestampMillis() + FURTHEST_AHEAD) {
      context.output(
          DEAD_LETTERS,
          DeadLetterCode.TIME_OUT_OF_RANGE.letter(
              UID,
              received,
              result.getSessionId(),
              "analysed_at %s is more than a day after the record's time"
                  .formatted(result.getAnalysedAt())));
      return;
    }
    sessions.inc();
    out.collect(
        new EndedSession(
            result.getSessionId(),
            received.topic(),
            received.partition(),
            received.offset(),
            received.timestampMillis(),
            analysedAt,
            dimensions(result),
            result.getReasons().stream().distinct().toList(),
            counted(result, received.timestampMillis())));
  }

  /** By what a result is told apart. */
  static Dimensions dimensions(VideoResult result) {
    String language = result.getVideoLanguage();
    return new Dimensions(
        result.getTenantId(),
        result.getVideoMode(),
        LANGUAGES.contains(language) ? language : OTHER,
        ModelVersion.of(result.getModelVersions()));
  }

  /** Whether a person decided. */
  static boolean isReviewed(VideoResult result) {
    return result.getReasons().contains(Reason.REVIEWED.code());
  }

  /**
   * Seconds from a result's latest input to its record; null for an expired session, whose result
   * waits for a timer, and for a reviewed one, whose record is that of the review.
   */
  static Double latencySeconds(VideoResult result, long writtenAt) {
    if (result.getStatus() == SessionStatus.expired || isReviewed(result)) {
      return null;
    }
    // A client's clock may be ahead of ours.
    return Math.max(0, writtenAt - result.getAnalysedAt().toEpochMilli()) / 1e3;
  }

  private static CountedSession counted(VideoResult result, long writtenAt) {
    boolean withFace = withFace(result);
    boolean live = withFace && isLive(result.getChecks());
    return new CountedSession(
        outcome(result),
        isReviewed(result),
        withFace,
        live,
        live && isMatched(result.getChecks()),
        result.getFaceMatchScore(),
        result.getLivenessScore(),
        latencySeconds(result, writtenAt));
  }

  private static SessionOutcome outcome(VideoResult result) {
    if (result.getStatus() == SessionStatus.expired) {
      return SessionOutcome.EXPIRED;
    }
    return switch (result.getResult()) {
      case approved -> SessionOutcome.APPROVED;
      case declined -> SessionOutcome.DECLINED;
      // An outcome of a later version than this one's: nobody has decided that we know of.
      case needs_review, unknown -> SessionOutcome.NEEDS_REVIEW;
    };
  }

  private static boolean withFace(VideoResult result) {
    return result.getStatus() == SessionStatus.completed
        && !result.getReasons().contains(Reason.NO_FACE.code())
        && !result.getReasons().contains(Reason.VIDEO_NOT_ANALYSED.code());
  }

  private static boolean isLive(List<Check> checks) {
    return checks.stream()
        .filter(check -> !NOT_OF_LIVENESS.contains(check.getName()))
        .noneMatch(check -> check.getStatus() == CheckStatus.failed);
  }

  private static boolean isMatched(List<Check> checks) {
    List<CheckStatus> matches =
        checks.stream()
            .filter(check -> CheckName.isMatch(check.getName()))
            .map(Check::getStatus)
            .toList();
    return matches.contains(CheckStatus.passed) && !matches.contains(CheckStatus.failed);
  }
}
