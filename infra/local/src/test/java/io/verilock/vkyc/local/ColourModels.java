package io.verilock.vkyc.local;

import io.verilock.vkyc.jobs.analysis.ModelSource;
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
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models for tests of what is around the analysis, where no weights are: a picture's mean colour is
 * its face.
 */
public class ColourModels implements ModelSet {
  public static final ModelSource SOURCE = ColourModels::lend;
  private static final String VERSION = "colours/mean@000000000000";

  private static SharedModels.Lease lend() {
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
    return picture -> List.of(face(picture));
  }

  @Override
  public FaceAligner aligner() {
    return (picture, face) ->
        Optional.of(new FaceAlignment(drawn(picture), new Similarity(1, 0, 0, 0), new float[0]));
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
    return List.of();
  }

  @Override
  public Optional<VoiceActivityDetector> voiceActivity() {
    return Optional.empty();
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

  /** A face that fills the picture and looks at the camera. */
  private static DetectedFace face(Picture picture) {
    float w = picture.width();
    float h = picture.height();
    float[] landmarks = {
      .3f * w, .4f * h, .7f * w, .4f * h, .5f * w, .6f * h, .35f * w, .8f * h, .65f * w, .8f * h
    };
    return new DetectedFace(0, 0, w, h, 0.95f, landmarks);
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

  /** Mean of blue, green and red, 0 to 255. */
  public static float[] mean(Picture picture) {
    long[] sums = new long[3];
    byte[] bgr = picture.bgr();
    for (int i = 0; i < bgr.length; i++) {
      sums[i % 3] += bgr[i] & 0xff;
    }
    float pixels = bgr.length / 3f;
    return new float[] {sums[0] / pixels, sums[1] / pixels, sums[2] / pixels};
  }
}
