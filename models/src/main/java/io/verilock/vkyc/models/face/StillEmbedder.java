package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;

/**
 * Makes the template of a photo. A video has many frames to average over and a photo has one, so
 * the photo's face is seen at three sizes and in the mirror, and the templates are added up. Such a
 * template compares with those of single frames.
 */
public final class StillEmbedder {
  private static final double[] SIZES = {0.94, 1, 1.06};

  private final FaceEmbedder embedder;

  public StillEmbedder(FaceEmbedder embedder) {
    this.embedder = embedder;
  }

  /**
   * The template of an aligned face, of length 1.
   *
   * @param picture that the face was found in
   */
  public float[] embed(Picture picture, FaceAlignment alignment) {
    double[] sum = new double[embedder.length()];
    for (double size : SIZES) {
      Picture face = size == 1 ? alignment.face() : alignment.zoomed(picture, size);
      add(sum, embedder.embed(face));
      if (!embedder.seesMirrorImage()) {
        add(sum, embedder.embed(Pictures.mirrored(face)));
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    float[] template = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      template[i] = (float) (sum[i] / Math.sqrt(squares));
    }
    return template;
  }

  private static void add(double[] sum, float[] template) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += template[i];
    }
  }
}
