package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Planes;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.models.inference.TensorPool;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds faces with BlazeFace, at any rotation in the picture's plane. Sees the picture as a square
 * of 256 pixels; below some 40 pixels there it begins to miss faces.
 */
public final class BlazeFaceDetector implements FaceDetector {
  private static final int SIDE = 256;

  /** Brings 0-255 to -1 to 1. */
  private static final float[] SCALE = {2 / 255f, 2 / 255f, 2 / 255f};

  private static final float[] SHIFT = {-1, -1, -1};

  /** The logit of a confidence of one half; with less, things without a face pass for one. */
  private static final float MIN_LOGIT = 0;

  /** Two boxes that share more than this part of their union show the same face. */
  private static final float MAX_OVERLAP = 0.3f;

  /** Numbers of a box: its centre from the anchor, its size, then six points from the anchor. */
  private static final int NUMBERS = 16;

  /** Where the points are that make landmarks: eyes, nose, and the mouth's centre for corners. */
  private static final int[] POINTS = {4, 6, 8, 10, 10};

  private final Network network;
  private final TensorPool inputs = new TensorPool();

  public BlazeFaceDetector(Network network) {
    this.network = network;
  }

  @Override
  public List<DetectedFace> detect(Picture picture) {
    Square square = Square.around(picture);
    Tensor input = inputs.take(1, 3, SIDE, SIDE);
    Map<String, Tensor> output;
    try {
      Picture seen = Warp.through(picture, square.fromPicture(), SIDE, SIDE);
      Planes.rgb(seen, SCALE, SHIFT, input.data());
      output = network.run(List.of(input));
    } finally {
      inputs.giveBack(input);
    }
    List<DetectedFace> found = new ArrayList<>();
    collect(output, 16, 2, square, found);
    collect(output, 32, 6, square, found);
    List<DetectedFace> faces = new ArrayList<>(Overlaps.removed(found, MAX_OVERLAP));
    faces.sort(Comparator.comparing((DetectedFace face) -> visibleArea(face, picture)).reversed());
    return faces;
  }

  /**
   * Reads one grid of anchors.
   *
   * @param stride pixels from one cell's centre to the next
   * @param perCell boxes in each cell
   */
  private static void collect(
      Map<String, Tensor> output,
      int stride,
      int perCell,
      Square square,
      List<DetectedFace> found) {
    FloatBuffer logits = output.get("scores" + stride).data();
    FloatBuffer boxes = output.get("boxes" + stride).data();
    int cells = SIDE / stride;
    for (int i = 0; i < cells * cells * perCell; i++) {
      float logit = logits.get(i);
      if (logit >= MIN_LOGIT) {
        int cell = i / perCell;
        float[] box = new float[NUMBERS];
        boxes.get(i * NUMBERS, box);
        int row = cell / cells;
        float anchorX = (cell % cells + 0.5f) * stride;
        float anchorY = (row + 0.5f) * stride;
        found.add(face(logit, anchorX, anchorY, box, square));
      }
    }
  }

  private static DetectedFace face(
      float logit, float anchorX, float anchorY, float[] box, Square square) {
    float[] landmarks = new float[2 * POINTS.length];
    for (int i = 0; i < POINTS.length; i++) {
      landmarks[2 * i] = square.pictureX(anchorX + box[POINTS[i]]);
      landmarks[2 * i + 1] = square.pictureY(anchorY + box[POINTS[i] + 1]);
    }
    return new DetectedFace(
        square.pictureX(anchorX + box[0] - box[2] / 2),
        square.pictureY(anchorY + box[1] - box[3] / 2),
        box[2] * square.pixel(),
        box[3] * square.pixel(),
        (float) (1 / (1 + Math.exp(-logit))),
        landmarks);
  }

  /** A face at the edge counts by what is seen of it: it is seldom the one who is filmed. */
  private static float visibleArea(DetectedFace face, Picture picture) {
    return length(face.left(), face.width(), 0, picture.width())
        * length(face.top(), face.height(), 0, picture.height());
  }

  /** What two stretches have in common. */
  private static float length(float start, float length, float otherStart, float otherLength) {
    float end = Math.min(start + length, otherStart + otherLength);
    return Math.max(0, end - Math.max(start, otherStart));
  }

  /**
   * The square the network sees, with the picture in its middle.
   *
   * @param pixel one of the square's pixels in pixels of the picture
   * @param left the square's left edge in the picture
   * @param top the square's upper edge in the picture
   */
  private record Square(float pixel, float left, float top) {
    static Square around(Picture picture) {
      float side = Math.max(picture.width(), picture.height());
      return new Square(side / SIDE, (picture.width() - side) / 2, (picture.height() - side) / 2);
    }

    /** Points at whole numbers are centres of pixels here, not their corners. */
    Similarity fromPicture() {
      double scale = 1 / pixel;
      return new Similarity(scale, 0, scale * (0.5 - left) - 0.5, scale * (0.5 - top) - 0.5);
    }

    float pictureX(float x) {
      return left + x * pixel;
    }

    float pictureY(float y) {
      return top + y * pixel;
    }
  }
}
