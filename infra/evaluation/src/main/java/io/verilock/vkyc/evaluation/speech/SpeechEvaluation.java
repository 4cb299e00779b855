package io.verilock.vkyc.evaluation.speech;

import io.verilock.vkyc.evaluation.data.LabelledData.Sentence;
import io.verilock.vkyc.evaluation.judge.SpeechHeard;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.recordings.SoundFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Has recordings of sentences written down as the job does, and counts the errors. */
public final class SpeechEvaluation {
  private final ModelSet models;

  /** An evaluation of the models' dictations. */
  public SpeechEvaluation(ModelSet models) {
    this.models = models;
  }

  /**
   * A sentence and what was made of it.
   *
   * @param transcript null where there is none
   */
  public record Written(Sentence sentence, String transcript) {
    int errors() {
      return WordErrors.between(said(), Words.of(transcript(), sentence.language()));
    }

    List<String> said() {
      return Words.of(sentence.transcript(), sentence.language());
    }

    @Override
    public String transcript() {
      return transcript == null ? "" : transcript;
    }
  }

  /**
   * Writes a recording down. One whose language no dictation knows is given to one of another
   * language, as happens where a person does not speak the session's.
   *
   * @throws IOException if it cannot be read
   */
  public Written write(Path folder, Sentence sentence) throws IOException {
    short[] sound = SoundFile.read(folder.resolve(sentence.path()));
    String spoken = sentence.language();
    Optional<Dictation> dictation =
        models.dictation(spoken).or(() -> models.dictations().stream().findFirst());
    String told =
        dictation
            .map(Dictation::languages)
            .filter(known -> !known.contains(spoken))
            .flatMap(known -> known.stream().findFirst())
            .orElse(spoken);
    SpeechHeard heard = new SpeechHeard(models.voiceActivity(), dictation, told);
    heard.hear(sound);
    return new Written(sentence, heard.end().transcript());
  }

  /** The figures of each language. */
  public SortedMap<String, SpeechFigures> figures(List<Written> written) {
    SortedMap<String, SpeechFigures> figures = new TreeMap<>();
    written.stream()
        .map(one -> one.sentence().language())
        .distinct()
        .forEach(language -> figures.put(language, figures(language, written)));
    return figures;
  }

  private SpeechFigures figures(String language, List<Written> all) {
    List<Written> written =
        all.stream().filter(one -> one.sentence().language().equals(language)).toList();
    int transcripts = (int) written.stream().filter(one -> !one.transcript().isEmpty()).count();
    if (models.dictation(language).isEmpty()) {
      return new SpeechFigures(written.size(), transcripts, null, null, null);
    }
    int words = written.stream().mapToInt(one -> one.said().size()).sum();
    int errors = written.stream().mapToInt(Written::errors).sum();
    return new SpeechFigures(
        written.size(), transcripts, words, errors, words == 0 ? null : (double) errors / words);
  }
}
