package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Planes;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.models.inference.TensorPool;
import java.nio.FloatBuffer;
import java.util.List;

/** MobileFaceNet: an embedding of 128 numbers from a face aligned to the ArcFace template. */
public final class MobileFaceNetEmbedder implements FaceEmbedder {
  // (value / 255 - mean) / deviation of red, green and blue, as in training.
  private static final float[] SCALE = {1 / 255f / 0.229f, 1 / 255f / 0.224f, 1 / 255f / 0.225f};
  private static final float[] SHIFT = {-0.485f / 0.229f, -0.456f / 0.224f, -0.406f / 0.225f};

  private static final int LENGTH = 128;

  private final Network network;
  private final String version;
  private final TensorPool inputs = new TensorPool();

  /**
   * Uses a loaded network.
   *
   * @param version what {@link #version()} is to say
   */
  public MobileFaceNetEmbedder(Network network, String version) {
    this.network = network;
    this.version = version;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public float[] embed(Picture alignedFace) {
    if (alignedFace.width() != FivePointAligner.SIDE
        || alignedFace.height() != FivePointAligner.SIDE) {
      throw new IllegalArgumentException(
          "an aligned face is 112 x 112, not %d x %d"
              .formatted(alignedFace.width(), alignedFace.height()));
    }
    Tensor input = inputs.take(1, 3, FivePointAligner.SIDE, FivePointAligner.SIDE);
    Planes.rgb(alignedFace, SCALE, SHIFT, input.data());
    FloatBuffer output = network.run(List.of(input)).values().iterator().next().data();
    inputs.giveBack(input);
    return ofLengthOne(output);
  }

  private static float[] ofLengthOne(FloatBuffer numbers) {
    float[] embedding = new float[numbers.limit()];
    numbers.get(0, embedding);
    double squares = 0;
    for (float number : embedding) {
      squares += (double) number * number;
    }
    float factor = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] *= factor;
    }
    return embedding;
  }
}
