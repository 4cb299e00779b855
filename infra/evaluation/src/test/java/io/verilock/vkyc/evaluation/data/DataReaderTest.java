package io.verilock.vkyc.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.evaluation.data.LabelledData.Document;
import io.verilock.vkyc.evaluation.data.LabelledData.DocumentPair;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessPicture;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessVideo;
import io.verilock.vkyc.evaluation.data.LabelledData.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataReaderTest {
  @TempDir Path folder;

  @Test
  void readsEveryFileByTheNamesOfItsColumnsAndIgnoresOthers() throws Exception {
    write("pairs.csv", "same,path_b,extra,path_a,source", "1,b.jpg,\"x, y\",a.jpg,mine");
    write("doc_pairs.csv", "path_document,path_selfie,same", "d.jpg,s.jpg,0");
    write("documents.csv", "path,type,portrait_visible,country", "d.jpg,passport,y,LVA");
    write(
        "liveness.csv",
        "path,label,source,identity,clip,support,medium,lighting,kind",
        "f.jpg,replay,here,anna,c1,hand,video,adverse,still");
    write("liveness_videos.csv", "path,label,source,identity", "v.mp4,deepfake,here,anna");

    LabelledData data = DataReader.read(folder);

    assertThat(data.pairs()).containsExactly(new Pair("a.jpg", "b.jpg", true, "mine"));
    assertThat(data.documentPairs()).containsExactly(new DocumentPair("d.jpg", "s.jpg", false));
    assertThat(data.documents()).containsExactly(new Document("d.jpg", "passport", true));
    assertThat(data.livenessPictures())
        .containsExactly(new LivenessPicture("f.jpg", "replay", "anna", "c1", "hand", "video"));
    assertThat(data.livenessVideos())
        .containsExactly(new LivenessVideo("v.mp4", "deepfake", "anna"));
    assertThat(data.rows()).hasSize(5).containsEntry("pairs.csv", 1);
  }

  @Test
  void furtherColumnsMayBeCalledNearlyAsTheOthers() throws Exception {
    write("pairs.csv", "path_a,path_b,path_c,same", "a.jpg,b.jpg,c.jpg,1");

    assertThat(DataReader.read(folder).pairs())
        .containsExactly(new Pair("a.jpg", "b.jpg", true, "pairs"));
  }

  @Test
  void oneFileIsEnough() throws Exception {
    write("liveness.csv", "\uFEFFpath,label", "a.jpg,real");

    LabelledData data = DataReader.read(folder);

    assertThat(data.livenessPictures()).hasSize(1);
    assertThat(data.pairs()).isEmpty();
    assertThat(data.rows()).containsOnlyKeys("liveness.csv");
  }

  @Test
  void withoutAnyFileItSaysWhereItLookedAndForWhat() {
    assertThatThrownBy(() -> DataReader.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(
            "pairs.csv, doc_pairs.csv, documents.csv, liveness.csv, liveness_videos.csv");
    assertThatThrownBy(() -> DataReader.read(folder.resolve("gone")))
        .hasMessage(folder.resolve("gone") + ": there is no such folder");
  }

  @Test
  void filesWithoutRowsAreNothingToMeasure() throws Exception {
    write("pairs.csv", "path_a,path_b,same,source");
    assertThatThrownBy(() -> DataReader.read(folder))
        .hasMessage(folder + ": there are no rows in pairs.csv");
  }

  @Test
  void everyProblemIsNamedWithFileAndLine() throws Exception {
    Path file =
        write(
            "pairs.csv",
            "path_a,path_b,same,source",
            "a.jpg,b.jpg,1,mine",
            "a.jpg,b.jpg,yes,mine",
            ",b.jpg,0,mine",
            "a.jpg,b.jpg,0,mine,more",
            "a.jpg,b.jpg,0,all");

    assertThatThrownBy(() -> DataReader.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file + ":3: same 'yes' is neither 1 nor 0")
        .hasMessageContaining(file + ":4: path_a is empty")
        .hasMessageContaining(file + ":5: 5 cells where the header has 4")
        .hasMessageContaining(file + ":6: source 'all' stands for all sources");
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    Path file = write("liveness.csv", "path,clip", "a.jpg,c");
    assertThatThrownBy(() -> DataReader.read(folder))
        .hasMessage(
            file
                + ":1: the column 'label' is missing; name it in the header, which split"
                + " at commas has: path, clip");
  }

  @Test
  void aClipOfTwoLabelsIsRefused() throws Exception {
    Path file = write("liveness.csv", "path,label,clip", "a.jpg,real,c", "b.jpg,print,c");
    assertThatThrownBy(() -> DataReader.read(folder))
        .hasMessage(file + ":3: clip 'c' is print here and real before; a clip has one label");
  }

  @Test
  void whatIsNoTextIsNamed() throws Exception {
    Path file = folder.resolve("pairs.csv");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
    assertThatThrownBy(() -> DataReader.read(folder))
        .hasMessage(file + ":1: bytes that are not UTF-16 text; save the file as UTF-8");
    Files.write(file, "path_a,path_b,same\n\"a,b,1\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> DataReader.read(folder))
        .hasMessageStartingWith(file + ":2: quotes do not fit from here on; ");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
