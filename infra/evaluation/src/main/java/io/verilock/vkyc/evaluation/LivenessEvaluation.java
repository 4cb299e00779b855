package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.LivenessFigures.Scored;
import io.verilock.vkyc.evaluation.Presentation.Kind;
import io.verilock.vkyc.evaluation.Samples.ClipSample;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessPicture;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessVideo;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.LivenessScorer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges labelled presentations, frame by frame and clip by clip. */
final class LivenessEvaluation {
  /** The session's liveness, made of its checks. */
  static final String OVERALL = "liveness";

  /** Scored checks that are about something else. */
  private static final Set<String> OTHER_CHECKS =
      Set.of(
          CheckName.MATCH_SELFIE,
          CheckName.MATCH_DOCUMENT,
          CheckName.FACE_CONTINUITY,
          CheckName.QUALITY,
          CheckName.SPEECH);

  private final ModelSet models;
  private final ClipJudge judge;
  private final Stages stages;
  private final List<String> notes;

  LivenessEvaluation(ModelSet models, ClipJudge judge, Stages stages, List<String> notes) {
    this.models = models;
    this.judge = judge;
    this.stages = stages;
    this.notes = notes;
  }

  /**
   * What came of the presentations.
   *
   * @param frames scores of the single pictures, by check
   * @param clips scores of the clips, by check
   * @param judged the clips and videos
   * @param persons different identities among them and the single pictures; 0 where none is given
   */
  record Outcome(
      SortedMap<String, List<Scored>> frames,
      SortedMap<String, List<Scored>> clips,
      SortedMap<String, LivenessFigures> frameFigures,
      SortedMap<String, LivenessFigures> clipFigures,
      List<JudgedClip> judged,
      List<ClipSample> samples,
      int persons) {}

  Outcome evaluate(List<LivenessPicture> pictures, List<LivenessVideo> videos) {
    List<Presentation> ofPictures = Presentation.ofPictures(pictures);
    List<Presentation> ofVideos = Presentation.ofVideos(videos);
    List<Optional<JudgedClip>> judgedPictures =
        stages.each("liveness", " presentations", ofPictures, judge::judge);
    List<Optional<JudgedClip>> judgedVideos =
        stages.each("videos", " videos", ofVideos, judge::judge);
    List<JudgedFrame> frames = new ArrayList<>();
    List<JudgedClip> clips = new ArrayList<>();
    Set<String> persons = new HashSet<>();
    for (int i = 0; i < ofPictures.size(); i++) {
      boolean single = ofPictures.get(i).kind() == Kind.SINGLE_PICTURE;
      judgedPictures
          .get(i)
          .ifPresent(
              judged -> {
                frames.addAll(judged.frames());
                persons.add(judged.identity());
                if (!single) {
                  clips.add(judged);
                }
              });
    }
    for (Optional<JudgedClip> judged : judgedVideos) {
      judged.ifPresent(
          clip -> {
            clips.add(clip);
            persons.add(clip.identity());
          });
    }
    persons.remove("");
    SortedMap<String, List<Scored>> byFrame = byFrame(frames);
    SortedMap<String, List<Scored>> byClip = byClip(clips);
    return new Outcome(
        byFrame,
        byClip,
        figures("liveness.frame", byFrame),
        figures("liveness.clip", byClip),
        clips,
        clips.stream().map(LivenessEvaluation::sample).toList(),
        persons.size());
  }

  private SortedMap<String, List<Scored>> byFrame(List<JudgedFrame> frames) {
    SortedMap<String, List<Scored>> scores = new TreeMap<>();
    if (frames.isEmpty()) {
      return scores;
    }
    Set<String> checks = new TreeSet<>(modelNames());
    checks.add(CheckName.PASSIVE_LIVENESS);
    for (String check : checks) {
      scores.put(
          check,
          frames.stream()
              .map(
                  frame ->
                      new Scored(
                          frame.label(),
                          frame.species(),
                          frame.usable(),
                          frame.scores().get(check)))
              .toList());
    }
    return scores;
  }

  private SortedMap<String, List<Scored>> byClip(List<JudgedClip> clips) {
    SortedMap<String, List<Scored>> scores = new TreeMap<>();
    if (clips.isEmpty()) {
      return scores;
    }
    Set<String> checks = new TreeSet<>(Set.of(CheckName.PASSIVE_LIVENESS));
    for (JudgedClip clip : clips) {
      clip.checks().keySet().stream()
          .filter(check -> !OTHER_CHECKS.contains(check))
          .forEach(checks::add);
    }
    for (String check : checks) {
      scores.put(
          check, clips.stream().map(clip -> scored(clip, clip.checks().get(check))).toList());
    }
    for (String model : modelNames()) {
      // A check may be that of a single model, and bear its name.
      scores.put(
          checks.contains(model) ? model + "_mean" : model,
          clips.stream().map(clip -> scored(clip, clip.models().get(model))).toList());
    }
    scores.put(OVERALL, clips.stream().map(clip -> scored(clip, clip.liveness())).toList());
    return scores;
  }

  private List<String> modelNames() {
    return models.liveness().stream().map(LivenessScorer::name).toList();
  }

  private static Scored scored(JudgedClip clip, Double score) {
    return new Scored(clip.label(), clip.species(), clip.usable(), score);
  }

  private SortedMap<String, LivenessFigures> figures(
      String name, SortedMap<String, List<Scored>> scores) {
    SortedMap<String, LivenessFigures> figures = new TreeMap<>();
    for (Map.Entry<String, List<Scored>> entry : scores.entrySet()) {
      LivenessFigures of = LivenessFigures.of(entry.getValue());
      figures.put(entry.getKey(), of);
      if (of.bonaFide() == 0 || of.attacks() == 0) {
        notes.add(
            "%s.%s: %d bona fide presentations and %d attacks have a score; without both, auc, eer and acer cannot be had"
                .formatted(name, entry.getKey(), of.bonaFide(), of.attacks()));
      }
      if (of.notScored() > 0) {
        notes.add(
            "%s.%s: %d presentations with a face have no score and are left out"
                .formatted(name, entry.getKey(), of.notScored()));
      }
    }
    return figures;
  }

  private static ClipSample sample(JudgedClip clip) {
    return new ClipSample(
        clip.clip(),
        clip.label(),
        clip.species(),
        clip.identity(),
        clip.liveness(),
        clip.checks(),
        clip.reasons());
  }
}
