package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.RunningScores;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.schemas.LiveScore;
import java.util.ArrayList;
import java.util.List;

/** Scores a recording while it comes in: once for each second of its video. */
final class LiveScorer {
  private final SessionScorer scorer;

  LiveScorer(SessionScorer scorer) {
    this.scorer = scorer;
  }

  /** The frames that are known so far. */
  @FunctionalInterface
  interface Frames {
    /** What is known of a frame; null where nothing is. */
    FrameEvidence get(int index) throws Exception;
  }

  /** The photos that are known when a score is made. */
  @FunctionalInterface
  interface Photos {
    Iterable<PhotoEvidence> get() throws Exception;
  }

  /**
   * Takes in the frames that are complete up to the first that is not; gives a score for each
   * second that begins with them.
   */
  List<LiveScore> goOn(
      String sessionId, int take, RunningScores running, Frames frames, Photos photos)
      throws Exception {
    List<LiveScore> scores = new ArrayList<>();
    for (FrameEvidence frame = frames.get(running.next);
        frame != null && frame.complete();
        frame = frames.get(running.next)) {
      running.add(frame, scorer);
      int second = (int) ((running.latestMicros - running.firstMicros) / 1_000_000);
      if (second >= running.nextSecond) {
        running.nextSecond = second + 1;
        scores.add(score(sessionId, take, running, second, photos.get()));
      }
    }
    return scores;
  }

  private LiveScore score(
      String sessionId,
      int take,
      RunningScores running,
      int second,
      Iterable<PhotoEvidence> photos) {
    boolean enough = scorer.enough(running.templates);
    return new LiveScore(
        sessionId,
        second,
        running.latestMicros / 1000,
        running.next,
        running.faceFrames,
        running.latestFaces,
        enough ? scorer.lowestMatch(running.face(), photos) : null,
        enough && running.livenessFrames > 0
            ? scorer.livenessScore(running.livenessLogits / running.livenessFrames)
            : null,
        running.latestDefect,
        take);
  }
}
