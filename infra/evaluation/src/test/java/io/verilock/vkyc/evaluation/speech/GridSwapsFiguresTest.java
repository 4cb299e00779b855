package io.verilock.vkyc.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.pack.Dictations;
import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import io.verilock.vkyc.recordings.SoundFile;
import io.verilock.vkyc.testing.DevelopmentData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures of docs/speech.md on clips of the GRID corpus: five people, a sentence of six words
 * each. The sound of a clip is checked for its own sentence, and for those of the others, as if
 * their pictures had been given its sound.
 */
@Tag("figures")
class GridSwapsFiguresTest {
  private static final Map<String, String> SAID =
      new TreeMap<>(
          Map.of(
              "bbaf2n", "bin blue at f two now",
              "brbk7n", "bin red by k seven now",
              "lbax4n", "lay blue at x four now",
              "lwbsza", "lay white by s zero again",
              "swiz3n", "set white in z three now"));
  private static final String[][] WORDS = {
    {"bin", "lay", "place", "set"},
    {"blue", "green", "red", "white"},
    {"at", "by", "in", "with"},
    {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"},
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"},
    {"again", "now", "please", "soon"}
  };
  private static final int DECOYS = 60;

  @Test
  void theSoundOfAnotherClipIsFoundOut() throws Exception {
    try (SharedModels.Lease lease =
        SharedModels.acquire(new ModelChoice("open", Dictations.NONE))) {
      PhraseVerifier verifier = lease.models().phrases().orElseThrow();
      int rejected = 0;
      int accepted = 0;
      int swaps = 0;
      for (String heard : SAID.keySet()) {
        String path = "videos/rizkiarm_LipNet_%s.mpg".formatted(heard);
        short[] sound = SoundFile.read(DevelopmentData.file(path));
        for (String asked : SAID.keySet()) {
          boolean said = verifier.verify("en", SAID.get(asked), decoys(), sound).said();
          System.out.printf("%s heard, %s asked for: %s%n", heard, asked, said);
          if (heard.equals(asked)) {
            rejected += said ? 0 : 1;
          } else {
            accepted += said ? 1 : 0;
            swaps++;
          }
        }
      }
      System.out.printf(
          "own sentence rejected: %d of %d, another's accepted: %d of %d%n",
          rejected, SAID.size(), accepted, swaps);
      assertThat(rejected).isZero();
      // Two sentences that share three of their six words are taken for each other.
      assertThat(accepted).isLessThanOrEqualTo(1);
    }
  }

  /** Other sentences of the corpus's grammar. */
  private static List<String> decoys() {
    Random random = new Random(1);
    List<String> decoys = new ArrayList<>();
    for (int i = 0; i < DECOYS; i++) {
      List<String> words = new ArrayList<>();
      for (String[] choice : WORDS) {
        words.add(choice[random.nextInt(choice.length)]);
      }
      decoys.add(String.join(" ", words));
    }
    return decoys;
  }
}
