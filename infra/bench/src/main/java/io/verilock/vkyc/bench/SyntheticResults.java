package io.verilock.vkyc.bench;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Results as many sessions of a few customers would have them: most pass, some are left to a
 * person, some fail, some expire; one customer has half of the sessions.
 */
final class SyntheticResults {
  private static final List<String> TENANTS = List.of("acme", "acme", "globex", "initech");
  private static final List<String> LANGUAGES = List.of("en", "en", "es", "fr", "de", "pt");
  private static final Map<String, String> MODELS =
      Map.of(
          "face_detector", "open/face_detection_yunet_2023mar@8f2383e4dd3c",
          "face_embedder", "open/mobilefacenet_foamliu@0a1b2c3d4e5f",
          "passive_liveness", "open/minifasnet_v2@a5eb02e1843f");

  private final Random random;
  private final Instant start;
  private final Duration span;
  private final int sessions;

  /**
   * Sets up results.
   *
   * @param sessions spread evenly over {@code span} from {@code start} on
   */
  SyntheticResults(long seed, Instant start, Duration span, int sessions) {
    this.random = new Random(seed);
    this.start = start;
    this.span = span;
    this.sessions = sessions;
  }

  /** The next session's result. */
  VideoResult next(int session) {
    int lot = random.nextInt(100);
    double liveness = bounded((lot < 90 ? 94 : 30) + (lot < 90 ? 4 : 15) * random.nextGaussian());
    double match = bounded((lot % 10 == 3 ? 35 : 86) + 8 * random.nextGaussian());
    boolean expired = lot % 25 == 7;
    VideoResult.Builder result =
        VideoResult.newBuilder()
            .setSessionId("session-%09d".formatted(session))
            .setTenantId(TENANTS.get(random.nextInt(TENANTS.size())))
            .setVideoMode(random.nextInt(8) == 0 ? VideoMode.live_agent : VideoMode.self_record)
            .setVideoLanguage(LANGUAGES.get(random.nextInt(LANGUAGES.size())))
            .setAnalysedAt(start.plusMillis(span.toMillis() * session / sessions));
    if (expired) {
      return result.setStatus(SessionStatus.expired).setReasons(List.of("session_expired")).build();
    }
    return result
        .setStatus(SessionStatus.completed)
        .setResult(outcome(liveness, match))
        .setReasons(reasons(liveness, match))
        .setFaceMatchScore(match)
        .setLivenessScore(liveness)
        .setDurationSeconds(8 + random.nextInt(20))
        .setModelVersions(MODELS)
        .setPolicyVersion("sha256:6f1d2a9b0c3e")
        .setChecks(
            List.of(
                check("match_selfie", match),
                check("match_document", Math.min(100, match + 3)),
                check("passive_liveness", liveness),
                check("recapture", liveness),
                check("frozen_video", 100),
                check("looped_video", 100),
                check("face_continuity", 97),
                check("quality", 81)))
        .build();
  }

  private static Outcome outcome(double liveness, double match) {
    if (liveness < 40 || match < 40) {
      return Outcome.declined;
    }
    return liveness < 60 || match < 60 ? Outcome.needs_review : Outcome.approved;
  }

  private static List<String> reasons(double liveness, double match) {
    if (liveness < 40) {
      return List.of("presentation_attack_suspected");
    }
    if (match < 40) {
      return List.of("selfie_mismatch");
    }
    if (liveness < 60) {
      return List.of("liveness_uncertain");
    }
    return match < 60 ? List.of("selfie_match_uncertain") : List.of();
  }

  private static Check check(String name, double score) {
    return Check.newBuilder()
        .setName(name)
        .setStatus(
            score < 40
                ? CheckStatus.failed
                : score < 60 ? CheckStatus.uncertain : CheckStatus.passed)
        .setScore(score)
        .setMeasures(Map.of("frames", 24.0, "mean", score / 100))
        .build();
  }

  private static double bounded(double score) {
    return Math.max(0, Math.min(100, score));
  }
}
