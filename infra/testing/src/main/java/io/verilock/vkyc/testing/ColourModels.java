package io.verilock.vkyc.testing;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.Calibration.Knot;
import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAligner;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.face.FaceEmbedder;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.models.speech.Dictated;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict.Outcome;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Models for tests of what is around them, where no weights are: the part of a picture that is not
 * dark is a face, told by its mean colour. The real models have tests of their own.
 */
public class ColourModels implements ModelSet {
  public static final String VERSION = "colours/mean@000000000000";

  /** Sum of the channels below which a pixel is no part of a face. */
  private static final int DARK = 30;

  /** Lends them, as a pack's models are lent. */
  public static SharedModels.Lease lend() {
    return new SharedModels.Lease() {
      @Override
      public ModelSet models() {
        return new ColourModels();
      }

      @Override
      public void close() {
        // nothing native to give back
      }
    };
  }

  @Override
  public String pack() {
    return "colours";
  }

  @Override
  public FaceDetector detector() {
    return ColourModels::faces;
  }

  @Override
  public FaceAligner aligner() {
    return (picture, face) -> {
      double scale = 112 / Math.max(face.width(), face.height());
      Similarity placed = new Similarity(scale, 0, -scale * face.left(), -scale * face.top());
      return Optional.of(new FaceAlignment(drawn(picture), placed, new float[0]));
    };
  }

  @Override
  public FaceEmbedder embedder() {
    return new FaceEmbedder() {
      @Override
      public String version() {
        return VERSION;
      }

      @Override
      public int length() {
        return 3;
      }

      @Override
      public float[] embed(Picture alignedFace) {
        float[] mean = mean(alignedFace);
        float length = (float) Math.sqrt(mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2]);
        return new float[] {mean[0] / length, mean[1] / length, mean[2] / length};
      }
    };
  }

  @Override
  public List<LivenessScorer> liveness() {
    return List.of(
        new LivenessScorer() {
          @Override
          public String name() {
            return "bright";
          }

          @Override
          public Picture crop(Picture frame, DetectedFace face) {
            return frame;
          }

          @Override
          public double score(Picture crop) {
            float[] mean = mean(crop);
            return Math.max(mean[0], Math.max(mean[1], mean[2])) / 255;
          }
        });
  }

  @Override
  public Optional<VoiceActivityDetector> voiceActivity() {
    return Optional.of(
        new VoiceActivityDetector() {
          @Override
          public int stateLength() {
            return 1;
          }

          @Override
          public float[] probabilities(short[] samples, float[] state) {
            float[] windows = new float[samples.length / WINDOW];
            for (int i = 0; i < windows.length; i++) {
              windows[i] = Math.abs(samples[i * WINDOW + 1]) > 100 ? 1 : 0;
            }
            state[0] += windows.length;
            return windows;
          }
        });
  }

  /** Writes "a tone" for whatever is loud. */
  @Override
  public List<Dictation> dictations() {
    return List.of(
        new Dictation() {
          @Override
          public Set<String> languages() {
            return Set.of("en");
          }

          @Override
          public Dictated dictate(short[] samples, String language) {
            if (!languages().contains(language)) {
              throw new IllegalArgumentException(language);
            }
            for (short sample : samples) {
              if (Math.abs(sample) > 100) {
                return new Dictated("a tone", 0.75);
              }
            }
            return new Dictated("", 0);
          }
        });
  }

  /** Hears every phrase in whatever is loud. */
  @Override
  public Optional<PhraseVerifier> phrases() {
    return Optional.of(
        new PhraseVerifier() {
          @Override
          public Set<String> languages() {
            return Set.of("en");
          }

          @Override
          public PhraseVerdict verify(
              String language, String phrase, List<String> decoys, short[] sound) {
            boolean loud = IntStream.range(0, sound.length).anyMatch(i -> Math.abs(sound[i]) > 100);
            return new PhraseVerdict(
                loud ? Outcome.SAID : Outcome.NOT_SAID, 0, 0, 0, List.of(), List.of());
          }
        });
  }

  @Override
  public Calibration faceMatch() {
    return new Calibration(List.of(new Knot(0, 0), new Knot(0.8, 50), new Knot(1, 100)));
  }

  @Override
  public LivenessFusion livenessFusion() {
    List<Double> none = Collections.nCopies(liveness().size(), 0.0);
    List<Double> wide = Collections.nCopies(liveness().size(), 10.0);
    return new LivenessFusion(new LogisticRegression(none, wide, wide, 0));
  }

  @Override
  public Calibration passiveLiveness() {
    return new Calibration(List.of(new Knot(0, 0), new Knot(1, 100)));
  }

  @Override
  public Map<String, String> versions() {
    return Map.of("face_embedder", VERSION);
  }

  /** What is bright is a face, which looks at the camera. */
  private static List<DetectedFace> faces(Picture picture) {
    int left = picture.width();
    int top = picture.height();
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      if (isBright(picture, i)) {
        left = Math.min(left, i % picture.width());
        right = Math.max(right, i % picture.width() + 1);
        top = Math.min(top, i / picture.width());
        bottom = Math.max(bottom, i / picture.width() + 1);
      }
    }
    return right == 0 ? List.of() : List.of(face(left, top, right - left, bottom - top));
  }

  private static DetectedFace face(float x, float y, float w, float h) {
    float[] landmarks = {.3f, .4f, .7f, .4f, .5f, .6f, .35f, .8f, .65f, .8f};
    for (int i = 0; i < landmarks.length; i += 2) {
      landmarks[i] = x + landmarks[i] * w;
      landmarks[i + 1] = y + landmarks[i + 1] * h;
    }
    return new DetectedFace(x, y, w, h, 0.95f, landmarks);
  }

  private static boolean isBright(Picture picture, int pixel) {
    byte[] bgr = picture.bgr();
    return (bgr[3 * pixel] & 0xff) + (bgr[3 * pixel + 1] & 0xff) + (bgr[3 * pixel + 2] & 0xff)
        >= DARK;
  }

  /** A face has features, or it is of no quality: a pattern that leaves the mean as it is. */
  private static Picture drawn(Picture picture) {
    float[] mean = mean(picture);
    byte[] bgr = new byte[3 * 112 * 112];
    for (int i = 0; i < bgr.length; i++) {
      int pattern = (i / 3 % 112 * 7 + i / 336 * 11) % 41 - 20;
      bgr[i] = (byte) Math.max(0, Math.min(255, Math.round(mean[i % 3]) + pattern));
    }
    return new Picture(112, 112, bgr);
  }

  /** Mean of blue, green and red of what is not dark, 0 to 255. */
  public static float[] mean(Picture picture) {
    long[] sums = new long[3];
    int pixels = 0;
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      if (isBright(picture, i)) {
        pixels++;
        for (int channel = 0; channel < 3; channel++) {
          sums[channel] += picture.bgr()[3 * i + channel] & 0xff;
        }
      }
    }
    float all = Math.max(1, pixels);
    return new float[] {sums[0] / all, sums[1] / all, sums[2] / all};
  }
}
