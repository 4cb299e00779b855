package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides over a scored session: below {@code declineBelow} a check declines, from {@code
 * approveFrom} on it approves, between the two a person looks.
 */
public record DecisionPolicy(Band faceMatch, Band liveness) implements Serializable {
  /** Two thresholds of a score, 0-100. */
  public record Band(double declineBelow, double approveFrom) implements Serializable {
    CheckStatus status(double score) {
      if (score < declineBelow) {
        return CheckStatus.failed;
      }
      return score < approveFrom ? CheckStatus.uncertain : CheckStatus.passed;
    }
  }

  /**
   * Sets status of the checks, reasons, result and policy version of a completed session; leaves a
   * session that is not completed without a result.
   */
  public void decide(VideoResult result) {
    if (result.getStatus() != SessionStatus.completed) {
      result.setResult(null);
      return;
    }
    Set<Reason> reasons = new TreeSet<>();
    Set<String> details = new LinkedHashSet<>();
    boolean compared = false;
    for (Check check : result.getChecks()) {
      judge(check, reasons);
      boolean tried = check.getScore() != null || !check.getReasons().isEmpty();
      compared |= CheckName.isMatch(check.getName()) && tried;
      check.getReasons().forEach(code -> Reason.ofCode(code).ifPresent(reasons::add));
      // A person whose frames cannot be used is to be told why.
      if (check.getReasons().contains(Reason.TOO_FEW_USABLE_FRAMES.code())) {
        check.getReasons().stream()
            .filter(code -> Reason.ofCode(code).isEmpty())
            .forEach(details::add);
      }
    }
    for (String code : result.getReasons()) {
      Reason.ofCode(code).ifPresentOrElse(reasons::add, () -> details.add(code));
    }
    if (reasons.contains(Reason.VIDEO_NOT_ANALYSED)) {
      reasons.remove(Reason.NO_FACE);
    } else if (!compared && noneNamesAPhoto(reasons) && !reasons.contains(Reason.NO_FACE)) {
      reasons.add(Reason.NO_REFERENCE_PHOTO);
    }
    if (result.getVideoMode() == VideoMode.live_agent) {
      reasons.add(Reason.AGENT_REVIEW_PENDING);
    }
    List<String> codes = new ArrayList<>();
    reasons.forEach(reason -> codes.add(reason.code()));
    codes.addAll(details);
    result.setReasons(codes);
    result.setPolicyVersion(version());
    result.setResult(outcome(result, reasons));
  }

  /** Names this policy: two policies that may decide differently have different versions. */
  public String version() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("1 " + this).getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Outcome outcome(VideoResult result, Set<Reason> reasons) {
    // A call is for its agent to decide; what the models say are reasons for the agent to weigh.
    if (result.getVideoMode() == VideoMode.live_agent) {
      return Outcome.needs_review;
    }
    Outcome outcome = Outcome.approved;
    for (Reason reason : reasons) {
      if (reason.leadsTo() == Outcome.declined) {
        return Outcome.declined;
      }
      if (reason.leadsTo() == Outcome.needs_review) {
        outcome = Outcome.needs_review;
      }
    }
    return outcome;
  }

  private void judge(Check check, Set<Reason> reasons) {
    if (check.getScore() == null) {
      return;
    }
    double score = check.getScore();
    switch (check.getName()) {
      case CheckName.MATCH_SELFIE ->
          band(check, faceMatch, reasons, Reason.SELFIE_MISMATCH, Reason.SELFIE_MATCH_UNCERTAIN);
      case CheckName.MATCH_DOCUMENT ->
          band(
              check, faceMatch, reasons, Reason.DOCUMENT_MISMATCH, Reason.DOCUMENT_MATCH_UNCERTAIN);
      case CheckName.PASSIVE_LIVENESS ->
          band(
              check,
              liveness,
              reasons,
              Reason.PRESENTATION_ATTACK_SUSPECTED,
              Reason.LIVENESS_UNCERTAIN);
      case CheckName.QUALITY ->
          // Details, such as that some frames were blurred, do not fail it.
          check.setStatus(
              check.getReasons().stream().anyMatch(code -> Reason.ofCode(code).isPresent())
                  ? CheckStatus.failed
                  : CheckStatus.passed);
      // Below its threshold without a reason, a check is a voice among others that were heard.
      default ->
          check.setStatus(
              score >= 50
                  ? CheckStatus.passed
                  : check.getReasons().isEmpty() ? CheckStatus.uncertain : CheckStatus.failed);
    }
  }

  private static void band(
      Check check, Band band, Set<Reason> reasons, Reason failed, Reason uncertain) {
    CheckStatus status = band.status(check.getScore());
    check.setStatus(status);
    if (status != CheckStatus.passed) {
      Reason reason = status == CheckStatus.failed ? failed : uncertain;
      reasons.add(reason);
      check.setReasons(List.of(reason.code()));
    }
  }

  private static boolean noneNamesAPhoto(Set<Reason> reasons) {
    return reasons.stream()
        .noneMatch(r -> r.name().startsWith("SELFIE_") || r.name().startsWith("DOCUMENT_"));
  }
}
