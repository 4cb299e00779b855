package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Planes;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.models.inference.TensorPool;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Aligns a face by MediaPipe's mesh of 468 points, laid on the face after it is turned level. Where
 * the network sees no face, there is nothing to align.
 */
public final class FaceMeshAligner implements FaceAligner {
  private static final int SIDE = 192;

  /** Side of what the network sees, in sides of the face's box. */
  private static final float AROUND = 1.5f;

  private static final float MIN_CONFIDENCE = 0.5f;

  /** Brings 0-255 to 0-1. */
  private static final float[] SCALE = {1 / 255f, 1 / 255f, 1 / 255f};

  private static final float[] SHIFT = {0, 0, 0};

  private final Network network;
  private final FaceMeshAlignerTemplate template;
  private final TensorPool inputs = new TensorPool();

  /**
   * An aligner.
   *
   * @param template where the face goes in the aligned picture
   */
  public FaceMeshAligner(Network network, FaceMeshAlignerTemplate template) {
    this.network = network;
    this.template = template;
  }

  @Override
  public Optional<Picture> align(Picture picture, DetectedFace face) {
    Similarity level = level(face);
    Tensor input = inputs.take(1, 3, SIDE, SIDE);
    Map<String, Tensor> output;
    try {
      Planes.rgb(Warp.through(picture, level, SIDE, SIDE), SCALE, SHIFT, input.data());
      output = network.run(List.of(input));
    } finally {
      inputs.giveBack(input);
    }
    // The network's last step is a sigmoid: this is a confidence as it is.
    if (output.get("flag").data().get(0) < MIN_CONFIDENCE) {
      return Optional.empty();
    }
    float[] points = pointsOf(output.get("mesh").data(), level.inverse());
    Similarity placed = Similarity.fitted(points, template.places());
    return Optional.of(Warp.through(picture, placed, template.side(), template.side()));
  }

  /** Brings the face to the middle of what the network sees, eyes level. */
  private static Similarity level(DetectedFace face) {
    float[] eyes = face.landmarks();
    double turn = Math.atan2(eyes[3] - eyes[1], eyes[2] - eyes[0]);
    double scale = SIDE / (AROUND * Math.max(face.width(), face.height()));
    double a = scale * Math.cos(turn);
    double b = scale * -Math.sin(turn);
    // Pixel centres are at whole numbers: edges, from which a box is measured, are half a pixel
    // off.
    double centreX = face.left() + face.width() / 2 - 0.5;
    double centreY = face.top() + face.height() / 2 - 0.5;
    double middle = (SIDE - 1) / 2.0;
    return new Similarity(
        a, b, middle - a * centreX + b * centreY, middle - b * centreX - a * centreY);
  }

  /** The template's points in the picture. */
  private float[] pointsOf(FloatBuffer mesh, Similarity toPicture) {
    int[] indices = template.meshPoints();
    float[] points = new float[2 * indices.length];
    for (int i = 0; i < indices.length; i++) {
      double x = mesh.get(3 * indices[i]) - 0.5;
      double y = mesh.get(3 * indices[i] + 1) - 0.5;
      points[2 * i] = (float) (toPicture.a() * x - toPicture.b() * y + toPicture.shiftX());
      points[2 * i + 1] = (float) (toPicture.b() * x + toPicture.a() * y + toPicture.shiftY());
    }
    return points;
  }
}
