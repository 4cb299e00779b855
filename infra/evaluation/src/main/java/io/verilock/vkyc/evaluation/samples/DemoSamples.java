package io.verilock.vkyc.evaluation.samples;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sample sessions of the demo, with a sentence that says where they come from.
 *
 * @param origin for people to read
 */
public record DemoSamples(String origin, List<DemoSession> sessions) {
  private static final String RECORDINGS = "shared/data/dev/videos";

  /**
   * Real recordings where the development data lie beside the checkout; else recordings made in
   * {@code work} from the photos of the fallback pack.
   */
  public static DemoSamples of(Path checkout, Path work, ModelSet models)
      throws IOException, PackException, PhotoException {
    Path recordings = checkout.resolveSibling(RECORDINGS);
    return Files.isDirectory(recordings) ? real(recordings) : MadeSamples.make(work, models);
  }

  private static DemoSamples real(Path folder) {
    String woman = folder.resolve("stills/Theresa_May_0001.jpg").toString();
    String man = folder.resolve("stills/LivePortrait_d19.jpg").toString();
    return new DemoSamples(
        "Real recordings of the development data beside the checkout.",
        List.of(
            self(
                "same-person",
                "A woman talks to the camera; the selfie is of her.",
                folder.resolve("yerfor_Real3DPortra_May_5s.mp4"),
                woman),
            self(
                "another-person",
                "A woman talks to the camera; the selfie is of somebody else.",
                folder.resolve("KwaiVGI_LivePortrait_d10.mp4"),
                woman),
            self(
                "no-face",
                "A cartoon: there is no face to compare.",
                folder.resolve("androidx_media_bbb_642x642_768kbps_30fps_vp9.webm"),
                woman),
            self(
                "presentation-attack",
                "A phone is held up that shows a man: a replay attack.",
                folder.resolve("lestari15_CNN-face-det_fake.mp4"),
                null),
            self(
                "damaged-file",
                "A file whose index is broken.",
                folder.resolve("androidx_media_sample_malformed_free_box.mp4"),
                woman),
            new DemoSession(
                "A call with an agent, who has not decided yet; the selfie is of the same man.",
                new SessionFiles(
                    "live-call",
                    folder.resolve("KwaiVGI_LivePortrait_d18.mp4").toString(),
                    man,
                    null,
                    VideoMode.live_agent,
                    "en"))));
  }

  static DemoSession self(String id, String purpose, Path video, String selfie) {
    return new DemoSession(
        purpose, new SessionFiles(id, video.toString(), selfie, null, VideoMode.self_record, "en"));
  }
}
