package io.verilock.vkyc.evaluation.report;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.evaluation.report.FrameView.Box;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.FaceDefect;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.jobs.vision.Direction;
import io.verilock.vkyc.jobs.vision.FrameFindings;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.jobs.vision.Looks;
import io.verilock.vkyc.jobs.vision.PhotoAnalyser;
import io.verilock.vkyc.jobs.vision.PhotoFindings;
import io.verilock.vkyc.jobs.vision.SeenSoFar;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges some frames of a session again, to show them: decoding and judging are pure functions, so
 * these are the frames and numbers that made the result.
 */
public final class SessionReplay {
  private static final int SHOWN_FRAMES = 7;
  private static final int SHOWN_WIDTH = 320;

  private final VideoAnalysisConfig config;
  private final FrameJudge frames;
  private final PhotoAnalyser photos;
  private final SessionScorer scorer;
  private final PhotoReader reader = new PhotoReader(PhotoLimits.DEFAULT);

  /** A replay with the models, and by the settings, that made the results. */
  public SessionReplay(ModelSet models, VideoAnalysisConfig config) {
    this.config = config;
    this.frames = new FrameJudge(models, config.minimumFaceHeight());
    this.photos = new PhotoAnalyser(models);
    this.scorer =
        new SessionScorer(config.policies().standard().scoring(), ScoringModels.of(models));
  }

  /** The session with its pictures. What cannot be decoded has none. */
  public SessionView view(
      String purpose, SessionFiles files, VideoResult result, List<Prompt> prompts)
      throws IOException {
    Optional<SeenPhoto> selfie = photo(PhotoKind.selfie, files.selfie());
    Optional<SeenPhoto> document = photo(PhotoKind.document, files.document());
    byte[] video = Files.readAllBytes(Path.of(files.video()));
    int sampled = sampledFrames(video);
    List<FrameView> views = new ArrayList<>();
    Direction[] direction = {Direction.UNKNOWN};
    decode(
        video,
        (index, micros, picture) -> {
          if (shown(index, sampled)) {
            FrameFindings findings = frames.judge(index, micros, picture, lookingAt(direction[0]));
            direction[0] = findings.soFar().direction();
            views.add(view(findings, selfie, document));
          } else if (!direction[0].upright()) {
            direction[0] =
                frames.see(index, micros, picture, lookingAt(direction[0])).soFar().direction();
          }
        });
    return new SessionView(
        purpose,
        result,
        selfie.map(SeenPhoto::view).orElse(null),
        document.map(SeenPhoto::view).orElse(null),
        prompts,
        views);
  }

  /** Every frame that is shown is looked at, whether or not it was for the result. */
  private static SeenSoFar lookingAt(Direction direction) {
    return new SeenSoFar(direction, Looks.NONE);
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
    try (MediaDecoder decoder = new MediaDecoder(config.media(), config.frameRate(), sink)) {
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

  private FrameView view(
      FrameFindings findings, Optional<SeenPhoto> selfie, Optional<SeenPhoto> document) {
    FrameEvidence frame = findings.evidence();
    Shown shown = Shown.of(findings.picture());
    FaceDefect defect = frame.sighting().defect();
    return new FrameView(
        shown.image(),
        shown.width(),
        shown.height(),
        findings.faces().stream()
            .map(
                face ->
                    shown.box(
                        face.left() + face.width() / 2,
                        face.top() + face.height() / 2,
                        face.width(),
                        face.height(),
                        0))
            .toList(),
        frame.presentationTimeMicros() / 1e6,
        liveness(frame),
        match(frame, selfie),
        match(frame, document),
        defect == null ? null : ReasonWords.of(defect.code()));
  }

  private Double liveness(FrameEvidence frame) {
    return frame.lookedAt() ? scorer.livenessScore(scorer.livenessLogit(frame)) : null;
  }

  private Double match(FrameEvidence frame, Optional<SeenPhoto> photo) {
    float[] template = photo.map(seen -> seen.findings().evidence().template()).orElse(null);
    return frame.template() == null || template == null
        ? null
        : scorer.matchScore(frame.template(), template);
  }

  private Optional<SeenPhoto> photo(PhotoKind kind, String path) throws IOException {
    if (path == null) {
      return Optional.empty();
    }
    try {
      Picture picture = reader.read(Files.readAllBytes(Path.of(path)));
      return Optional.of(SeenPhoto.of(picture, photos.analyse(kind, picture)));
    } catch (PhotoException e) {
      // The result says that the photo cannot be read.
      return Optional.empty();
    }
  }

  /** A photo as it was judged, and as it is shown: with the face that is compared. */
  private record SeenPhoto(PhotoFindings findings, FrameView view) {
    static SeenPhoto of(Picture picture, PhotoFindings findings) {
      Shown shown = Shown.of(picture);
      List<Box> boxes =
          findings
              .spot()
              .map(
                  spot ->
                      shown.box(
                          spot.x(),
                          spot.y(),
                          spot.height(),
                          spot.height(),
                          findings.evidence().turnDegrees()))
              .stream()
              .toList();
      return new SeenPhoto(
          findings,
          new FrameView(
              shown.image(), shown.width(), shown.height(), boxes, null, null, null, null, null));
    }
  }

  /** A picture as small as it is shown. */
  private record Shown(String image, int width, int height, double scale) {
    static Shown of(Picture picture) {
      double scale = Math.min(1, (double) SHOWN_WIDTH / picture.width());
      int width = Math.max(1, (int) Math.round(picture.width() * scale));
      int height = Math.max(1, (int) Math.round(picture.height() * scale));
      String image = InlineImage.jpeg(Resize.bilinear(picture, width, height));
      return new Shown(image, width, height, scale);
    }

    /** A box around a point of the picture, turned clockwise. */
    Box box(double x, double y, double across, double high, double degrees) {
      return new Box(
          (x - across / 2) * scale, (y - high / 2) * scale, across * scale, high * scale, degrees);
    }
  }
}
