package io.verilock.vkyc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.evaluation.data.DataReader;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.ColourModels;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are colours here, black pictures show nobody, and what is bright is alive. */
@Tag("media")
class EvaluationTest {
  private static final EvaluationProgress SILENT =
      new EvaluationProgress() {
        @Override
        public void begin(String task, String unit, int total) {
          // nobody watches
        }

        @Override
        public void step() {
          // nobody watches
        }
      };

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void draw() throws Exception {
    data = Files.createDirectory(folder.resolve("labelled"));
    for (String person : List.of("red", "green", "blue")) {
      Files.createDirectory(data.resolve(person));
    }
    ColourFiles.photo(data.resolve("red/1.png"), new Color(200, 10, 10));
    ColourFiles.photo(data.resolve("red/2.png"), new Color(150, 10, 20));
    ColourFiles.photo(data.resolve("green/1.png"), new Color(10, 200, 10));
    ColourFiles.photo(data.resolve("green/2.png"), new Color(30, 150, 10));
    ColourFiles.photo(data.resolve("blue/1.png"), new Color(10, 10, 220));
    ColourFiles.photo(data.resolve("blue/black.png"), Color.BLACK);
    Files.writeString(data.resolve("red/text.png"), "no picture");
  }

  @Test
  void pairsAreToldApartBySourceAndAllTogether() throws Exception {
    write(
        "pairs.csv",
        "path_a,path_b,same,source",
        "red/1.png,red/2.png,1,lfw-view2-fold1",
        "red/1.png,green/1.png,0,lfw-view2-fold1",
        "green/1.png,green/2.png,1,lfw-view2-fold2",
        "red/2.png,blue/1.png,0,lfw-view2-fold2",
        "blue/1.png,blue/black.png,1,hard",
        "red/1.png,blue/1.png,0,hard",
        "red/1.png,red/gone.png,1,hard",
        "red/1.png,red/text.png,1,hard");

    JsonNode report = evaluate();

    JsonNode easy = report.at("/verification/lfw-view2-fold1");
    assertThat(easy.get("pairs").asInt()).isEqualTo(2);
    assertThat(easy.get("auc").asDouble()).isEqualTo(1);
    assertThat(easy.get("eer").asDouble()).isZero();
    assertThat(easy.get("tar_at_far_1e2").asDouble()).isEqualTo(1);
    assertThat(easy.get("tar_at_far_1e3").asDouble()).isEqualTo(1);
    JsonNode hard = report.at("/verification/hard");
    assertThat(hard.get("pairs").asInt()).isEqualTo(2);
    assertThat(hard.get("no_face").asInt()).isEqualTo(1);
    assertThat(hard.get("unreadable").asInt()).isEqualTo(2);
    assertThat(hard.get("auc").asDouble()).as("no face is below every score").isZero();
    assertThat(hard.get("fnmr").asDouble()).isEqualTo(1);
    JsonNode all = report.at("/verification/all");
    assertThat(all.get("pairs").asInt()).isEqualTo(6);
    assertThat(all.get("persons").asInt()).isEqualTo(3);
    assertThat(all.get("fnmr").asDouble()).isEqualTo(1 / 3.0, within(1e-6));
    assertThat(all.get("fmr").asDouble()).isZero();
    assertThat(report.at("/lfw_view2/mean_accuracy").asDouble()).isEqualTo(1);
    assertThat(report.at("/unreadable/red~1gone.png").asText()).contains("no such file");
    assertThat(report.at("/unreadable/red~1text.png").asText())
        .contains("a text cannot be read as a photo");
    assertThat(report.at("/samples/verification")).hasSize(6);
    JsonNode blind = sample(report.at("/samples/verification"), "source", "hard");
    assertThat(blind.get("b").asText()).isEqualTo("blue/black.png");
    assertThat(blind.get("cosine").isNull()).isTrue();
    assertThat(blind.get("score").isNull()).isTrue();
  }

