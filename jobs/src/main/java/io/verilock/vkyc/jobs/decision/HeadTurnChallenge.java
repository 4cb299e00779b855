package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the head was turned as the session asked: to the same sides, in the same order, when
 * asked, and as a head turns, not a picture of one. The order is drawn anew for each session, so
 * that a recording of another one has a wrong one.
 */
final class HeadTurnChallenge {
  private static final Set<PromptKind> TURNS =
      Set.of(PromptKind.turn_left, PromptKind.turn_right, PromptKind.turn_up);

  /** Seconds that a person may be late: they read, and then they turn. */
  private static final double LATE = 1.5;

  /**
   * Share of a turn's change of shape that a flat picture's view leaves unexplained: heads .63 and
   * more on development recordings, photos tilted by hand .43 to .59.
   */
  private static final double FLAT = 0.6;

  private HeadTurnChallenge() {}

  /** Makes the check; not performed where the session asks for no turns. */
  static Check check(List<FrameEvidence> frames, List<Prompt> prompts) {
    List<Prompt> asked =
        prompts.stream().filter(prompt -> TURNS.contains(prompt.getKind())).toList();
    if (asked.isEmpty()) {
      return unscored(List.of());
    }
    Map<String, Double> measures = new HashMap<>();
    measures.put("turns_asked", (double) asked.size());
    double begin = asked.get(0).getFromMs() / 1000.0;
    double end = asked.get(asked.size() - 1).getToMs() / 1000.0 + LATE;
    HeadPoses poses = HeadPoses.of(frames, begin);
    if (poses == null) {
      return Checks.unscored(
          CheckName.HEAD_TURN_CHALLENGE,
          CheckStatus.not_performed,
          measures,
          Checks.codes(Reason.HEAD_TURNS_MISSING));
    }
    List<HeadTurn> turns = poses.turns(begin, end);
    measures.put("turns_seen", (double) turns.size());
    turns.stream()
        .mapToDouble(HeadTurn::degrees)
        .min()
        .ifPresent(least -> measures.put("least_degrees", least));
    turns.stream()
        .mapToDouble(HeadTurn::depth)
        .filter(depth -> !Double.isNaN(depth))
        .average()
        .ifPresent(depth -> measures.put("depth", depth));
    List<Reason> reasons = reasons(asked, turns, measures.get("depth"));
    double score =
        reasons.isEmpty() ? passed(turns) : 50.0 * right(asked, turns) / (asked.size() + 1);
    return Checks.scored(
        CheckName.HEAD_TURN_CHALLENGE, score, measures, reasons.toArray(new Reason[0]));
  }

  private static List<Reason> reasons(List<Prompt> asked, List<HeadTurn> turns, Double depth) {
    List<Reason> reasons = new ArrayList<>();
    if (!inOrder(asked, turns)) {
      reasons.add(isPartOf(asked, turns) ? Reason.HEAD_TURNS_MISSING : Reason.HEAD_TURNS_WRONG);
    }
    if (depth != null && depth < FLAT) {
      reasons.add(Reason.HEAD_TURNS_FLAT);
    }
    if (!turns.isEmpty() && turns.stream().noneMatch(HeadTurn::gradual)) {
      reasons.add(Reason.HEAD_TURNS_JUMP);
    }
    return reasons;
  }

  /** Whether these are the turns asked for, each at its time. */
  private static boolean inOrder(List<Prompt> asked, List<HeadTurn> turns) {
    return turns.size() == asked.size() && right(asked, turns) == asked.size();
  }

  /** How many turns of the same place in the order are what was asked for, when it was. */
  private static int right(List<Prompt> asked, List<HeadTurn> turns) {
    int right = 0;
    for (int i = 0; i < Math.min(asked.size(), turns.size()); i++) {
      HeadTurn turn = turns.get(i);
      Prompt prompt = asked.get(i);
      boolean inTime =
          turn.seconds() >= prompt.getFromMs() / 1000.0
              && turn.seconds() <= prompt.getToMs() / 1000.0 + LATE;
      right += inTime && turn.kind() == prompt.getKind() ? 1 : 0;
    }
    return right;
  }

  /** Whether some turns are missing, and those that are there are right. */
  private static boolean isPartOf(List<Prompt> asked, List<HeadTurn> turns) {
    int next = 0;
    for (HeadTurn turn : turns) {
      while (next < asked.size() && asked.get(next).getKind() != turn.kind()) {
        next++;
      }
      if (next == asked.size()) {
        return false;
      }
      next++;
    }
    return turns.size() < asked.size();
  }

  /** 50 where the least turn is just one, 100 where it is twice as far. */
  private static double passed(List<HeadTurn> turns) {
    double least = turns.stream().mapToDouble(HeadTurn::degrees).min().orElse(0);
    return Math.min(100, 50 * least / HeadPoses.TURNED);
  }

  private static Check unscored(List<String> reasons) {
    return Checks.unscored(
        CheckName.HEAD_TURN_CHALLENGE, CheckStatus.not_performed, Map.of(), reasons);
  }
}
