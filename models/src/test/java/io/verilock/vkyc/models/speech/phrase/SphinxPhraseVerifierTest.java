package io.verilock.vkyc.models.speech.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict.Outcome;
import io.verilock.vkyc.models.speech.phrase.SphinxModel.Band;
import io.verilock.vkyc.models.speech.phrase.SphinxModel.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check of phrases says where it cannot be made. */
class SphinxPhraseVerifierTest {
  private static final short[] SECOND = new short[16_000];

  @TempDir Path folder;
  private SphinxModel model;

  @BeforeEach
  void aModelWhoseFilesAreGone() throws Exception {
    Path dictionary = Files.writeString(folder.resolve("dict"), "one W AH N\ntwo T UW\n");
    Path gone = folder.resolve("gone");
    model =
        new SphinxModel(
            "en",
            gone,
            gone,
            gone,
            gone,
            new Weights(Weights.Form.PACKED, gone),
            Band.WIDE,
            List.of(dictionary));
  }

  @Test
  void withoutTheLibraryNoLanguageIsKnown() throws Exception {
    Optional<SphinxLibrary> library = SphinxLibrary.find("libpocketsphinx.so.999");
    assertThat(library).isEmpty();

    PhraseVerifier verifier = new SphinxPhraseVerifier(library, List.of(model));

    assertThat(verifier.languages()).isEmpty();
    PhraseVerdict verdict = verifier.verify("en", "one two", List.of(), SECOND);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_AVAILABLE);
    assertThat(verdict.outcome().reason()).isEqualTo("phrase_check_not_available");
    assertThat(verdict.said()).isFalse();
    assertThat(verdict.weakestWord()).isEqualTo(PhraseVerdict.NO_MARGIN);
  }

  @Test
  void aModelWhoseFilesAreGoneIsNotAvailable() throws Exception {
    Optional<SphinxLibrary> library = SphinxLibrary.find(SphinxLibrary.NAME);

    PhraseVerifier verifier = new SphinxPhraseVerifier(library, List.of(model));

    assertThat(verifier.verify("en", "one two", List.of(), SECOND).outcome())
        .isEqualTo(Outcome.NOT_AVAILABLE);
  }

  @Test
  void whatNobodyShouldAskIsRefused() throws Exception {
    PhraseVerifier verifier = new SphinxPhraseVerifier(Optional.empty(), List.of());

    assertThatThrownBy(
            () ->
                verifier.verify(
                    "en", "one two", List.of(), new short[Dictation.LONGEST_SAMPLES + 1]))
        .hasMessage("192001 samples, of which 192000 are the most");
    assertThatThrownBy(() -> verifier.verify("en", " ?! ", List.of(), SECOND))
        .hasMessage("a phrase without words");
  }
}
