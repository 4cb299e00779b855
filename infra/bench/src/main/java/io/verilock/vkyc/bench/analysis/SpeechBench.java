package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.CpuTime;
import io.verilock.vkyc.bench.Figure;
import io.verilock.vkyc.evaluation.data.DataReader;
import io.verilock.vkyc.evaluation.data.LabelledData.Sentence;
import io.verilock.vkyc.evaluation.judge.SpeechHeard;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.local.cli.Home;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.Dictations;
import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.recordings.SoundFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What it costs to write down what is said, beside hearing that something is said. */
public final class SpeechBench {
  private static final String DATA = "shared/data/dev";
  private static final String ENGLISH = "en";
  private static final double SECONDS_OF_A_MINUTE = 60;

  private SpeechBench() {}

  /** Measures each dictation; gives nothing where no recorded sentences lie beside the checkout. */
  public static List<Figure> measure(BenchRun run) throws Exception {
    Path data = Home.checkout().resolveSibling(DATA);
    if (!Files.exists(data.resolve("speech.csv"))) {
      run.says().accept("left out, there are no recorded sentences beside the checkout");
      return List.of();
    }
    List<short[]> sentences = new ArrayList<>();
    for (Sentence sentence : DataReader.read(data).speech()) {
      if (sentence.language().equals(ENGLISH) && sentences.size() < run.either(1_000, 5)) {
        sentences.add(SoundFile.read(data.resolve(sentence.path())));
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (String name : Dictations.names()) {
      try (SharedModels.Lease lease =
          SharedModels.acquire(new ModelChoice(Packs.DEFAULT, name, false))) {
        Optional<Dictation> dictation = lease.models().dictation(ENGLISH);
        if (dictation.isPresent()) {
          figures.add(measure(run, name, lease.models(), dictation, sentences));
        }
      }
    }
    return figures;
  }

  private static Figure measure(
      BenchRun run,
      String name,
      ModelSet models,
      Optional<Dictation> dictation,
      List<short[]> sentences)
      throws Exception {
    double minutes =
        sentences.stream().mapToInt(sound -> sound.length).sum()
            / (MediaSink.AUDIO_RATE * SECONDS_OF_A_MINUTE);
    run.says().accept("%s, %.1f minutes of speech".formatted(name, minutes));
    hear(models, dictation, sentences.subList(0, 1));
    List<Double> written = new ArrayList<>();
    List<Double> heard = new ArrayList<>();
    for (int pair = 0; pair < run.either(3, 1); pair++) {
      heard.add(CpuTime.ofProcess(() -> hear(models, Optional.empty(), sentences)) / minutes);
      written.add(CpuTime.ofProcess(() -> hear(models, dictation, sentences)) / minutes);
    }
    return Figure.plain(
        "speech_" + name.replace('-', '_'),
        "CPU s to hear a minute of speech and write it down, %s / to hear it".formatted(name),
        written,
        heard);
  }

  private static void hear(
      ModelSet models, Optional<Dictation> dictation, List<short[]> sentences) {
    for (short[] sound : sentences) {
      SpeechHeard hearing = new SpeechHeard(models.voiceActivity(), dictation, ENGLISH);
      hearing.hear(sound);
      hearing.end();
    }
  }
}
