package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.judge.JudgedRecording;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.vision.PhotoAnalyser;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.DevelopmentData;
import io.verilock.vkyc.testing.DocumentPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/robustness.md says what is answered to recordings and photos as people send them. */
@Tag("figures")
class RobustnessFiguresTest {
  private static final VideoAnalysisConfig CONFIG = VideoAnalysisConfig.from(new Configuration());

  /** Recordings of one man, of whom there is a still. */
  private static final String FAMILY = "face_";

  private static final String STILL = "face_selfie.jpg";

  @Test
  void theTableSaysWhatIsAnswered() throws Exception {
    List<String> list = Files.readAllLines(DevelopmentData.wild("LIST.tsv"));
    List<String> lines =
        new ArrayList<>(List.of("| file | what it is | answer |", "|---|---|---|"));
    try (SharedModels.Lease lease = SharedModels.acquire("open")) {
      for (String row : list.subList(1, list.size())) {
        String[] columns = row.split("\t", -1);
        // Manifests are read by the command line and judged by nobody.
        if (!columns[0].endsWith(".csv")) {
          String answer = answer(lease.models(), columns[0]);
          lines.add("| `%s` | %s | %s |".formatted(columns[0], columns[3], answer));
        }
      }
      for (MadeRecording made : MadeRecording.values()) {
        lines.add(
            "| made | %s | %s |"
                .formatted(made.description(), ofRecording(lease.models(), made.bytes(), false)));
      }
    }
    new DocumentPart(
            Path.of("..", "..", "docs", "robustness.md"),
            "<!-- answers: made by the command above -->",
            "<!-- end of answers -->")
        .requireToBe(String.join("\n", lines) + "\n", "make it anew with -Dvkyc.docs.write=true");
  }

  private static String answer(ModelSet models, String name) throws Exception {
    byte[] file = Files.readAllBytes(DevelopmentData.wild(name));
    boolean recording = name.endsWith(".webm") || name.endsWith(".mp4");
    return recording
        ? ofRecording(models, file, name.startsWith(FAMILY))
        : ofPhoto(selfie(models, file));
  }

  private static String ofPhoto(PhotoEvidence evidence) {
    String answer = evidence.template() == null ? "selfie, not compared" : "selfie, compared";
    answer += evidence.reason() == null ? "" : ": `" + evidence.reason().code() + "`";
    return answer + (evidence.detail() == null ? "" : " (" + evidence.detail() + ")");
  }

  private static String ofRecording(ModelSet models, byte[] file, boolean ofFamily)
      throws Exception {
    JudgedRecording judged =
        new RecordingJudge(models, CONFIG).judge(file, (picture, findings) -> {});
    Map<PhotoKind, PhotoEvidence> photos =
        ofFamily
            ? Map.of(
                PhotoKind.selfie, selfie(models, Files.readAllBytes(DevelopmentData.wild(STILL))))
            : Map.of();
    DecisionPolicy policy = DecisionPolicy.BUILT_IN;
    List<Check> checks =
        new ArrayList<>(
            new SessionScorer(policy.scoring(), ScoringModels.of(models))
                .score(judged.with(photos, Set.copyOf(photos.keySet()), List.of()))
                .checks());
    VideoResult result = new VideoResult();
    result.setSessionId("");
    result.setVideoMode(VideoMode.self_record);
    result.setStatus(SessionStatus.completed);
    result.setChecks(checks);
    String error = judged.recording().error();
    result.setReasons(
        error == null
            ? judged.recording().remarks()
            : List.of(Reason.VIDEO_NOT_ANALYSED.code(), error));
    policy.decide(result);
    StringBuilder answer =
        new StringBuilder(
            "%s, %d frames%s"
                .formatted(
                    result.getResult(),
                    judged.frames().size(),
                    ofFamily ? ", with a selfie" : ", without photo"));
    result.getReasons().forEach(code -> answer.append(", `").append(code).append('`'));
    judged.failure().ifPresent(failure -> answer.append(": ").append(failure.getMessage()));
    return answer.toString();
  }

  /** As the operator that embeds photos has it. */
  private static PhotoEvidence selfie(ModelSet models, byte[] photo) {
    try {
      return new PhotoAnalyser(models)
          .analyse(PhotoKind.selfie, new PhotoReader(PhotoLimits.DEFAULT).read(photo))
          .evidence();
    } catch (PhotoException e) {
      return PhotoEvidence.unreadable(PhotoKind.selfie, e.getMessage());
    }
  }
}
