package io.verilock.vkyc.evaluation.simulate;

import io.verilock.vkyc.evaluation.simulate.ReportSamples.Clip;
import io.verilock.vkyc.evaluation.simulate.ReportSamples.Document;
import io.verilock.vkyc.evaluation.simulate.ReportSamples.Pair;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.CheckRule;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.schemas.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a policy would have made of the samples of an evaluation.
 *
 * @param policyVersion of the policy that decided
 * @param pack the models that scored
 * @param faceMatch pairs of pictures, by source, then all
 * @param documents selfies against document portraits
 * @param clips presentations, as if each one's face were the selfie's
 * @param sessions pairs and clips together
 * @param whatIf other thresholds, by check
 * @param notes what the figures do not say
 */
public record Simulation(
    String policyVersion,
    String pack,
    List<Row> faceMatch,
    List<Row> documents,
    List<Row> clips,
    List<Session> sessions,
    Map<String, List<WhatIf>> whatIf,
    List<String> notes) {
  /** The group of all samples. */
  static final String ALL = "all";

  private static final List<Double> DECLINE_BELOW = List.of(20.0, 30.0, 40.0, 50.0);
  private static final List<Double> APPROVE_FROM = List.of(50.0, 60.0, 70.0, 80.0, 90.0);
  private static final String GENUINE = "genuine";
  private static final String IMPOSTOR = "impostor";

  /**
   * What became of a group of samples.
   *
   * @param group source, or species of attack
   * @param kind genuine, impostor, bona fide or attack
   * @param failedChecks samples that failed each check
   * @param reasons samples with each reason
   */
  public record Row(
      String group,
      String kind,
      long samples,
      Share approved,
      Share declined,
      Share needsReview,
      Map<String, Long> failedChecks,
      Map<String, Long> reasons) {}

  /**
   * What becomes of a kind of session: every pair with every clip.
   *
   * @param approved percent
   * @param declined percent
   * @param needsReview percent
   */
  public record Session(
      String who, long pairs, long clips, double approved, double declined, double needsReview) {}

  /**
   * Other thresholds of a check, all else as in the policy.
   *
   * @param current whether these are the policy's own
   */
  public record WhatIf(
      double declineBelow,
      double approveFrom,
      boolean current,
      Share falselyApproved,
      Share falselyDeclined,
      Share genuineReviewed,
      Share othersReviewed) {
    /** Whether the other thresholds decide these samples alike. */
    boolean decidesLike(WhatIf other) {
      return falselyApproved.equals(other.falselyApproved)
          && falselyDeclined.equals(other.falselyDeclined)
          && genuineReviewed.equals(other.genuineReviewed)
          && othersReviewed.equals(other.othersReviewed);
    }
  }

  /** Has the policy decide every sample of the report. */
  public static Simulation of(DecisionPolicy policy, ReportSamples report) {
    List<Pair> pairs = report.samples().verification();
    List<Clip> clips = report.samples().clips();
    List<Document> documents = report.samples().documents();
    PolicyReplay replay = new PolicyReplay(policy);
    Map<String, List<WhatIf>> whatIf = new LinkedHashMap<>();
    if (pairs.stream().anyMatch(pair -> pair.score() != null)) {
      addWhatIf(whatIf, policy, CheckName.MATCH_SELFIE, pairs, Pair::same, PolicyReplay::decide);
    }
    if (documents.stream().anyMatch(document -> document.score() != null)) {
      addWhatIf(
          whatIf,
          policy,
          CheckName.MATCH_DOCUMENT,
          documents,
          Document::same,
          PolicyReplay::decide);
    }
    // Models without passive liveness decide the same with any thresholds.
    if (clips.stream().anyMatch(clip -> clip.checks().containsKey(CheckName.PASSIVE_LIVENESS))) {
      addWhatIf(
          whatIf, policy, CheckName.PASSIVE_LIVENESS, clips, Clip::bonaFide, PolicyReplay::decide);
    }
    return new Simulation(
        policy.version(),
        report.pack(),
        faceMatch(pairs, replay),
        bySameness(ALL, documents, Document::same, replay::decide),
        presentations(clips, replay),
        sessions(pairs, clips, replay),
        whatIf,
        notes(policy, clips));
  }

  private static List<Row> faceMatch(List<Pair> pairs, PolicyReplay replay) {
    List<Row> rows = new ArrayList<>();
    Collection<String> sources =
        new TreeSet<>(pairs.stream().map(Pair::source).map(Simulation::named).toList());
    if (sources.size() > 1) {
      for (String source : sources) {
        List<Pair> own = pairs.stream().filter(p -> named(p.source()).equals(source)).toList();
        rows.addAll(bySameness(source, own, Pair::same, replay::decide));
      }
    }
    rows.addAll(bySameness(ALL, pairs, Pair::same, replay::decide));
    return rows;
  }

  private static <T> List<Row> bySameness(
      String group, List<T> samples, Predicate<T> same, Function<T, Decided> decide) {
    List<Row> rows = new ArrayList<>();
    addRow(rows, group, GENUINE, samples.stream().filter(same).map(decide).toList());
    addRow(rows, group, IMPOSTOR, samples.stream().filter(same.negate()).map(decide).toList());
    return rows;
  }

  private static List<Row> presentations(List<Clip> clips, PolicyReplay replay) {
    List<Row> rows = new ArrayList<>();
    addRow(
        rows, ALL, "bona fide", clips.stream().filter(Clip::bonaFide).map(replay::decide).toList());
    List<Clip> attacks = clips.stream().filter(clip -> !clip.bonaFide()).toList();
    addRow(rows, ALL, "attack", attacks.stream().map(replay::decide).toList());
    Map<String, List<Decided>> bySpecies = new TreeMap<>();
    for (Clip attack : attacks) {
      bySpecies
          .computeIfAbsent(named(attack.species()), species -> new ArrayList<>())
          .add(replay.decide(attack));
    }
    bySpecies.forEach((species, decided) -> addRow(rows, species, "attack", decided));
    return rows;
  }

  /** What meets whom: a person with a live face, and a presentation of the victim's face. */
  private static List<Session> sessions(List<Pair> pairs, List<Clip> clips, PolicyReplay replay) {
    List<Session> sessions = new ArrayList<>();
    List<Pair> genuine = pairs.stream().filter(Pair::same).toList();
    List<Pair> impostors = pairs.stream().filter(pair -> !pair.same()).toList();
    List<Clip> live = clips.stream().filter(Clip::bonaFide).toList();
    List<Clip> attacks = clips.stream().filter(clip -> !clip.bonaFide()).toList();
    addSession(sessions, "genuine user, live face", genuine, live, replay);
    addSession(sessions, "impostor, live face", impostors, live, replay);
    addSession(sessions, "attack with the user's face", genuine, attacks, replay);
    return sessions;
  }

  private static void addSession(
      List<Session> sessions, String who, List<Pair> pairs, List<Clip> clips, PolicyReplay replay) {
    if (pairs.isEmpty() || clips.isEmpty()) {
      return;
    }
    // Samples that are decided for the same reasons are decided alike beside any other sample, so
    // one of each kind speaks for all.
    Map<Decided, List<Pair>> kindsOfPairs = kinds(pairs, replay::decide);
    Map<Decided, List<Clip>> kindsOfClips = kinds(clips, replay::decide);
    Map<Outcome, Long> counts = new TreeMap<>();
    for (List<Pair> alikePairs : kindsOfPairs.values()) {
      for (List<Clip> alikeClips : kindsOfClips.values()) {
        Outcome outcome = replay.decide(alikeClips.get(0), alikePairs.get(0)).outcome();
        counts.merge(outcome, (long) alikePairs.size() * alikeClips.size(), Long::sum);
      }
    }
    double all = (double) pairs.size() * clips.size();
    sessions.add(
        new Session(
            who,
            pairs.size(),
            clips.size(),
            Share.percent(counts.getOrDefault(Outcome.approved, 0L) / all),
            Share.percent(counts.getOrDefault(Outcome.declined, 0L) / all),
            Share.percent(counts.getOrDefault(Outcome.needs_review, 0L) / all)));
  }

  private static <T> Map<Decided, List<T>> kinds(List<T> samples, Function<T, Decided> decide) {
    Map<Decided, List<T>> kinds = new LinkedHashMap<>();
    for (T sample : samples) {
      kinds.computeIfAbsent(decide.apply(sample), kind -> new ArrayList<>()).add(sample);
    }
    return kinds;
  }

  private static <T> void addWhatIf(
      Map<String, List<WhatIf>> whatIf,
      DecisionPolicy policy,
      String check,
      List<T> samples,
      Predicate<T> genuine,
      BiFunction<PolicyReplay, T, Decided> decide) {
    List<T> ours = samples.stream().filter(genuine).toList();
    List<T> others = samples.stream().filter(genuine.negate()).toList();
    if (ours.isEmpty() || others.isEmpty()) {
      return;
    }
    CheckRule rule = policy.checks().get(check);
    List<WhatIf> rows = new ArrayList<>();
    for (Band band : bands(rule == null ? DecisionPolicy.MIDDLE : rule.band())) {
      PolicyReplay with = new PolicyReplay(policy.with(check, band));
      Map<Outcome, Long> decidedOurs =
          counts(ours.stream().map(s -> decide.apply(with, s)).toList());
      Map<Outcome, Long> decidedOthers =
          counts(others.stream().map(s -> decide.apply(with, s)).toList());
      rows.add(
          new WhatIf(
              band.declineBelow(),
              band.approveFrom(),
              rule != null && band.equals(rule.band()),
              share(decidedOthers, Outcome.approved, others.size()),
              share(decidedOurs, Outcome.declined, ours.size()),
              share(decidedOurs, Outcome.needs_review, ours.size()),
              share(decidedOthers, Outcome.needs_review, others.size())));
    }
    whatIf.put(check, rows);
  }

  /** The policy's own thresholds, then a grid. */
  private static List<Band> bands(Band own) {
    List<Band> bands = new ArrayList<>(List.of(own));
    for (double declineBelow : DECLINE_BELOW) {
      for (double approveFrom : APPROVE_FROM) {
        Band band = new Band(declineBelow, approveFrom);
        if (!band.equals(own)) {
          bands.add(band);
        }
      }
    }
    return bands;
  }

  private static void addRow(List<Row> rows, String group, String kind, List<Decided> decided) {
    if (decided.isEmpty()) {
      return;
    }
    Map<Outcome, Long> counts = counts(decided);
    Map<String, Long> failed = new TreeMap<>();
    Map<String, Long> reasons = new TreeMap<>();
    for (Decided one : decided) {
      one.failed().forEach(check -> failed.merge(check, 1L, Long::sum));
      one.reasons().forEach(reason -> reasons.merge(reason, 1L, Long::sum));
    }
    rows.add(
        new Row(
            group,
            kind,
            decided.size(),
            share(counts, Outcome.approved, decided.size()),
            share(counts, Outcome.declined, decided.size()),
            share(counts, Outcome.needs_review, decided.size()),
            failed,
            reasons));
  }

  private static Map<Outcome, Long> counts(List<Decided> decided) {
    Map<Outcome, Long> counts = new TreeMap<>();
    decided.forEach(one -> counts.merge(one.outcome(), 1L, Long::sum));
    return counts;
  }

  private static Share share(Map<Outcome, Long> counts, Outcome outcome, int n) {
    return Share.of(counts.getOrDefault(outcome, 0L), n);
  }

  private static String named(String group) {
    return group == null || group.isBlank() ? "not named" : group;
  }

  private static List<String> notes(DecisionPolicy policy, List<Clip> clips) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Intervals are 95 % Wilson intervals and take samples as independent; several of one person"
            + " are not.");
    notes.add(
        "Clips are decided as if their face were the selfie's, so that liveness alone speaks.");
    notes.add(
        "A pair of which one picture has no face is decided as a selfie without a face"
            + " (selfie_no_face).");
    long few = clips.stream().filter(PolicyReplay::scoredOnFewFrames).count();
    if (few > 0) {
      notes.add(
          "%d of %d clips have too few usable frames for a decision. They are decided by their"
                  .formatted(few, clips.size())
              + " scores all the same; the job would send them to review"
              + " (too_few_usable_frames).");
    }
    if (!policy.scoring().equals(DecisionPolicy.BUILT_IN.scoring())) {
      notes.add(
          "minimum_usable_frames and multiple_faces_share of the policy have no part in this: the"
              + " report holds what its own evaluation made of the frames.");
    }
    return notes;
  }
}
