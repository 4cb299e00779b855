package io.verilock.vkyc.evaluation.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.evaluation.simulate.ReportSamples.Clip;
import io.verilock.vkyc.evaluation.simulate.ReportSamples.Document;
import io.verilock.vkyc.evaluation.simulate.ReportSamples.Pair;
import io.verilock.vkyc.evaluation.simulate.ReportSamples.Samples;
import io.verilock.vkyc.evaluation.simulate.Simulation.Row;
import io.verilock.vkyc.evaluation.simulate.Simulation.Session;
import io.verilock.vkyc.evaluation.simulate.Simulation.WhatIf;
import io.verilock.vkyc.jobs.decision.CheckRule;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.schemas.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final DecisionPolicy POLICY = DecisionPolicy.BUILT_IN;

  @Test
  void pairsAreDecidedBySourceAndAltogether() {
    Simulation simulation = Simulation.of(POLICY, report(pairs(), List.of()));

    assertThat(simulation.faceMatch().stream().map(SimulationTest::outcomes))
        .containsExactly(
            "album genuine 2: 1 0 1",
            "album impostor 1: 0 1 0",
            "studio genuine 3: 2 0 1",
            "studio impostor 4: 1 2 1",
            "all genuine 5: 3 0 2",
            "all impostor 5: 1 3 1");
    assertThat(simulation.faceMatch().get(5).approved()).isEqualTo(Share.of(1, 5));
    assertThat(simulation.faceMatch().get(5).failedChecks()).isEqualTo(Map.of("match_selfie", 3L));
    assertThat(simulation.policyVersion()).isEqualTo(POLICY.version());
  }

  @Test
  void clipsAreDecidedBySpeciesAsIfTheirFaceWereTheSelfies() {
    Simulation simulation = Simulation.of(POLICY, report(List.of(), clips()));

    assertThat(simulation.clips().stream().map(SimulationTest::outcomes))
        .containsExactly(
            "all bona fide 4: 2 0 2",
            "all attack 5: 1 3 1",
            "not named attack 1: 0 1 0",
            "print attack 2: 0 1 1",
            "replay attack 2: 1 1 0");
    assertThat(simulation.clips().get(1).failedChecks())
        .isEqualTo(Map.of("passive_liveness", 1L, "frozen_video", 1L));
    assertThat(simulation.clips().get(1).reasons())
        .isEqualTo(
            Map.of(
                "presentation_attack_suspected", 1L,
                "liveness_uncertain", 1L,
                "frozen_video", 1L,
                "no_face", 1L));
    assertThat(simulation.sessions()).isEmpty();
  }

  @Test
  void sessionsAreEveryPairWithEveryClip() {
    Simulation simulation = Simulation.of(POLICY, report(pairs(), clips()));

    assertThat(simulation.sessions())
        .containsExactly(
            new Session("genuine user, live face", 5, 4, 30, 0, 70),
            new Session("impostor, live face", 5, 4, 10, 60, 30),
            new Session("attack with the user's face", 5, 5, 12, 60, 28));
  }

  @Test
  void sessionsAreDecidedAsOneByOne() {
    DecisionPolicy policy =
        new DecisionPolicy(
            new ScoringSettings(5, 0.2),
            POLICY.checks(),
            Map.of(
                Reason.SELFIE_NO_FACE, Outcome.approved,
                Reason.SELFIE_MISMATCH, Outcome.needs_review));
    PolicyReplay replay = new PolicyReplay(policy);
    long approved = 0;
    for (Pair pair : pairs().stream().filter(Pair::same).toList()) {
      for (Clip clip : clips().stream().filter(Clip::bonaFide).toList()) {
        approved += replay.decide(clip, pair).outcome() == Outcome.approved ? 1 : 0;
      }
    }

    assertThat(Simulation.of(policy, report(pairs(), clips())).sessions().get(0).approved())
        .isEqualTo(100.0 * approved / 20);
  }

  @Test
  void otherThresholdsAreTriedBesideThePolicysOwn() {
    List<WhatIf> rows =
        Simulation.of(POLICY, report(pairs(), List.of())).whatIf().get("match_selfie");

    assertThat(rows).hasSize(20);
    assertThat(rows.get(0))
        .isEqualTo(
            new WhatIf(
                40, 60, true, Share.of(1, 5), Share.of(0, 5), Share.of(2, 5), Share.of(1, 5)));
    assertThat(rows)
        .filteredOn(row -> row.declineBelow() == 50 && row.approveFrom() == 70)
        .containsExactly(
            new WhatIf(
                50, 70, false, Share.of(0, 5), Share.of(0, 5), Share.of(3, 5), Share.of(1, 5)));
    assertThat(rows.stream().filter(WhatIf::current)).hasSize(1);
  }

  @Test
  void whatAPolicySaysOfChecksAndReasonsCounts() {
    DecisionPolicy policy =
        new DecisionPolicy(
            new ScoringSettings(9, 0.2),
            Map.of(
                "match_selfie", CheckRule.of(new Band(40, 60)),
                "passive_liveness", CheckRule.of(new Band(0, 0)),
                "frozen_video", new CheckRule(DecisionPolicy.MIDDLE, Outcome.needs_review)),
            Map.of(Reason.MULTIPLE_FACES, Outcome.declined));

    Simulation simulation = Simulation.of(policy, report(List.of(), clips()));

    assertThat(simulation.clips().stream().map(SimulationTest::outcomes))
        .containsExactly(
            "all bona fide 4: 3 1 0",
            "all attack 5: 3 1 1",
            "not named attack 1: 0 1 0",
            "print attack 2: 2 0 0",
            "replay attack 2: 1 0 1");
    assertThat(simulation.notes()).last().asString().startsWith("minimum_usable_frames");
  }

  @Test
  void fewFramesOfADataSetDoNotMakeAnAttackLookHarmless() {
    List<Clip> attacks =
        List.of(
            clip("attack", "print", 95.0, "too_few_usable_frames"),
            new Clip("attack", "print", null, Map.of(), List.of("too_few_usable_frames")));

    Simulation simulation = Simulation.of(POLICY, report(List.of(), attacks));

    assertThat(outcomes(simulation.clips().get(0))).isEqualTo("all attack 2: 1 0 1");
    assertThat(simulation.notes())
        .filteredOn(note -> note.startsWith("1 of 2 clips have too few usable frames"))
        .hasSize(1);
  }

  @Test
  void documentsAreDecidedByTheirOwnBand() {
    ReportSamples report =
        new ReportSamples(
            "open",
            new Samples(
                List.of(),
                List.of(),
                List.of(
                    new Document(true, 80.0, null),
                    new Document(true, null, "document_no_face"),
                    new Document(false, 65.0, null))));

    Simulation simulation = Simulation.of(POLICY.with("match_document", new Band(70, 75)), report);

    assertThat(simulation.documents().stream().map(SimulationTest::outcomes))
        .containsExactly("all genuine 2: 1 0 1", "all impostor 1: 0 1 0");
    assertThat(simulation.whatIf()).containsOnlyKeys("match_document");
  }

  @Test
  void withoutPassiveLivenessThereIsNothingToTryAndNobodyIsApproved() {
    Clip clip =
        new Clip(
            "real",
            null,
            null,
            Map.of("frozen_video", 100.0),
            List.of("passive_liveness_not_available"));
    Clip attack =
        new Clip(
            "attack",
            "print",
            0.0,
            Map.of("frozen_video", 0.0),
            List.of("passive_liveness_not_available", "frozen_video"));

    Simulation simulation = Simulation.of(POLICY, report(List.of(), List.of(clip, attack)));

    assertThat(simulation.whatIf()).isEmpty();
    assertThat(simulation.clips().stream().map(SimulationTest::outcomes))
        .containsExactly("all bona fide 1: 0 0 1", "all attack 1: 0 1 0", "print attack 1: 0 1 0");
  }

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Double score : new Double[] {95.0, 60.0, 59.99}) {
      pairs.add(new Pair("studio", true, score));
    }
    for (Double score : new Double[] {3.0, 39.99, 49.0, 61.0}) {
      pairs.add(new Pair("studio", false, score));
    }
    pairs.add(new Pair("album", true, 88.0));
    pairs.add(new Pair("album", true, null));
    pairs.add(new Pair("album", false, 12.0));
    return pairs;
  }

  private static List<Clip> clips() {
    return List.of(
        clip("real", null, 90.0),
        clip("real", null, 60.0),
        clip("real", null, 45.0),
        clip("real", null, 70.0, "multiple_faces"),
        clip("attack", "print", 10.0),
        clip("attack", "print", 50.0),
        clip("attack", "replay", 75.0),
        new Clip(
            "attack",
            "replay",
            0.0,
            Map.of("passive_liveness", 80.0, "frozen_video", 0.0),
            List.of("frozen_video")),
        new Clip("attack", null, null, Map.of(), List.of()));
  }

  private static Clip clip(String label, String species, double liveness, String... reasons) {
    return new Clip(
        label,
        species,
        liveness,
        Map.of("passive_liveness", liveness, "frozen_video", 100.0),
        List.of(reasons));
  }

  private static ReportSamples report(List<Pair> pairs, List<Clip> clips) {
    return new ReportSamples("open", new Samples(pairs, clips, List.of()));
  }

  private static String outcomes(Row row) {
    return "%s %s %d: %d %d %d"
        .formatted(
            row.group(),
            row.kind(),
            row.samples(),
            row.approved().count(),
            row.declined().count(),
            row.needsReview().count());
  }
}
