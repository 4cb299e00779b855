package io.verilock.vkyc.evaluation.simulate;

import io.verilock.vkyc.evaluation.simulate.ReportSamples.Clip;
import io.verilock.vkyc.evaluation.simulate.ReportSamples.Document;
import io.verilock.vkyc.evaluation.simulate.ReportSamples.Pair;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a session's result of samples, and has the job's own policy decide it. */
final class PolicyReplay {
  /** A face match that leaves the decision to the other checks. */
  private static final Check SAME_FACE = scored(CheckName.MATCH_SELFIE, 100.0, List.of());

  /** A report gives a clip's reasons without their checks; a policy may ask whose they are. */
  private static final Map<String, String> CHECK_OF =
      Map.of(
          Reason.FROZEN_VIDEO.code(), CheckName.FROZEN_VIDEO,
          Reason.LOOPED_VIDEO.code(), CheckName.LOOPED_VIDEO,
          Reason.PLANAR_FACE.code(), CheckName.PLANAR_FACE,
          Reason.RECAPTURE_SUSPECTED.code(), CheckName.RECAPTURE,
          Reason.EDITED_VIDEO.code(), CheckName.EDITED_VIDEO,
          Reason.FACE_CHANGED.code(), CheckName.FACE_CONTINUITY);

  private final DecisionPolicy policy;

  PolicyReplay(DecisionPolicy policy) {
    this.policy = policy;
  }

  /** A live person whose video and selfie are like this pair. */
  Decided decide(Pair pair) {
    return decide(List.of(check(pair)), List.of());
  }

  /** A live person whose video and document portrait are like these two. */
  Decided decide(Document document) {
    Check check = scored(CheckName.MATCH_DOCUMENT, document.score(), List.of());
    if (document.score() == null) {
      String reason =
          document.reason() == null ? Reason.DOCUMENT_NO_FACE.code() : document.reason();
      check.setReasons(List.of(reason));
    }
    return decide(List.of(check), List.of());
  }

  /** A session with this clip whose face is the selfie's. */
  Decided decide(Clip clip) {
    return decide(clip, copy(SAME_FACE));
  }

  /** A session with this clip whose face is like the selfie's as in this pair. */
  Decided decide(Clip clip, Pair pair) {
    return decide(clip, check(pair));
  }

  /**
   * Whether the clip was scored for all that it has too few usable frames. Data sets often have a
   * few frames of each attack; sent to review for that, attacks would look harmless whose scores
   * are those of a live person.
   */
  static boolean scoredOnFewFrames(Clip clip) {
    return scored(clip) && clip.reasons().contains(Reason.TOO_FEW_USABLE_FRAMES.code());
  }

  private static boolean scored(Clip clip) {
    return clip.checks().containsKey(CheckName.PASSIVE_LIVENESS);
  }

  private Decided decide(Clip clip, Check match) {
    Map<String, Double> scores = new TreeMap<>(clip.checks());
    if (clip.livenessScore() != null && scores.isEmpty()) {
      scores.put(CheckName.PASSIVE_LIVENESS, clip.livenessScore());
    }
    List<Check> checks = new ArrayList<>();
    checks.add(match);
    scores.forEach((name, score) -> checks.add(scored(name, score, ownReasons(clip, name))));
    List<String> others =
        new ArrayList<>(
            clip.reasons().stream()
                .filter(code -> !scores.containsKey(CHECK_OF.getOrDefault(code, "")))
                .filter(code -> !code.equals(Reason.TOO_FEW_USABLE_FRAMES.code()) || !scored(clip))
                .toList());
    if (scores.isEmpty() && others.isEmpty()) {
      // Nothing could be scored: there was no face.
      others.add(Reason.NO_FACE.code());
    }
    return decide(checks, others);
  }

  private Decided decide(List<Check> checks, List<String> reasons) {
    VideoResult result = new VideoResult();
    result.setSessionId("");
    result.setVideoMode(VideoMode.self_record);
    result.setStatus(SessionStatus.completed);
    result.setChecks(checks);
    result.setReasons(reasons);
    policy.decide(result);
    return new Decided(
        result.getResult(),
        result.getReasons(),
        checks.stream()
            .filter(check -> check.getStatus() == CheckStatus.failed)
            .map(Check::getName)
            .toList());
  }

  private static Check check(Pair pair) {
    // Which of the two pictures has no face is not known: it stands for the selfie.
    List<String> reasons = pair.score() == null ? List.of(Reason.SELFIE_NO_FACE.code()) : List.of();
    return scored(CheckName.MATCH_SELFIE, pair.score(), reasons);
  }

  private static List<String> ownReasons(Clip clip, String check) {
    return clip.reasons().stream().filter(code -> check.equals(CHECK_OF.get(code))).toList();
  }

  private static Check copy(Check check) {
    return scored(check.getName(), check.getScore(), check.getReasons());
  }

  private static Check scored(String name, Double score, List<String> reasons) {
    CheckStatus status = score == null ? CheckStatus.not_performed : CheckStatus.unknown;
    return new Check(name, status, score, reasons, Map.of(), null);
  }
}
