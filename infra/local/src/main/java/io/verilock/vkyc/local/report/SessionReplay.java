package io.verilock.vkyc.local.report;

import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.local.report.FrameView.Box;
import io.verilock.vkyc.local.sessions.SessionFiles;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges some frames of a session again, to show them: decoding and models are pure functions, so
 * these are the frames and numbers that made the result.
 */
public final class SessionReplay {
  private static final int SHOWN_FRAMES = 7;
  private static final int SHOWN_WIDTH = 320;

  private final ModelSet models;
  private final double frameRate;
  private final PhotoReader reader = new PhotoReader(PhotoLimits.DEFAULT);

  /** A replay with the models, and at the frame rate, that made the results. */
  public SessionReplay(ModelSet models, double frameRate) {
    this.models = models;
    this.frameRate = frameRate;
  }

  /** The session with its pictures. What cannot be decoded has none. */
  public SessionView view(String purpose, SessionFiles files, VideoResult result)
      throws IOException {
    Optional<Picture> selfie = photo(files.selfie());
    Optional<Picture> document = photo(files.document());
    float[] selfieTemplate = selfie.flatMap(this::template).orElse(null);
    float[] documentTemplate = document.flatMap(this::template).orElse(null);
    byte[] video = Files.readAllBytes(Path.of(files.video()));
    int sampled = sampledFrames(video);
    List<FrameView> frames = new ArrayList<>();
    decode(
        video,
        (index, micros, picture) -> {
          if (shown(index, sampled)) {
            frames.add(judged(picture, micros / 1e6, selfieTemplate, documentTemplate));
          }
        });
    return new SessionView(
        purpose,
        result,
        selfie.map(this::unjudged).orElse(null),
        document.map(this::unjudged).orElse(null),
        frames);
  }

  /** Takes sampled frames. */
  private interface FrameConsumer {
    void accept(int index, long micros, Picture picture);
  }

  private int sampledFrames(byte[] video) {
    int[] frames = {0};
    decode(video, (index, micros, picture) -> frames[0]++);
    return frames[0];
  }

  private void decode(byte[] video, FrameConsumer consumer) {
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            consumer.accept(index, presentationTimeMicros, picture);
          }

          @Override
          public void audio(int index, short[] samples) {
            // a report shows pictures only
          }
        };
    try (MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULTS, frameRate, sink)) {
      decoder.feed(video);
      decoder.finish();
    } catch (MediaException e) {
      // The result says what is wrong with the recording; frames before it are still shown.
      return;
    }
  }

  /** Whether a frame is one of a few, evenly spread. */
  private static boolean shown(int index, int frames) {
    int shown = Math.min(SHOWN_FRAMES, frames);
    return index * shown / frames != (index - 1) * shown / frames || index == 0;
  }

  private FrameView judged(
      Picture picture, double seconds, float[] selfieTemplate, float[] documentTemplate) {
    List<DetectedFace> faces = models.detector().detect(picture);
    Double liveness = null;
    float[] template = null;
    if (!faces.isEmpty()) {
      liveness = liveness(picture, faces.get(0));
      template =
          models
              .aligner()
              .align(picture, faces.get(0))
              .map(alignment -> models.embedder().embed(alignment.face()))
              .orElse(null);
    }
    return frame(
        picture,
        faces,
        seconds,
        liveness,
        match(template, selfieTemplate),
        match(template, documentTemplate));
  }

  private FrameView unjudged(Picture photo) {
    return frame(photo, models.detector().detect(photo), null, null, null, null);
  }

  private Double liveness(Picture picture, DetectedFace face) {
    if (models.liveness().isEmpty()) {
      return null;
    }
    float[] probabilities = new float[models.liveness().size()];
    for (int i = 0; i < probabilities.length; i++) {
      LivenessScorer scorer = models.liveness().get(i);
      probabilities[i] = (float) scorer.score(scorer.crop(picture, face));
    }
    return models
        .passiveLiveness()
        .score(LogisticRegression.probability(models.livenessFusion().logit(probabilities)));
  }

  private Double match(float[] face, float[] photo) {
    if (face == null || photo == null) {
      return null;
    }
    double cosine = 0;
    for (int i = 0; i < face.length; i++) {
      cosine += (double) face[i] * photo[i];
    }
    return models.faceMatch().score(cosine);
  }

  private Optional<float[]> template(Picture photo) {
    return models.detector().detect(photo).stream()
        .findFirst()
        .flatMap(face -> models.aligner().align(photo, face))
        .map(alignment -> models.embedder().embed(alignment.face()));
  }

  private Optional<Picture> photo(String path) throws IOException {
    if (path == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(Files.readAllBytes(Path.of(path))));
    } catch (PhotoException e) {
      // The result says that the photo cannot be read.
      return Optional.empty();
    }
  }

  private static FrameView frame(
      Picture picture,
      List<DetectedFace> faces,
      Double seconds,
      Double liveness,
      Double selfieMatch,
      Double documentMatch) {
    double scale = Math.min(1, (double) SHOWN_WIDTH / picture.width());
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    List<Box> boxes = new ArrayList<>();
    for (DetectedFace face : faces) {
      boxes.add(
          new Box(
              face.left() * scale,
              face.top() * scale,
              face.width() * scale,
              face.height() * scale));
    }
    return new FrameView(
        InlineImage.jpeg(Resize.bilinear(picture, width, height)),
        width,
        height,
        boxes,
        seconds,
        liveness,
        selfieMatch,
        documentMatch);
  }
}
