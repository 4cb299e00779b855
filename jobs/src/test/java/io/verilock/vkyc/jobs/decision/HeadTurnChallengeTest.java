package io.verilock.vkyc.jobs.decision;

import static io.verilock.vkyc.schemas.PromptKind.turn_left;
import static io.verilock.vkyc.schemas.PromptKind.turn_right;
import static io.verilock.vkyc.schemas.PromptKind.turn_up;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadTurnChallengeTest {
  private static final float[] NO_POINTS = {};
  private static final int RATE = 5;

  /** Two seconds to look straight, then three for each turn. */
  private static final int LOOK = 2;

  private static final int EACH = 3;

  @Test
  void turnsInTheirOrderAndTimePass() {
    Check check =
        check(asked(turn_left, turn_up, turn_right), turned(30, turn_left, turn_up, turn_right));

    assertThat(check.getReasons()).isEmpty();
    assertThat(check.getScore()).isBetween(90.0, 100.0);
    assertThat(check.getMeasures())
        .containsEntry("turns_asked", 3.0)
        .containsEntry("turns_seen", 3.0);
  }

  @Test
  void anotherOrderIsWrong() {
    Check check = check(asked(turn_left, turn_right), turned(30, turn_right, turn_left));

    assertThat(check.getReasons()).containsExactly("head_turns_wrong");
    assertThat(check.getScore()).isZero();
  }

  @Test
  void oneTurnTooManyIsWrong() {
    assertThat(
            reasons(
                asked(turn_left, turn_right, turn_left), turned(30, turn_left, turn_up, turn_left)))
        .containsExactly("head_turns_wrong");
  }

  @Test
  void aTurnThatIsNotMadeIsMissing() {
    Check check =
        check(
            asked(turn_left, turn_right, turn_up), turned(30, turn_left, PromptKind.look, turn_up));

    assertThat(check.getReasons()).containsExactly("head_turns_missing");
    assertThat(check.getScore()).isBetween(1.0, 49.0);
    assertThat(reasons(asked(turn_left, turn_right), turned(30)))
        .containsExactly("head_turns_missing");
  }

  @Test
  void turnsOfAnotherTimeAreWrong() {
    assertThat(reasons(asked(turn_left, turn_right), turned(30, turn_left, turn_right))).isEmpty();
    assertThat(reasons(asked(turn_left, turn_right), shifted(1, turn_left, turn_right))).isEmpty();
    assertThat(reasons(asked(turn_left, turn_right), shifted(3.4, turn_left, turn_right)))
        .isNotEmpty();
  }

  @Test
  void aGlanceAsideIsNoTurn() {
    assertThat(reasons(asked(turn_left, turn_right), turned(13, turn_left, turn_right)))
        .containsExactly("head_turns_missing");
  }

  @Test
  void theSwingBackAndOneBadMeshAreNoTurns() {
    List<FrameEvidence> frames = turned(50, turn_left, turn_right);
    // Between the turns: a little to the right of straight, and once nonsense.
    FrameEvidence swing = frames.get(RATE * (LOOK + EACH));
    frames.set(swing.index(), frame(swing.index(), -16, 0));
    frames.set(swing.index() + 1, frame(swing.index() + 1, -16, 0));
    frames.set(RATE, frame(RATE, 0, -60));

    assertThat(reasons(asked(turn_left, turn_right), frames)).isEmpty();
  }

  @Test
  void howTheHeadIsUsuallyHeldIsNoTurn() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (FrameEvidence frame : turned(30, turn_left, turn_right)) {
      FaceQuality quality = frame.sighting().quality();
      frames.add(frame(frame.index(), quality.yaw() - 20, quality.pitch() + 18));
    }

    assertThat(reasons(asked(turn_left, turn_right), frames)).isEmpty();
  }

  @Test
  void picturesThatArePutTogetherJump() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (FrameEvidence frame : turned(30, turn_left, turn_right)) {
      float yaw = frame.sighting().quality().yaw();
      frames.add(frame(frame.index(), Math.abs(yaw) > 14 ? Math.signum(yaw) * 30 : 0, 0));
    }

    assertThat(reasons(asked(turn_left, turn_right), frames)).containsExactly("head_turns_jump");
  }

  @Test
  void aFlatPictureThatIsTurnedIsNamed() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (FrameEvidence frame : turned(30, turn_left, turn_right)) {
      float yaw = frame.sighting().quality().yaw();
      frames.add(withPoints(frame, points(yaw, 0)));
    }
    assertThat(reasons(asked(turn_left, turn_right), frames)).containsExactly("head_turns_flat");

    frames.clear();
    for (FrameEvidence frame : turned(30, turn_left, turn_right)) {
      frames.add(withPoints(frame, points(frame.sighting().quality().yaw(), 0.6)));
    }
    assertThat(reasons(asked(turn_left, turn_right), frames)).isEmpty();
  }

  @Test
  void whoWasNotSeenBeforeCannotBeJudged() {
    List<FrameEvidence> frames = turned(30, turn_left, turn_right);
    for (int index = 0; index < RATE * LOOK - 2; index++) {
      frames.set(index, FrameEvidence.ofSighting(index, micros(index), FaceSighting.WITHOUT_FACE));
    }

    Check check = check(asked(turn_left, turn_right), frames);
    assertThat(check.getStatus()).isEqualTo(CheckStatus.not_performed);
    assertThat(check.getReasons()).containsExactly("head_turns_missing");
    assertThat(check(asked(turn_left, turn_right), List.of()).getScore()).isNull();
  }

  @Test
  void whereNothingIsAskedNothingIsChecked() {
    Check check = check(List.of(), turned(30, turn_left));

    assertThat(check.getStatus()).isEqualTo(CheckStatus.not_performed);
    assertThat(check.getReasons()).isEmpty();
  }

  private static List<String> reasons(List<Prompt> prompts, List<FrameEvidence> frames) {
    return check(prompts, frames).getReasons();
  }

  private static Check check(List<Prompt> prompts, List<FrameEvidence> frames) {
    return HeadTurnChallenge.check(frames, prompts);
  }

  private static List<Prompt> asked(PromptKind... turns) {
    List<Prompt> prompts = new ArrayList<>();
    prompts.add(new Prompt(PromptKind.look, 0L, LOOK * 1_000L, null));
    for (int i = 0; i < turns.length; i++) {
      long from = 1_000L * (LOOK + i * EACH);
      prompts.add(new Prompt(turns[i], from, from + 1_000L * EACH, null));
    }
    return prompts;
  }

  private static List<FrameEvidence> turned(double degrees, PromptKind... turns) {
    return turned(degrees, 0, turns);
  }

  private static List<FrameEvidence> shifted(double seconds, PromptKind... turns) {
    return turned(30, seconds, turns);
  }

  /** A head that goes there and back within the time of each prompt, all of it so much later. */
  private static List<FrameEvidence> turned(double degrees, double later, PromptKind... turns) {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int index = 0; index < RATE * (LOOK + 3 * EACH + 3); index++) {
      double since = (double) index / RATE - LOOK - later;
      int turn = (int) Math.floor(since / EACH);
      double far = 0;
      PromptKind kind = PromptKind.look;
      if (turn >= 0 && turn < turns.length) {
        kind = turns[turn];
        far = degrees * Math.max(0, Math.sin(Math.PI * (since - turn * EACH) / EACH));
      }
      frames.add(
          switch (kind) {
            case turn_left -> frame(index, far, 0);
            case turn_right -> frame(index, -far, 0);
            case turn_up -> frame(index, 0, -far);
            default -> frame(index, 0, 0);
          });
    }
    return frames;
  }

  private static long micros(int index) {
    return 700_000 + 1_000_000L * index / RATE;
  }

  private static FrameEvidence frame(int index, double yaw, double pitch) {
    FaceQuality quality =
        new FaceQuality(80, 0.4f, 4, 0.8f, 0, 0, 7, (float) yaw, (float) pitch, 0, 0);
    return FrameEvidence.ofSighting(index, micros(index), sighting(quality, NO_POINTS));
  }

  private static FrameEvidence withPoints(FrameEvidence frame, float[] points) {
    return FrameEvidence.ofSighting(
        frame.index(),
        frame.presentationTimeMicros(),
        sighting(frame.sighting().quality(), points));
  }

  private static FaceSighting sighting(FaceQuality quality, float[] points) {
    return new FaceSighting(1, 200, quality, new byte[0], points, null, 0);
  }

  /** A grid of points seen from some way off, turned; {@code depth} makes it a bulge. */
  private static float[] points(double yaw, double depth) {
    double angle = Math.toRadians(yaw);
    float[] points = new float[2 * 51];
    int at = 0;
    for (int i = 0; i < 51; i++) {
      double x = i == 0 ? -1 : i == 1 ? 1 : ((i - 2) % 7 - 3) / 3.0;
      double y = i < 2 ? -0.4 : ((i - 2) / 7 - 3) / 3.0;
      double z = depth * (1 - x * x / 2 - y * y / 2);
      double away = 6 - x * Math.sin(angle) - z * Math.cos(angle);
      points[at++] = (float) (300 + 300 * (x * Math.cos(angle) - z * Math.sin(angle)) / away);
      points[at++] = (float) (300 + 300 * y / away);
    }
    return points;
  }
}
