package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.image.Planes;
import io.verilock.vkyc.models.image.Resize;
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
      Planes.rgb(square.seen(picture), SCALE, SHIFT, input.data());
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
      landmarks[2 * i] = (anchorX + box[POINTS[i]]) * square.pixelWidth();
      landmarks[2 * i + 1] = (anchorY + box[POINTS[i] + 1]) * square.pixelHeight();
    }
    return new DetectedFace(
        (anchorX + box[0] - box[2] / 2) * square.pixelWidth(),
        (anchorY + box[1] - box[3] / 2) * square.pixelHeight(),
        box[2] * square.pixelWidth(),
        box[3] * square.pixelHeight(),
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
   * The square the network sees, with the picture at its upper left.
   *
   * @param width columns of the square that the picture takes
   * @param height rows of the square that the picture takes
   * @param pixelWidth width of one of the square's pixels in pixels of the picture
   * @param pixelHeight height of one of the square's pixels in pixels of the picture
   */
  private record Square(int width, int height, float pixelWidth, float pixelHeight) {
    static Square around(Picture picture) {
      float scale = (float) SIDE / Math.max(picture.width(), picture.height());
      int width = Math.max(1, Math.round(picture.width() * scale));
      int height = Math.max(1, Math.round(picture.height() * scale));
      // The sides are rounded to whole pixels, so each has its own scale.
      return new Square(
          width, height, (float) picture.width() / width, (float) picture.height() / height);
    }

    Picture seen(Picture picture) {
      return Pictures.onCanvas(Resize.bilinear(picture, width, height), SIDE, SIDE);
    }
  }
}
