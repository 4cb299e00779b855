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
 * VietAnh's MiniFAS: looks at a square around the face; what the frame does not hold is the frame's
 * mirror image at its edge.
 */
public final class MiniFasScorer implements LivenessScorer {
  private static final int SIDE = 128;
  private static final float SCALE = 1.5f;
  private static final int LIVE = 0;
  private static final float[] TO_ONE = {1 / 255f, 1 / 255f, 1 / 255f};
  private static final float[] NO_SHIFT = {0, 0, 0};

  private final Network network;
  private final String name;
  private final TensorPool inputs = new TensorPool();

  public MiniFasScorer(Network network, String name) {
    this.network = network;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Picture crop(Picture frame, DetectedFace face) {
    int side = Math.max(1, (int) (SCALE * Math.max(face.width(), face.height())));
    int left = (int) (face.left() + face.width() / 2 - side / 2f);
    int top = (int) (face.top() + face.height() / 2 - side / 2f);
    return Resize.bilinear(frame, new Rectangle(left, top, side, side), SIDE, SIDE);
  }

  @Override
  public double score(Picture crop) {
    Tensor input = inputs.take(1, 3, SIDE, SIDE);
    Planes.rgb(crop, TO_ONE, NO_SHIFT, input.data());
    Tensor logits = network.run(List.of(input)).values().iterator().next();
    inputs.giveBack(input);
    return Softmax.probability(logits.data(), LIVE);
  }
}
