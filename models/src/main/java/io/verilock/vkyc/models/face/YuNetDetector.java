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
import java.util.List;
import java.util.Map;

/**
 * YuNet: faces with five landmarks, in upright pictures of any size. The picture's longer side is
 * brought to a fixed length; where no face is seen at that size, the picture is looked at once more
 * at a larger one, which finds the small portrait of a document.
 */
public final class YuNetDetector implements FaceDetector {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int MULTIPLE = 32;
  private static final float OVERLAP = 0.3f;

  private final Network network;
  private final Settings settings;
  private final TensorPool inputs = new TensorPool();

  /**
   * How thoroughly to look.
   *
   * @param longSide length in pixels the picture's longer side is brought to
   * @param secondLongSide the same for the second look; not above {@code longSide} for no second
   *     look
   * @param confidence faces below it are dropped, 0 to 1
   */
  public record Settings(int longSide, int secondLongSide, float confidence) {
    /** The sizes and the threshold the pack's figures were measured with. */
    public static final Settings DEFAULT = new Settings(320, 640, 0.6f);
  }

  public YuNetDetector(Network network, Settings settings) {
    this.network = network;
    this.settings = settings;
  }

  @Override
  public List<DetectedFace> detect(Picture picture) {
    List<DetectedFace> faces = detect(picture, settings.longSide());
    return faces.isEmpty() && settings.secondLongSide() > settings.longSide()
        ? detect(picture, settings.secondLongSide())
        : faces;
  }

  private List<DetectedFace> detect(Picture picture, int longSide) {
    float scale = (float) longSide / Math.max(picture.width(), picture.height());
    int width = Math.max(1, Math.round(picture.width() * scale));
    int height = Math.max(1, Math.round(picture.height() * scale));
    Picture letterbox =
        Pictures.onCanvas(
            Resize.bilinear(picture, width, height), roundedUp(width), roundedUp(height));
    Tensor input = inputs.take(1, 3, letterbox.height(), letterbox.width());
    Planes.bgr(letterbox, input.data());
    Map<String, Tensor> outputs = network.run(List.of(input));
    inputs.giveBack(input);

    // The sides are rounded to whole pixels, so each has its own scale.
    float toPictureX = (float) picture.width() / width;
    float toPictureY = (float) picture.height() / height;
    List<DetectedFace> candidates = new ArrayList<>();
    for (int stride : STRIDES) {
      Grid grid = new Grid(outputs, stride, letterbox.width() / stride);
      grid.collect(settings.confidence(), toPictureX, toPictureY, candidates);
    }
    return Overlaps.removed(candidates, OVERLAP);
  }

  private static int roundedUp(int side) {
    return (side + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  /** The network's answers for one grid of cells. */
  private record Grid(
      FloatBuffer faces,
      FloatBuffer objects,
      FloatBuffer boxes,
      FloatBuffer points,
      int stride,
      int columns) {
    Grid(Map<String, Tensor> outputs, int stride, int columns) {
      this(
          outputs.get("cls_" + stride).data(),
          outputs.get("obj_" + stride).data(),
          outputs.get("bbox_" + stride).data(),
          outputs.get("kps_" + stride).data(),
          stride,
          columns);
    }

    void collect(float threshold, float scaleX, float scaleY, List<DetectedFace> found) {
      for (int cell = 0; cell < faces.limit(); cell++) {
        float confidence = (float) Math.sqrt(clamped(faces.get(cell)) * clamped(objects.get(cell)));
        if (confidence >= threshold) {
          found.add(face(cell, confidence, scaleX, scaleY));
        }
      }
    }

    private DetectedFace face(int cell, float confidence, float scaleX, float scaleY) {
      int column = cell % columns;
      int row = cell / columns;
      float stepX = stride * scaleX;
      float stepY = stride * scaleY;
      float width = (float) Math.exp(boxes.get(4 * cell + 2)) * stepX;
      float height = (float) Math.exp(boxes.get(4 * cell + 3)) * stepY;
      float left = (column + boxes.get(4 * cell)) * stepX - width / 2;
      float top = (row + boxes.get(4 * cell + 1)) * stepY - height / 2;
      float[] landmarks = new float[10];
      for (int point = 0; point < 5; point++) {
        landmarks[2 * point] = (column + points.get(10 * cell + 2 * point)) * stepX;
        landmarks[2 * point + 1] = (row + points.get(10 * cell + 2 * point + 1)) * stepY;
      }
      return new DetectedFace(left, top, width, height, confidence, landmarks);
    }

    private static float clamped(float value) {
      return Math.min(Math.max(value, 0), 1);
    }
  }
}
