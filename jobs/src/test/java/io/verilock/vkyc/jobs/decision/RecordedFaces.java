package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Evidence of the frames of a recording, as the analysis finds it. */
final class RecordedFaces {
  private RecordedFaces() {}

  static List<FrameEvidence> of(ModelSet models, String path) throws IOException, MediaException {
    FrameJudge judge = new FrameJudge(models, 40);
    List<FrameEvidence> frames = new ArrayList<>();
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            frames.add(judge.judge(index, presentationTimeMicros, picture).evidence());
          }

          @Override
          public void audio(int index, short[] samples) {
            // only faces are looked at
          }
        };
    try (MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULTS, 5, sink)) {
      decoder.feed(Files.readAllBytes(DevelopmentData.file(path)));
      decoder.finish();
    }
    return frames;
  }

  static List<FrameEvidence> usable(List<FrameEvidence> frames) {
    return frames.stream().filter(frame -> frame.template() != null).toList();
  }

  /** The parts one after another, timed anew at five frames a second. */
  static List<FrameEvidence> joined(List<List<FrameEvidence>> parts) {
    List<FrameEvidence> joined = new ArrayList<>();
    for (List<FrameEvidence> part : parts) {
      for (FrameEvidence frame : part) {
        int index = joined.size();
        joined.add(
            FrameEvidence.ofSighting(index, index * 200_000L, frame.sighting())
                .with(FrameEvidence.ofTemplate(index, frame.template())));
      }
    }
    return joined;
  }
}
