package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.PromptKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the head was held over a recording, against how it was held before the first turn. */
final class HeadPoses {
  /** Degrees from the usual pose from which the head is turned; talking stays below 12. */
  static final double TURNED = 15;

  /** Degrees below which it is back. */
  private static final double BACK = 8;

  /** Of the farthest turn: what is less is the swing when the head comes back. */
  private static final double SWING = 0.35;

  /** Frames that show a turn; one alone is a mesh laid wrong. */
  private static final int FEWEST_FRAMES = 2;

  /** Frames with a face before the first turn that say how the head is usually held. */
  private static final int ENOUGH_BEFORE = 4;

  private final List<Pose> poses;

  private HeadPoses(List<Pose> poses) {
    this.poses = poses;
  }

  /**
   * How the head is held on one frame.
   *
   * @param side degrees to the person's left
   * @param up degrees upwards
   */
  private record Pose(double seconds, double side, double up, float[] points) {
    PromptKind direction() {
      if (Math.abs(side) >= Math.abs(up)) {
        return side > 0 ? PromptKind.turn_left : PromptKind.turn_right;
      }
      // Who looks down reads, or has heard a noise: nobody is asked to.
      return up > 0 ? PromptKind.turn_up : PromptKind.unknown;
    }

    double degrees() {
      return Math.max(Math.abs(side), Math.abs(up));
    }
  }

  /**
   * The poses of a recording.
   *
   * @param firstTurnSeconds until when the head is held as usual
   * @return null where too few frames show how that is
   */
  static HeadPoses of(List<FrameEvidence> frames, double firstTurnSeconds) {
    List<FrameEvidence> seen =
        frames.stream().filter(frame -> frame.sighting().quality().interEyeDistance() > 0).toList();
    if (seen.isEmpty()) {
      return null;
    }
    FrameEvidence first = frames.get(0);
    long before =
        seen.stream()
            .filter(frame -> FrameSignatures.seconds(first, frame) < firstTurnSeconds)
            .count();
    if (before < ENOUGH_BEFORE) {
      return null;
    }
    double[] yaws = new double[seen.size()];
    double[] pitches = new double[seen.size()];
    for (int i = 0; i < seen.size(); i++) {
      yaws[i] = seen.get(i).sighting().quality().yaw();
      pitches[i] = seen.get(i).sighting().quality().pitch();
    }
    double usualYaw = median(Arrays.copyOf(yaws, (int) before));
    double usualPitch = median(Arrays.copyOf(pitches, (int) before));
    List<Pose> poses = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      // A face that looks to the right of the picture looks to the person's left.
      poses.add(
          new Pose(
              FrameSignatures.seconds(first, seen.get(i)),
              around(yaws, i) - usualYaw,
              usualPitch - around(pitches, i),
              seen.get(i).sighting().facePoints()));
    }
    return new HeadPoses(poses);
  }

  /** The turns between two times, in their order; the same side twice running is one turn. */
  List<HeadTurn> turns(double fromSeconds, double toSeconds) {
    List<List<Pose>> runs = new ArrayList<>();
    List<Pose> run = new ArrayList<>();
    for (Pose pose : poses) {
      if (pose.seconds() < fromSeconds || pose.seconds() > toSeconds) {
        continue;
      }
      boolean turned = pose.degrees() >= (run.isEmpty() ? TURNED : BACK);
      if (!run.isEmpty() && (!turned || pose.direction() != run.get(0).direction())) {
        runs.add(run);
        run = new ArrayList<>();
        turned = pose.degrees() >= TURNED;
      }
      if (turned) {
        run.add(pose);
      }
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return turns(runs);
  }

  private List<HeadTurn> turns(List<List<Pose>> runs) {
    double farthest = runs.stream().mapToDouble(run -> farthest(run).degrees()).max().orElse(0);
    List<HeadTurn> turns = new ArrayList<>();
    for (List<Pose> run : runs) {
      PromptKind kind = run.get(0).direction();
      if (kind == PromptKind.unknown
          || run.size() < FEWEST_FRAMES
          || farthest(run).degrees() < SWING * farthest) {
        continue;
      }
      HeadTurn turn = turn(run);
      int last = turns.size() - 1;
      if (last >= 0 && turns.get(last).kind() == kind) {
        turns.set(last, turns.get(last).degrees() >= turn.degrees() ? turns.get(last) : turn);
      } else {
        turns.add(turn);
      }
    }
    return turns;
  }

  private HeadTurn turn(List<Pose> run) {
    Pose farthest = farthest(run);
    double degrees = farthest.degrees();
    boolean gradual =
        poses.stream()
            .filter(pose -> Math.abs(pose.seconds() - farthest.seconds()) < 2)
            .anyMatch(pose -> pose.degrees() > 0.25 * degrees && pose.degrees() < 0.75 * degrees);
    return new HeadTurn(
        run.get(0).direction(), farthest.seconds(), degrees, run.size(), gradual, depth(run));
  }

  /** Median over the turn's frames of what a homography leaves over of the change of shape. */
  private double depth(List<Pose> run) {
    Pose usual =
        poses.stream()
            .filter(pose -> pose.points().length > 0)
            .min((a, b) -> Double.compare(a.degrees(), b.degrees()))
            .orElse(null);
    double[] shares =
        run.stream()
            .filter(pose -> usual != null && pose.points().length > 0)
            .map(pose -> FaceMovement.between(usual.points(), pose.points()))
            .mapToDouble(movement -> movement.rest() / movement.shape())
            .toArray();
    return shares.length == 0 ? Double.NaN : median(shares);
  }

  private static Pose farthest(List<Pose> run) {
    return run.stream().max((a, b) -> Double.compare(a.degrees(), b.degrees())).orElseThrow();
  }

  /** Median of a value and those beside it: one frame alone may be measured wrong. */
  private static double around(double[] values, int at) {
    return at == 0 || at == values.length - 1
        ? values[at]
        : median(Arrays.copyOfRange(values, at - 1, at + 2));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
