package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Planes;
import io.verilock.vkyc.models.image.Rectangle;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.models.inference.TensorPool;
import java.util.List;

/**
 * Minivision's MiniFASNet. Each network was trained on crops of its own scale, shifted inside the
 * picture where the face is near an edge.
 */
public final class MiniFasNetScorer implements LivenessScorer {
  private static final int SIDE = 80;
  private static final int LIVE = 1;

  private final Network network;
  private final String name;
  private final float scale;
  private final TensorPool inputs = new TensorPool();

  /**
   * Uses a loaded network.
   *
   * @param scale how much larger than the face's box the crop is, as in training
   */
  public MiniFasNetScorer(Network network, String name, float scale) {
    this.network = network;
    this.name = name;
    this.scale = scale;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Picture crop(Picture frame, DetectedFace face) {
    return Resize.bilinear(frame, around(frame, face), SIDE, SIDE);
  }

  private Rectangle around(Picture frame, DetectedFace face) {
    int lastX = frame.width() - 1;
    int lastY = frame.height() - 1;
    float fitting = Math.min(scale, Math.min(lastX / face.width(), lastY / face.height()));
    float width = face.width() * fitting;
    float height = face.height() * fitting;
    float left = inside(face.left() + face.width() / 2 - width / 2, width, lastX);
    float top = inside(face.top() + face.height() / 2 - height / 2, height, lastY);
    // Both ends are cut to whole pixels and belong to the crop, as in upstream's code.
    int firstX = (int) left;
    int firstY = (int) top;
    int endX = Math.min((int) (left + width), lastX) + 1;
    int endY = Math.min((int) (top + height), lastY) + 1;
    return new Rectangle(firstX, firstY, endX - firstX, endY - firstY);
  }

  private static float inside(float start, float length, int last) {
    return Math.max(0, Math.min(start, last - length));
  }

  @Override
  public double score(Picture crop) {
    Tensor input = inputs.take(1, 3, SIDE, SIDE);
    Planes.bgr(crop, input.data());
    Tensor logits = network.run(List.of(input)).values().iterator().next();
    inputs.giveBack(input);
    return Softmax.probability(logits.data(), LIVE);
  }
}