  @Test
  void worsePicturesAreThoseOfTheLfwPairs() throws Exception {
    write(
        "pairs.csv",
        "path_a,path_b,same,source",
        "red/1.png,red/2.png,1,lfw-view2-fold1",
        "red/1.png,green/1.png,0,lfw-view2-fold1",
        "green/1.png,green/2.png,1,other");

    JsonNode degraded = evaluate().get("verification_degraded");

    assertThat(degraded.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("original", "small", "dark", "blurred", "jpeg");
    for (JsonNode kind : degraded) {
      assertThat(kind.get("pairs").asInt()).isEqualTo(2);
      assertThat(kind.get("eer").asDouble()).isZero();
    }
  }

  @Test
  void livenessIsCountedByFrameAndByClip() throws Exception {
    ColourFiles.photo(data.resolve("dim1.png"), new Color(90, 70, 70));
    ColourFiles.photo(data.resolve("dim2.png"), new Color(95, 70, 70));
    write(
        "liveness.csv",
        "path,label,identity,clip,support,medium",
        "red/1.png,real,anna,a,,",
        "red/2.png,real,anna,a,,",
        "blue/black.png,real,ben,b,,",
        "dim1.png,print,anna,c,hand,photo",
        "dim2.png,print,anna,c,hand,photo",
        "green/1.png,replay,ben,d,fixed,video",
        "dim1.png,mask,,,,");

    JsonNode report = evaluate();

    JsonNode clips = report.at("/liveness/clip/liveness");
    assertThat(clips.get("bona_fide").asInt()).isEqualTo(2);
    assertThat(clips.get("attacks").asInt()).isEqualTo(2);
    assertThat(clips.get("no_face").asInt()).isEqualTo(1);
    assertThat(clips.get("apcer").asDouble()).isEqualTo(0.5);
    assertThat(clips.get("bpcer").asDouble()).as("nobody is seen in b").isEqualTo(0.5);
    assertThat(clips.get("bpnrr").asDouble()).isEqualTo(0.5);
    assertThat(clips.get("acer").asDouble()).isEqualTo(0.5);
    assertThat(clips.get("worst_species").asText()).isEqualTo("replay/fixed/video");
    assertThat(clips.at("/species/print~1hand~1photo/apcer").asDouble()).isZero();
    assertThat(clips.at("/labels/replay/apcer").asDouble()).isEqualTo(1);
    assertThat(report.at("/liveness/clip/bright/attacks").asInt()).isEqualTo(2);
    assertThat(report.at("/liveness/clip").has("quality")).isFalse();
    JsonNode frames = report.at("/liveness/frame/passive_liveness");
    assertThat(frames.get("bona_fide").asInt()).isEqualTo(3);
    assertThat(frames.get("attacks").asInt()).isEqualTo(4);
    assertThat(frames.get("apcer").asDouble()).isEqualTo(0.25);
    assertThat(report.at("/liveness/frame/bright/eer").isNumber()).isTrue();
    assertThat(report.at("/liveness/persons").asInt()).isEqualTo(2);

    assertThat(report.at("/samples/clips")).hasSize(4);
    JsonNode nobody = sample(report.at("/samples/clips"), "clip", "b");
    assertThat(nobody.get("liveness_score").isNull()).isTrue();
    assertThat(nobody.get("reasons")).extracting(JsonNode::asText).contains("no_face");
    JsonNode print = sample(report.at("/samples/clips"), "clip", "c");
    assertThat(print.get("species").asText()).isEqualTo("print/hand/photo");
    assertThat(print.get("liveness_score").asDouble()).isLessThan(45);
    assertThat(print.at("/checks/passive_liveness").asDouble())
        .isEqualTo(print.get("liveness_score").asDouble());
  }

  @Test
  void aVideoIsDecodedAndAVideoThatIsNoneIsNamed() throws Exception {
    ColourFiles.clip(data.resolve("anna.webm"), new Color(180, 20, 20));
    Files.writeString(data.resolve("text.webm"), "no video");
    write(
        "liveness_videos.csv", "path,label,identity", "anna.webm,real,anna", "text.webm,replay,x");

    JsonNode report = evaluate();

    JsonNode clip = sample(report.at("/samples/clips"), "clip", "anna.webm");
    assertThat(clip.at("/checks/passive_liveness").asDouble()).isGreaterThan(60);
    assertThat(clip.at("/checks/frozen_video").asDouble()).isEqualTo(100);
    assertThat(report.at("/unreadable/text.webm").asText()).isNotEmpty();
    JsonNode figures = report.at("/liveness/clip/liveness");
    assertThat(figures.get("bona_fide").asInt()).isEqualTo(1);
    assertThat(figures.get("attacks").asInt()).as("what cannot be decoded").isZero();
    assertThat(figures.get("acer").isNull()).isTrue();
    assertThat(report.get("notes"))
        .extracting(JsonNode::asText)
        .anyMatch(note -> note.startsWith("liveness.clip.liveness: 1 bona fide"));
  }

  @Test
  void documentsAreSearchedAndMatched() throws Exception {
    write(
        "documents.csv",
        "path,type,portrait_visible",
        "red/1.png,passport,y",
        "blue/black.png,passport,y",
        "green/1.png,card,n");
    write(
        "doc_pairs.csv",
        "path_document,path_selfie,same",
        "red/1.png,red/2.png,1",
        "blue/black.png,blue/1.png,1",
        "red/1.png,blue/1.png,0");

    JsonNode report = evaluate();

    JsonNode documents = report.get("documents");
    assertThat(documents.get("pages").asInt()).isEqualTo(3);
    assertThat(documents.get("portrait_found").asInt()).isEqualTo(1);
    assertThat(documents.get("portrait_missed").asInt()).isEqualTo(1);
    assertThat(documents.get("no_portrait").asInt()).isEqualTo(1);
    assertThat(documents.get("found_where_person_sees_none").asInt()).isEqualTo(1);
    assertThat(documents.at("/match/no_face").asInt()).isEqualTo(1);
    assertThat(documents.at("/match/fnmr").asDouble()).isEqualTo(0.5);
    JsonNode blind = sample(report.at("/samples/documents"), "document", "blue/black.png");
    assertThat(blind.get("reason").asText()).isEqualTo("document_no_face");
    assertThat(sample(report.at("/samples/documents"), "document", "red/1.png").get("score"))
        .isNotNull();
  }

  @Test
  void theSameDataGivesTheSameReportAndThePageNeedsNothingElse() throws Exception {
    write(
        "pairs.csv",
        "path_a,path_b,same,source",
        "red/1.png,red/2.png,1,<script>alert(1)</script>",
        "red/1.png,green/1.png,0,<script>alert(1)</script>",
        "blue/1.png,blue/black.png,1,lfw-view2-fold1");
    write("liveness.csv", "path,label,clip", "red/1.png,real,a", "green/1.png,print,b");

    evaluate();
    byte[] first = Files.readAllBytes(folder.resolve("figures/report.json"));
    evaluate();

    assertThat(Files.readAllBytes(folder.resolve("figures/report.json"))).isEqualTo(first);
    String page = Files.readString(folder.resolve("figures/report.html"));
    assertThat(page)
        .contains("data:image/svg+xml;base64,", "data:image/jpeg;base64,")
        .contains("Attacks accepted", "No face found", "takes data which nobody tuned on")
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "http://", "https://", "@import", "url(");
  }

