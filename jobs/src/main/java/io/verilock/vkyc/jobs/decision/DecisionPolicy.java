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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides over a scored session: below {@code declineBelow} a check fails, from {@code approveFrom}
 * on it passes, between the two a person looks.
 *
 * @param scoring what a video must have before its scores count
 * @param checks rules by the name of the check; a check without one decides by its own reasons
 * @param reasons what a reason leads to where it is not {@link Reason#leadsTo()}
 * @param livenessBy sets of checks, each of which suffices as a sign of life where all its checks
 *     pass
 */
public record DecisionPolicy(
    ScoringSettings scoring,
    Map<String, CheckRule> checks,
    Map<Reason, Outcome> reasons,
    List<List<String>> livenessBy)
    implements Serializable {
  /** Fails a check below the operating threshold, and knows no doubt. */
  public static final Band MIDDLE = new Band(50, 50);

  /**
   * The only reasons that a policy may let pass: those of a recording that lacks something or whose
   * pictures lay on their side, of a photo that was not to be had (with nothing else to compare the
   * face with, {@link Reason#NO_REFERENCE_PHOTO} still holds), and of company in the picture. A
   * reason that is new cannot be let pass until it is named here.
   */
  private static final Set<Reason> MAY_PASS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Reason.MULTIPLE_FACES,
              Reason.EDITED_VIDEO,
              Reason.RECORDING_TRUNCATED,
              Reason.RECORDING_DAMAGED,
              Reason.VIDEO_NOT_UPRIGHT,
              Reason.NO_REFERENCE_PHOTO,
              Reason.SELFIE_MISSING,
              Reason.DOCUMENT_MISSING,
              Reason.SELFIE_NO_FACE,
              Reason.SELFIE_LOW_QUALITY,
              Reason.DOCUMENT_NO_FACE,
              Reason.SELFIE_UNREADABLE,
              Reason.DOCUMENT_UNREADABLE,
              Reason.SELFIE_TEMPLATE_OF_OTHER_MODEL,
              Reason.DOCUMENT_TEMPLATE_OF_OTHER_MODEL));

  /** Checks that can be a sign of life. */
  public static final List<String> SIGNS_OF_LIFE =
      List.of(
          CheckName.PASSIVE_LIVENESS, CheckName.HEAD_TURN_CHALLENGE, CheckName.SPOKEN_CHALLENGE);

  /** Either suffices; a sentence alone does not: a voice is no face. */
  public static final List<List<String>> ANY_SIGN_OF_LIFE =
      List.of(List.of(CheckName.PASSIVE_LIVENESS), List.of(CheckName.HEAD_TURN_CHALLENGE));

  /** What decides where nothing is configured. */
  public static final DecisionPolicy BUILT_IN =
      new DecisionPolicy(new ScoringSettings(5, 0.2), new Band(40, 60), new Band(40, 60));

  /** Sorts and copies what it is given; refuses to let pass what must not. */
  public DecisionPolicy {
    checks = Collections.unmodifiableMap(new TreeMap<>(checks));
    reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    livenessBy = livenessBy.stream().map(set -> set.stream().sorted().toList()).toList();
    reasons.forEach(
        (reason, outcome) -> {
          if (outcome == Outcome.approved && !mayPass(reason)) {
            throw new IllegalArgumentException(reason.code() + " can never lead to approved");
          }
        });
  }

  /** A policy for which any sign of life suffices. */
  public DecisionPolicy(
      ScoringSettings scoring, Map<String, CheckRule> checks, Map<Reason, Outcome> reasons) {
    this(scoring, checks, reasons, ANY_SIGN_OF_LIFE);
  }

  /** A policy of two bands: one for both face matches, one for passive liveness. */
  public DecisionPolicy(ScoringSettings scoring, Band faceMatch, Band liveness) {
    this(
        scoring,
        Map.of(
            CheckName.MATCH_SELFIE, CheckRule.of(faceMatch),
            CheckName.MATCH_DOCUMENT, CheckRule.of(faceMatch),
            CheckName.PASSIVE_LIVENESS, CheckRule.of(liveness)),
        Map.of());
  }

  /** Two thresholds of a score, 0-100. */
  public record Band(double declineBelow, double approveFrom) implements Serializable {
    CheckStatus status(double score) {
      if (score < declineBelow) {
        return CheckStatus.failed;
      }
      return score < approveFrom ? CheckStatus.uncertain : CheckStatus.passed;
    }
  }

  /** Whether a policy may let this reason lead to approved. */
  public static boolean mayPass(Reason reason) {
    return MAY_PASS.contains(reason);
  }

  /** What this reason leads to; unknown where it explains a status rather than a result. */
  public Outcome leadsTo(Reason reason) {
    return reasons.getOrDefault(reason, reason.leadsTo());
  }

  /** This policy with other thresholds for a check. */
  public DecisionPolicy with(String check, Band band) {
    Map<String, CheckRule> others = new TreeMap<>(checks);
    CheckRule rule = checks.get(check);
    others.put(check, new CheckRule(band, rule == null ? null : rule.failed()));
    return new DecisionPolicy(scoring, others, reasons, livenessBy);
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
    Map<Reason, Outcome> found = new EnumMap<>(Reason.class);
    Set<String> details = new LinkedHashSet<>();
    boolean compared = false;
    for (Check check : result.getChecks()) {
      judge(check, found);
      compared |= CheckName.isMatch(check.getName()) && tried(check);
      // A person whose frames cannot be used is to be told why.
      if (check.getReasons().contains(Reason.TOO_FEW_USABLE_FRAMES.code())) {
        check.getReasons().stream()
            .filter(code -> Reason.ofCode(code).isEmpty())
            .forEach(details::add);
      }
    }
    for (String code : result.getReasons()) {
      Reason.ofCode(code)
          .ifPresentOrElse(reason -> add(found, reason, leadsTo(reason)), () -> details.add(code));
    }
    if (found.containsKey(Reason.VIDEO_NOT_ANALYSED)) {
      found.remove(Reason.NO_FACE);
    } else if (!compared && noneHoldsAPhotoUp(found) && !found.containsKey(Reason.NO_FACE)) {
      add(found, Reason.NO_REFERENCE_PHOTO, leadsTo(Reason.NO_REFERENCE_PHOTO));
    }
    boolean call = result.getVideoMode() == VideoMode.live_agent;
    if (!call) {
      signOfLife(result.getChecks(), found);
    }
    if (call) {
      add(found, Reason.AGENT_REVIEW_PENDING, leadsTo(Reason.AGENT_REVIEW_PENDING));
    }
    result.setReasons(byWeight(found, details));
    result.setPolicyVersion(version());
    // A call is for its agent to decide; what the models say are reasons for the agent to weigh.
    result.setResult(call ? Outcome.needs_review : outcome(found));
  }

  /**
   * A challenge that suffices makes up for passive liveness that cannot be had; a sign of life that
   * the policy wants and nobody gave keeps from approval.
   */
  private void signOfLife(List<Check> checks, Map<Reason, Outcome> found) {
    Set<String> passed =
        checks.stream()
            .filter(check -> check.getStatus() == CheckStatus.passed)
            .map(Check::getName)
            .collect(Collectors.toSet());
    if (livenessBy.stream().noneMatch(passed::containsAll)) {
      if (passed.contains(CheckName.PASSIVE_LIVENESS)) {
        add(found, Reason.ACTIVE_LIVENESS_MISSING, leadsTo(Reason.ACTIVE_LIVENESS_MISSING));
      }
    } else if (!reasons.containsKey(Reason.PASSIVE_LIVENESS_NOT_AVAILABLE)) {
      found.computeIfPresent(
          Reason.PASSIVE_LIVENESS_NOT_AVAILABLE, (reason, outcome) -> Outcome.approved);
    }
  }

  /** Whether a comparison was made, or is asked for by a reason that keeps from approval. */
  private boolean tried(Check match) {
    return match.getScore() != null
        || match.getReasons().stream()
            .flatMap(code -> Reason.ofCode(code).stream())
            .anyMatch(reason -> weight(leadsTo(reason)) > 0);
  }

  /** Names this policy: two policies that may decide differently have different versions. */
  public String version() {
    // What reasons lead to by themselves may change with a release, and is part of the policy.
    List<Outcome> builtIn = Arrays.stream(Reason.values()).map(Reason::leadsTo).toList();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest("2 %s %s".formatted(this, builtIn).getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Declining reasons first, then those for review, then the rest, each in the enum's order. */
  private static List<String> byWeight(Map<Reason, Outcome> found, Set<String> details) {
    List<String> codes = new ArrayList<>();
    found.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Reason, Outcome> e) -> -weight(e.getValue()))
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> codes.add(entry.getKey().code()));
    codes.addAll(details);
    return codes;
  }

  private static Outcome outcome(Map<Reason, Outcome> found) {
    return switch (found.values().stream().mapToInt(DecisionPolicy::weight).max().orElse(0)) {
      case 2 -> Outcome.declined;
      case 1 -> Outcome.needs_review;
      default -> Outcome.approved;
    };
  }

  private static int weight(Outcome outcome) {
    return switch (outcome) {
      case declined -> 2;
      case needs_review -> 1;
      case approved, unknown -> 0;
    };
  }

  /** Sets the status of a check with a score; adds its reasons and what they lead to. */
  private void judge(Check check, Map<Reason, Outcome> found) {
    List<Reason> own =
        check.getReasons().stream().flatMap(code -> Reason.ofCode(code).stream()).toList();
    CheckRule rule = check.getScore() == null ? null : checks.get(check.getName());
    if (check.getScore() != null && rule == null) {
      boolean passes =
          check.getName().equals(CheckName.QUALITY)
              ? own.stream().allMatch(this::isRemark)
              : check.getScore() >= 50;
      // Below its threshold without a reason, a check is a voice among others that were heard.
      CheckStatus below = own.isEmpty() ? CheckStatus.uncertain : CheckStatus.failed;
      check.setStatus(passes ? CheckStatus.passed : below);
    }
    if (rule == null) {
      own.forEach(reason -> add(found, reason, leadsTo(reason)));
    } else {
      judge(check, rule, own, found);
    }
  }

  /** Whether a reason is only to be known, and speaks against nothing. */
  private boolean isRemark(Reason reason) {
    return reason.leadsTo() == Outcome.approved && weight(leadsTo(reason)) == 0;
  }

  private void judge(Check check, CheckRule rule, List<Reason> own, Map<Reason, Outcome> found) {
    CheckStatus status = rule.band().status(check.getScore());
    Outcome failed = status == CheckStatus.failed ? rule.failed() : null;
    int weight = 0;
    for (Reason reason : own) {
      Outcome outcome = leadsTo(reason, failed);
      add(found, reason, outcome);
      weight = Math.max(weight, weight(outcome));
    }
    if (status == CheckStatus.passed) {
      check.setStatus(weight > 0 ? CheckStatus.uncertain : CheckStatus.passed);
      return;
    }
    check.setStatus(status);
    Reason named = named(check.getName(), status);
    Outcome outcome = leadsTo(named, failed);
    boolean nameless = named == Reason.CHECK_FAILED || named == Reason.CHECK_UNCERTAIN;
    // That a check failed need not be said beside a reason of its own that weighs as much.
    if (!nameless || weight < weight(outcome)) {
      add(found, named, outcome);
      List<String> codes = new ArrayList<>(check.getReasons());
      codes.add(named.code());
      check.setReasons(codes);
    }
  }

  /** What the policy says of the reason or of its check, the stricter where it says both. */
  private Outcome leadsTo(Reason reason, Outcome failed) {
    if (failed == null) {
      return leadsTo(reason);
    }
    Outcome said = reasons.get(reason);
    return said == null ? failed : stricter(said, failed);
  }

  private static Reason named(String check, CheckStatus status) {
    boolean failed = status == CheckStatus.failed;
    return switch (check) {
      case CheckName.MATCH_SELFIE ->
          failed ? Reason.SELFIE_MISMATCH : Reason.SELFIE_MATCH_UNCERTAIN;
      case CheckName.MATCH_DOCUMENT ->
          failed ? Reason.DOCUMENT_MISMATCH : Reason.DOCUMENT_MATCH_UNCERTAIN;
      case CheckName.PASSIVE_LIVENESS ->
          failed ? Reason.PRESENTATION_ATTACK_SUSPECTED : Reason.LIVENESS_UNCERTAIN;
      default -> failed ? Reason.CHECK_FAILED : Reason.CHECK_UNCERTAIN;
    };
  }

  private static void add(Map<Reason, Outcome> found, Reason reason, Outcome outcome) {
    found.merge(reason, outcome, DecisionPolicy::stricter);
  }

  private static Outcome stricter(Outcome a, Outcome b) {
    return weight(a) >= weight(b) ? a : b;
  }

  /** Whether no photo's reason keeps the session from being approved. */
  private static boolean noneHoldsAPhotoUp(Map<Reason, Outcome> found) {
    return found.entrySet().stream()
        .filter(entry -> weight(entry.getValue()) > 0)
        .map(entry -> entry.getKey().name())
        .noneMatch(name -> name.startsWith("SELFIE_") || name.startsWith("DOCUMENT_"));
  }
}
