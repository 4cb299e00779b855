package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.EvaluationReport.CalibrationKnots;
import io.verilock.vkyc.evaluation.EvaluationReport.LivenessReport;
import io.verilock.vkyc.evaluation.Samples.PairSample;
import io.verilock.vkyc.evaluation.data.DataReader;
import io.verilock.vkyc.evaluation.data.LabelledData;
import io.verilock.vkyc.evaluation.speech.PhraseEvaluation;
import io.verilock.vkyc.evaluation.speech.PhraseFigures;
import io.verilock.vkyc.evaluation.speech.SpeechEvaluation;
import io.verilock.vkyc.evaluation.speech.SpeechEvaluation.Written;
import io.verilock.vkyc.evaluation.speech.SpeechFigures;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.vision.PhotoAnalyser;
import io.verilock.vkyc.models.ModelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs a pack over labelled data with the job's own code, and writes what came of it. The same data
 * and pack give the same {@code report.json}, byte for byte.
 */
public final class Evaluation {
  private final ModelSet models;
  private final VideoAnalysisConfig config;

  /** An evaluation of the models with the settings of a job. */
  public Evaluation(ModelSet models, VideoAnalysisConfig config) {
    this.models = models;
    this.config = config;
  }

  /**
   * Writes {@code report.json} and {@code report.html} into a folder.
   *
   * @throws IOException if they cannot be written
   */
  public EvaluationReport run(LabelledData data, Path out, EvaluationProgress progress)
      throws IOException {
    Files.createDirectories(out);
    Stages stages = new Stages(progress);
    List<String> notes = new ArrayList<>();
    Gallery gallery = new Gallery(data.folder());
    SessionScorer scorer =
        new SessionScorer(config.policies().standard().scoring(), ScoringModels.of(models));
    PhotoTemplates photos = new PhotoTemplates(new PhotoAnalyser(models), gallery, stages);
    TemplateComparison comparison = new TemplateComparison(scorer);
    VerificationEvaluation verification = new VerificationEvaluation(photos, comparison, notes);

    VerificationEvaluation.Outcome pairs = verification.evaluate(data.pairs());
    LivenessEvaluation.Outcome liveness =
        new LivenessEvaluation(models, new ClipJudge(models, config, gallery), stages, notes)
            .evaluate(data.livenessPictures(), data.livenessVideos());
    DocumentEvaluation.Outcome documents =
        new DocumentEvaluation(photos, comparison, verification)
            .evaluate(data.documents(), data.documentPairs());

    SortedMap<String, SpeechFigures> speech = speech(data, gallery, stages, notes);
    SortedMap<String, PhraseFigures> phrases = phrases(data, stages, notes);

    EvaluationReport report =
        new EvaluationReport(
            models.pack(),
            new TreeMap<>(models.versions()),
            data.folder().toAbsolutePath().normalize().getFileName().toString(),
            data.rows(),
            new CalibrationKnots(
                Rates.OPERATING_THRESHOLD,
                models.faceMatch().knots(),
                models.passiveLiveness().knots()),
            pairs.figures(),
            pairs.lfwView2(),
            pairs.degraded(),
            new LivenessReport(liveness.persons(), liveness.frameFigures(), liveness.clipFigures()),
            documents.figures(),
            speech,
            phrases,
            notes,
            gallery.unreadable(),
            new Samples(samples(pairs), liveness.samples(), documents.samples()));
    ReportJson.write(report, out.resolve("report.json"));
    List<Failures.Group> failures =
        new Failures(gallery)
            .groups(
                pairs.bySource().getOrDefault(DataReader.ALL_SOURCES, List.of()),
                documents.pairs(),
                documents.missed(),
                liveness.judged());
    new EvaluationPage().write(out.resolve("report.html"), report, pairs, liveness, failures);
    return report;
  }

  private SortedMap<String, SpeechFigures> speech(
      LabelledData data, Gallery gallery, Stages stages, List<String> notes) {
    if (models.dictations().isEmpty() && !data.speech().isEmpty()) {
      notes.add("speech: no dictation can be had here");
      return new TreeMap<>();
    }
    SpeechEvaluation evaluation = new SpeechEvaluation(models);
    List<Optional<Written>> written =
        stages.each(
            "speech",
            " recordings",
            data.speech(),
            sentence -> {
              try {
                return Optional.of(evaluation.write(data.folder(), sentence));
              } catch (IOException e) {
                gallery.unreadable(sentence.path(), e.getMessage());
                return Optional.empty();
              }
            });
    return evaluation.figures(written.stream().flatMap(Optional::stream).toList());
  }

  /** What cannot be read has been named with the transcripts. */
  private SortedMap<String, PhraseFigures> phrases(
      LabelledData data, Stages stages, List<String> notes) {
    if (data.speech().isEmpty()) {
      return new TreeMap<>();
    }
    if (models.phrases().isEmpty()) {
      notes.add("phrases: they cannot be checked here");
      return new TreeMap<>();
    }
    PhraseEvaluation evaluation = new PhraseEvaluation(models.phrases().get());
    for (LabelledData.Sentence sentence : data.speech()) {
      try {
        evaluation.cut(data.folder(), sentence);
      } catch (IOException e) {
        notes.add("phrases: %s is left out".formatted(sentence.path()));
      }
    }
    return evaluation.figures(
        stages.each("phrases", " phrases", evaluation.phrases(), evaluation::check));
  }

  private static List<PairSample> samples(VerificationEvaluation.Outcome outcome) {
    List<PairSample> samples = new ArrayList<>();
    outcome
        .bySource()
        .forEach(
            (source, pairs) -> {
              if (!source.equals(DataReader.ALL_SOURCES)) {
                for (ScoredPair pair : pairs) {
                  samples.add(
                      new PairSample(
                          source, pair.a(), pair.b(), pair.same(), pair.cosine(), pair.score()));
                }
              }
            });
    return samples;
  }
}
