package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether one person is seen throughout. The second of video that is least like the whole clip, and
 * the second least like that one, stand for two persons; every frame is given to the one it is more
 * like. Two persons are named only if neither these two seconds nor the frames given to them match:
 * a single second in which somebody turns or covers the face is not enough.
 *
 * <p>The score is the face match calibration's, so that 50 is the pack's threshold for two faces to
 * be of one person. The cost grows with the frames, not with their square: calls are long.
 */
final class FaceContinuity {
  /** A second at the default rate: shorter appearances are not looked for. */
  private static final int WINDOW = 5;

  /** Frames by whose majority a frame is given to a person; odd. */
  private static final int MAJORITY = 5;

  /** A person seen on fewer frames than this is a slip of the embedder. */
  private static final int FEWEST_FRAMES = 3;

  private static final int ROUNDS = 3;

  private final Calibration faceMatch;

  FaceContinuity(Calibration faceMatch) {
    this.faceMatch = faceMatch;
  }

  Check check(List<FrameEvidence> usable) {
    if (usable.size() < 2 * WINDOW) {
      return Checks.unscored(
          CheckName.FACE_CONTINUITY, CheckStatus.not_performed, Map.of(), List.of());
    }
    List<float[]> seconds = seconds(usable);
    float[] second = leastLike(Templates.fuse(usable), seconds);
    float[] other = leastLike(second, seconds);
    double cosine = Templates.cosine(second, other);

    boolean[] others = given(usable, second, other);
    for (int round = 0; round < ROUNDS && severalFrames(others); round++) {
      second = Templates.fuse(part(usable, others, false));
      other = Templates.fuse(part(usable, others, true));
      others = given(usable, second, other);
    }
    double apart = severalFrames(others) ? Templates.cosine(second, other) : 1;
    double lowest = Math.max(cosine, apart);
    double score = faceMatch.score(lowest);
    if (score >= 50) {
      return Checks.scored(CheckName.FACE_CONTINUITY, score, Map.of("lowest_cosine", lowest));
    }
    return Checks.scored(
        CheckName.FACE_CONTINUITY,
        score,
        Map.of("lowest_cosine", lowest, "changed_at_seconds", changedAt(usable, others)),
        Reason.FACE_CHANGED);
  }

  /** The face of each second, by the frame it begins with. */
  private static List<float[]> seconds(List<FrameEvidence> frames) {
    List<float[]> seconds = new ArrayList<>();
    for (int from = 0; from + WINDOW <= frames.size(); from++) {
      seconds.add(Templates.fuse(frames.subList(from, from + WINDOW)));
    }
    return seconds;
  }

  private static float[] leastLike(float[] face, List<float[]> seconds) {
    float[] least = seconds.get(0);
    for (float[] second : seconds) {
      if (Templates.cosine(face, second) < Templates.cosine(face, least)) {
        least = second;
      }
    }
    return least;
  }

  /** For each frame whether it, with those around it, is more like the other face. */
  private static boolean[] given(List<FrameEvidence> frames, float[] face, float[] other) {
    boolean[] alike = new boolean[frames.size()];
    for (int i = 0; i < alike.length; i++) {
      float[] template = frames.get(i).template();
      alike[i] = Templates.cosine(template, other) > Templates.cosine(template, face);
    }
    boolean[] given = new boolean[alike.length];
    for (int i = 0; i < given.length; i++) {
      int votes = 0;
      for (int k = i - MAJORITY / 2; k <= i + MAJORITY / 2; k++) {
        votes += alike[Math.max(0, Math.min(alike.length - 1, k))] ? 1 : 0;
      }
      given[i] = votes > MAJORITY / 2;
    }
    return given;
  }

  private static boolean severalFrames(boolean[] others) {
    int count = 0;
    for (boolean other : others) {
      count += other ? 1 : 0;
    }
    return Math.min(count, others.length - count) >= FEWEST_FRAMES;
  }

  private static List<FrameEvidence> part(
      List<FrameEvidence> frames, boolean[] others, boolean wanted) {
    List<FrameEvidence> part = new ArrayList<>();
    for (int i = 0; i < others.length; i++) {
      if (others[i] == wanted) {
        part.add(frames.get(i));
      }
    }
    return part;
  }

  /** When the first frame is seen that is not of the person the clip begins with. */
  private static double changedAt(List<FrameEvidence> frames, boolean[] others) {
    int first = 0;
    while (others[first] == others[0]) {
      first++;
    }
    return frames.get(first).presentationTimeMicros() / 1e6;
  }
}