  private JsonNode evaluate() throws Exception {
    VideoAnalysisConfig config = VideoAnalysisConfig.from(new Configuration());
    Path out = folder.resolve("figures");
    new Evaluation(new SeeingColourModels(), config).run(DataReader.read(data), out, SILENT);
    JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
    assertThat(report.get("pack").asText()).isEqualTo("colours");
    assertThat(report.get("data").asText()).isEqualTo("labelled");
    return report;
  }

  private static JsonNode sample(JsonNode samples, String field, String value) {
    List<JsonNode> found = new ArrayList<>();
    samples.forEach(
        sample -> {
          if (sample.get(field).asText().equals(value)) {
            found.add(sample);
          }
        });
    assertThat(found).as("samples with %s %s", field, value).isNotEmpty();
    return found.get(0);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(data.resolve(name), String.join("\n", lines) + "\n");
  }

  private static final class SeeingColourModels extends ColourModels {
    @Override
    public FaceDetector detector() {
      FaceDetector everywhere = super.detector();
      return picture -> brightness(picture) == 0 ? List.of() : everywhere.detect(picture);
    }

    private static double brightness(Picture picture) {
      float[] mean = mean(picture);
      return Math.max(mean[0], Math.max(mean[1], mean[2])) / 255;
    }
  }
}
