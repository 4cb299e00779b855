package io.verilock.vkyc.importer.measure;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.StillEmbedder;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.testing.DevelopmentData;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Templates of the development pictures, made once each. Where there are several faces it is the
 * one in the middle: that is whom Labelled Faces in the Wild names, not the largest one.
 */
final class Templates {
  private final ModelSet models;
  private final StillEmbedder embedder;
  private final Map<String, Optional<float[]>> made = new HashMap<>();

  Templates(ModelSet models) {
    this.models = models;
    this.embedder = new StillEmbedder(models.embedder());
  }

  /** The template of a picture, nothing where no face is found. */
  Optional<float[]> of(String path) {
    return made.computeIfAbsent(path, this::make);
  }

  private Optional<float[]> make(String path) {
    Picture picture = DevelopmentData.picture(path);
    List<DetectedFace> faces = models.detector().detect(picture);
    return faces.stream()
        .min(Comparator.comparingDouble(face -> fromMiddle(face, picture)))
        .flatMap(face -> models.aligner().align(picture, face))
        .map(alignment -> embedder.embed(picture, alignment));
  }

  private static double fromMiddle(DetectedFace face, Picture picture) {
    return Math.hypot(
        face.left() + face.width() / 2 - picture.width() / 2.0,
        face.top() + face.height() / 2 - picture.height() / 2.0);
  }

  static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
