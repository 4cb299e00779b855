package io.verilock.vkyc.testing;

import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import java.awt.Color;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Colours that are faces only while they stand upright: their upper half is the lighter. */
public final class UprightModels extends ColourModels {
  private static final int LIGHT = 30;

  private final AtomicInteger detections = new AtomicInteger();

  /** How many pictures were looked at. */
  public int detections() {
    return detections.get();
  }

  /** These models, as a pack's are lent. */
  public SharedModels.Lease lease() {
    return new SharedModels.Lease() {
      @Override
      public UprightModels models() {
        return UprightModels.this;
      }

      @Override
      public void close() {
        // nothing native to give back
      }
    };
  }

  @Override
  public FaceDetector detector() {
    FaceDetector ofAnyDirection = super.detector();
    return picture -> {
      detections.incrementAndGet();
      boolean upright = brightness(picture, 0) > brightness(picture, 1) + LIGHT / 2;
      return upright ? ofAnyDirection.detect(picture) : List.of();
    };
  }

  /** A picture of somebody, turned clockwise by so many quarters. */
  public static Picture picture(Color colour, int frame, int quarters) {
    Picture plain = Colours.picture(colour, frame);
    byte[] bgr = plain.bgr().clone();
    for (int i = 0; i < bgr.length / 2; i++) {
      bgr[i] = (byte) Math.min(255, (bgr[i] & 0xff) + LIGHT);
    }
    return Pictures.rotated(new Picture(plain.width(), plain.height(), bgr), quarters);
  }

  /** A recording of these pictures, as a browser makes it: nothing in it says that they lie. */
  public static byte[] recording(List<Picture> pictures) {
    RecordingSettings settings =
        RecordingSettings.of(Layout.WEBM_LIVE, Video.VP8, Colours.SIDE, Colours.SIDE);
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int frame = 0; frame < pictures.size(); frame++) {
        writer.picture(pictures.get(frame), frame * 1_000_000L / Colours.RATE);
      }
      return writer.finish();
    }
  }

  /** Mean of all channels over the upper or the lower half. */
  private static double brightness(Picture picture, int half) {
    int length = picture.bgr().length / 2;
    long sum = 0;
    for (int i = half * length; i < (half + 1) * length; i++) {
      sum += picture.bgr()[i] & 0xff;
    }
    return (double) sum / length;
  }
}
