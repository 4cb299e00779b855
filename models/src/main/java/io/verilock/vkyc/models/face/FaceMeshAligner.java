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
 *
 * <p>A face upright within some 45 degrees takes one run of the network. The eyes a detector gives
 * for a face that lies or stands on its head are often wrong, and the network, which knows upright
 * faces only, is then less sure or finds the eyes aslant: the face is turned and looked at again.
 */
public final class FaceMeshAligner implements FaceAligner {
  private static final int SIDE = 192;

  /** Side of what the network sees, in sides of the face's box. */
  private static final float AROUND = 1.5f;

  private static final float MIN_CONFIDENCE = 0.5f;

  /** Upright faces reach this; of those that stand on their heads one in six reaches 0.995. */
  private static final float SURE = 0.9999f;

  /** Eyes that are more aslant, in radians, are turned level and the mesh is laid again. */
  private static final double MAX_TILT = Math.toRadians(8);

  private static final int MOST_CORRECTIONS = 4;

  /** Outer corners of the eyes. */
  private static final int EYE_LEFT = 33;

  private static final int EYE_RIGHT = 263;

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
  public Optional<FaceAlignment> align(Picture picture, DetectedFace face) {
    float[] eyes = face.landmarks();
    double turn = Math.atan2(eyes[3] - eyes[1], eyes[2] - eyes[0]);
    Mesh mesh = surest(picture, face, turn);
    for (int i = 0; i < MOST_CORRECTIONS && Math.abs(mesh.tilt()) > MAX_TILT; i++) {
      mesh = lay(picture, face, mesh.turn() + mesh.tilt());
    }
    if (mesh.confidence() < MIN_CONFIDENCE) {
      return Optional.empty();
    }
    Similarity placed = Similarity.fitted(mesh.inPicture(template.meshPoints()), template.places());
    return Optional.of(
        new FaceAlignment(
            Warp.through(picture, placed, template.side(), template.side()),
            placed,
            mesh.inPicture()));
  }

  /** The mesh as the eyes say; if that is not sure, the surest of the four quarter turns. */
  private Mesh surest(Picture picture, DetectedFace face, double turn) {
    Mesh surest = lay(picture, face, turn);
    if (surest.confidence() < SURE) {
      for (int quarters = 1; quarters < 4; quarters++) {
        Mesh other = lay(picture, face, turn + quarters * Math.PI / 2);
        if (other.confidence() > surest.confidence()) {
          surest = other;
        }
      }
    }
    return surest;
  }

  private Mesh lay(Picture picture, DetectedFace face, double turn) {
    Similarity level = level(face, turn);
    Tensor input = inputs.take(1, 3, SIDE, SIDE);
    Map<String, Tensor> output;
    try {
      Planes.rgb(Warp.through(picture, level, SIDE, SIDE), SCALE, SHIFT, input.data());
      output = network.run(List.of(input));
    } finally {
      inputs.giveBack(input);
    }
    return new Mesh(
        // The network's last step is a sigmoid: this is a confidence as it is.
        output.get("flag").data().get(0), output.get("mesh").data(), turn, level.inverse());
  }

  /** Brings the face to the middle of what the network sees, turned back. */
  private static Similarity level(DetectedFace face, double turn) {
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

  /**
   * A mesh laid on a face.
   *
   * @param confidence that there is a face, 0 to 1
   * @param points x, y and depth of each point in what the network saw
   * @param turn by how much the face is turned in the picture, in radians
   * @param toPicture brings what the network saw to the picture
   */
  private record Mesh(float confidence, FloatBuffer points, double turn, Similarity toPicture) {
    /** By how much the eyes are aslant all the same, in radians. */
    double tilt() {
      return Math.atan2(y(EYE_RIGHT) - y(EYE_LEFT), x(EYE_RIGHT) - x(EYE_LEFT));
    }

    /** Means of points, in the picture. */
    float[] inPicture(int[][] groups) {
      float[] coordinates = new float[2 * groups.length];
      for (int i = 0; i < groups.length; i++) {
        double x = -0.5;
        double y = -0.5;
        for (int point : groups[i]) {
          x += (double) x(point) / groups[i].length;
          y += (double) y(point) / groups[i].length;
        }
        coordinates[2 * i] = (float) (toPicture.a() * x - toPicture.b() * y + toPicture.shiftX());
        coordinates[2 * i + 1] =
            (float) (toPicture.b() * x + toPicture.a() * y + toPicture.shiftY());
      }
      return coordinates;
    }

    /** All points, with their depth in pixels of the picture. */
    float[] inPicture() {
      float[] coordinates = new float[3 * FaceAlignment.MESH_POINTS];
      for (int i = 0; i < FaceAlignment.MESH_POINTS; i++) {
        double x = x(i) - 0.5;
        double y = y(i) - 0.5;
        coordinates[3 * i] = (float) (toPicture.a() * x - toPicture.b() * y + toPicture.shiftX());
        coordinates[3 * i + 1] =
            (float) (toPicture.b() * x + toPicture.a() * y + toPicture.shiftY());
        coordinates[3 * i + 2] = (float) (toPicture.scale() * points.get(3 * i + 2));
      }
      return coordinates;
    }

    private float x(int point) {
      return points.get(3 * point);
    }

    private float y(int point) {
      return points.get(3 * point + 1);
    }
  }
}
