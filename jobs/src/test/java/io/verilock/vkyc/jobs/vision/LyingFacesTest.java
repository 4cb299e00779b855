package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real faces whose pixels lie on their side, looked for by the real models. */
@Tag("media")
class LyingFacesTest {
  private static final int FACE_HEIGHT = 40;

  @Test
  void aRecordingOfSafariIsJudgedAsIfItStoodUpright() throws IOException, MediaException {
    Path file = DevelopmentData.wild("face_rotated_pixels_safari184.webm");
    try (LoadedModels models = DevelopmentData.openPack()) {
      FrameJudge judge = new FrameJudge(models, FACE_HEIGHT);
      List<FrameFindings> found = new ArrayList<>();
      List<FrameEvidence> byHand = new ArrayList<>();
      decode(
          file,
          picture -> {
            SeenSoFar before =
                found.isEmpty() ? SeenSoFar.NOTHING : found.get(found.size() - 1).soFar();
            found.add(judge.judge(found.size(), 0, picture, before));
            byHand.add(judge.judge(byHand.size(), 0, Pictures.rotated(picture, 1)).evidence());
          });

      assertThat(found).hasSizeGreaterThan(10);
      for (int frame = 0; frame < found.size(); frame++) {
        FrameEvidence evidence = found.get(frame).evidence();
        assertThat(evidence.sighting().quarters()).isOne();
        assertThat(evidence.template()).isNotNull().isEqualTo(byHand.get(frame).template());
        assertThat(evidence.liveness()).isEqualTo(byHand.get(frame).liveness());
      }
    }
  }

  /** Takes pictures. */
  private interface Onlooker {
    void see(Picture picture);
  }

  private static void decode(Path file, Onlooker onlooker) throws IOException, MediaException {
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            onlooker.see(picture);
          }

          @Override
          public void audio(int index, short[] samples) {
            // only faces are looked at
          }
        };
    try (MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULTS, 5, sink)) {
      decoder.feed(Files.readAllBytes(file));
      decoder.finish();
    }
  }
}
