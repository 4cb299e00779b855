package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.speech.Dictated;
import io.verilock.vkyc.models.speech.Dictation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadedModelsTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void dictationsStandBesideEachOtherAndAreClosedTogether() {
    LoadedModels models =
        withoutFaces()
            .withDictation(Optional.of(dictation("moonshine", "en")))
            .withDictation(Optional.empty())
            .withDictation(Optional.of(dictation("whisper", "de")));

    assertThat(said(models, "en")).contains("moonshine in en");
    assertThat(said(models, "de")).contains("whisper in de");
    assertThat(said(models, "fr")).isEmpty();
    assertThat(models.versions())
        .isEqualTo(Map.of("moonshine", "moonshine/file", "whisper", "whisper/file"));
    models.close();
    assertThat(closed).containsExactly("pack", "moonshine", "whisper");
  }

  private LoadedModels withoutFaces() {
    return new LoadedModels(
        "test",
        null,
        null,
        null,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        null,
        null,
        null,
        Map.of(),
        List.of(() -> closed.add("pack")));
  }

  private LoadedDictation dictation(String name, String language) {
    return new LoadedDictation(
        new Dictation() {
          @Override
          public Set<String> languages() {
            return Set.of(language);
          }

          @Override
          public Dictated dictate(short[] samples, String told) {
            return new Dictated(name + " in " + told, 1);
          }
        },
        Map.of(name, name + "/file"),
        () -> closed.add(name));
  }

  private static Optional<String> said(LoadedModels models, String language) {
    return models
        .dictation(language)
        .map(dictation -> dictation.dictate(new short[0], language).text());
  }
}
