package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FivePointAligner;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;
import java.util.function.IntUnaryOperator;

/**
 * A face drawn for a test: a bright oval with eyes, nose, mouth and skin, and its landmarks.
 *
 * @param landmarks as a detector would give them
 */
@SuppressWarnings("ArrayRecordComponent") // local to one test, never compared
record DrawnFace(Picture picture, float[] landmarks) {
  private static final int SIDE = 240;

  /** In the middle of a frame of 240 x 240 pixels, 60 pixels between the eyes. */
  static DrawnFace frontal() {
    float[] landmarks = {90, 100, 150, 100, 120, 135, 96, 168, 144, 168};
    byte[] bgr = new byte[3 * SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int value = 60;
        if (Math.hypot((x - 120) / 62.0, (y - 130) / 85.0) < 1) {
          // Skin is no plane: shading and pores.
          value = 140 + 2 * (y - 130) / 3 + (7 * x + 13 * y) % 11 + 20 * ((x / 9 + y / 9) % 2);
        }
        for (int point = 0; point < 5; point++) {
          boolean near =
              Math.hypot((x - landmarks[2 * point]) / 10, (y - landmarks[2 * point + 1]) / 5) < 1;
          value = near ? 40 : value;
        }
        for (int channel = 0; channel < 3; channel++) {
          bgr[3 * (y * SIDE + x) + channel] = (byte) value;
        }
      }
    }
    return new DrawnFace(new Picture(SIDE, SIDE, bgr), landmarks);
  }

  /** Every value of every pixel changed. */
  DrawnFace withValues(IntUnaryOperator change) {
    byte[] bgr = picture.bgr().clone();
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) Math.max(0, Math.min(255, change.applyAsInt(bgr[i] & 0xff)));
    }
    return new DrawnFace(new Picture(picture.width(), picture.height(), bgr), landmarks);
  }

  /** The half at image left in shadow. */
  DrawnFace shaded(double light) {
    byte[] bgr = picture.bgr().clone();
    for (int i = 0; i < bgr.length; i++) {
      if (i / 3 % SIDE < SIDE / 2) {
        bgr[i] = (byte) ((bgr[i] & 0xff) * light);
      }
    }
    return new DrawnFace(new Picture(picture.width(), picture.height(), bgr), landmarks);
  }

  /** Each pixel the mean of a square around it. */
  DrawnFace blurred(int radius) {
    return new DrawnFace(Degraded.blurred(picture, radius), landmarks);
  }

  /** Smeared sideways over so many pixels. */
  DrawnFace moving(int pixels) {
    return new DrawnFace(Degraded.moved(picture, 1 + pixels), landmarks);
  }

  /** Seen from farther away, in a smaller frame. */
  DrawnFace smaller(double scale) {
    return moved(new Similarity(scale, 0, 0, 0), (int) (SIDE * scale));
  }

  /** The face moved to image left, out of the frame at last. */
  DrawnFace leftwards(int pixels) {
    return moved(new Similarity(1, 0, -pixels, 0), SIDE);
  }

  private DrawnFace moved(Similarity to, int side) {
    float[] moved = new float[10];
    for (int i = 0; i < 10; i += 2) {
      moved[i] = (float) (to.a() * landmarks[i] + to.shiftX());
      moved[i + 1] = (float) (to.a() * landmarks[i + 1] + to.shiftY());
    }
    return new DrawnFace(Warp.through(picture, to, side, side), moved);
  }

  DetectedFace detected() {
    float eyes = landmarks[2] - landmarks[0];
    float left = landmarks[0] - eyes / 2;
    float top = landmarks[1] - eyes;
    return new DetectedFace(left, top, 2 * eyes, 2.8f * eyes, 0.9f, landmarks);
  }

  FaceQuality quality() {
    return FaceQualityMeter.measure(
        picture, detected(), new FivePointAligner().align(picture, detected()).orElseThrow());
  }
}
