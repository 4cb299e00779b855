package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.image.Planes;
import io.verilock.vkyc.models.image.Rectangle;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.models.inference.TensorPool;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Makes templates with dlib's network and, where two people look alike to it, the second opinion of
 * faceres: the cosine of two templates is eleven twelfths dlib's cosine and one twelfth that of
 * faceres.
 */
public final class DlibEmbedder implements FaceEmbedder {
  /** How a face must be aligned: all that faceres looks at, dlib's part being in the middle. */
  public static final FaceMeshAlignerTemplate TEMPLATE =
      FaceMeshAlignerTemplate.aroundDlib(204, 28, 50);

  private static final Rectangle DLIB_PART =
      new Rectangle(28, 50, FaceMeshAlignerTemplate.DLIB_SIDE, FaceMeshAlignerTemplate.DLIB_SIDE);

  /** Numbers of dlib's descriptor and of that of faceres. */
  private static final int DLIB_NUMBERS = 128;

  private static final int FACERES_NUMBERS = 1024;

  private static final int FACERES_SIDE = 224;

  /** Squared, their sum is 1 and one is eleven times the other. */
  private static final double DLIB_WEIGHT = Math.sqrt(11 / 12.0);

  private static final double FACERES_WEIGHT = Math.sqrt(1 / 12.0);

  /** Takes red, green and blue of the mean face away, then divides by 255. */
  private static final float[] DLIB_SCALE = {1 / 255f, 1 / 255f, 1 / 255f};

  private static final float[] DLIB_SHIFT = {-122.782f / 255, -117.001f / 255, -104.298f / 255};

  /** Blue, green and red that faceres was trained to see taken away. */
  private static final float[] FACERES_MEAN = {103.939f, 116.779f, 123.68f};

  private final String version;
  private final Network dlib;
  private final Network faceres;
  private final TensorPool dlibInputs = new TensorPool();
  private final TensorPool faceresInputs = new TensorPool();

  public DlibEmbedder(Network dlib, Network faceres, String version) {
    this.version = version;
    this.dlib = dlib;
    this.faceres = faceres;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int length() {
    return DLIB_NUMBERS + FACERES_NUMBERS;
  }

  @Override
  public boolean seesMirrorImage() {
    return true;
  }

  @Override
  public float[] embed(Picture alignedFace) {
    if (alignedFace.width() != TEMPLATE.side() || alignedFace.height() != TEMPLATE.side()) {
      throw new IllegalArgumentException(
          "an aligned face has %d x %d pixels, not %d x %d"
              .formatted(
                  TEMPLATE.side(), TEMPLATE.side(), alignedFace.width(), alignedFace.height()));
    }
    float[] template = new float[length()];
    put(dlibDescriptor(alignedFace), DLIB_WEIGHT, template, 0);
    put(faceresDescriptor(alignedFace), FACERES_WEIGHT, template, DLIB_NUMBERS);
    return template;
  }

  /** The sum of what the network makes of the face and of its mirror image. */
  private float[] dlibDescriptor(Picture alignedFace) {
    int side = FaceMeshAlignerTemplate.DLIB_SIDE;
    Picture face = Resize.bilinear(alignedFace, DLIB_PART, side, side);
    Tensor input = dlibInputs.take(2, 3, side, side);
    try {
      int numbers = 3 * side * side;
      Planes.rgb(face, DLIB_SCALE, DLIB_SHIFT, input.data().slice(0, numbers));
      Planes.rgb(
          Pictures.mirrored(face), DLIB_SCALE, DLIB_SHIFT, input.data().slice(numbers, numbers));
      FloatBuffer both = dlib.run(List.of(input)).get("descriptor").data();
      float[] sum = new float[DLIB_NUMBERS];
      for (int i = 0; i < DLIB_NUMBERS; i++) {
        sum[i] = both.get(i) + both.get(DLIB_NUMBERS + i);
      }
      return sum;
    } finally {
      dlibInputs.giveBack(input);
    }
  }

  private float[] faceresDescriptor(Picture alignedFace) {
    Picture face = Resize.bilinear(alignedFace, FACERES_SIDE, FACERES_SIDE);
    Tensor input = faceresInputs.take(1, 3, FACERES_SIDE, FACERES_SIDE);
    try {
      Planes.bgr(face, input.data());
      int plane = FACERES_SIDE * FACERES_SIDE;
      for (int i = 0; i < 3 * plane; i++) {
        input.data().put(i, input.data().get(i) - FACERES_MEAN[i / plane]);
      }
      float[] descriptor = new float[FACERES_NUMBERS];
      faceres.run(List.of(input)).get("descriptor").data().get(0, descriptor);
      return descriptor;
    } finally {
      faceresInputs.giveBack(input);
    }
  }

  /** Puts a descriptor, brought to a length, into the template. */
  private static void put(float[] descriptor, double length, float[] template, int start) {
    double squares = 0;
    for (float number : descriptor) {
      squares += (double) number * number;
    }
    double factor = length / Math.sqrt(squares);
    for (int i = 0; i < descriptor.length; i++) {
      template[start + i] = (float) (descriptor[i] * factor);
    }
  }
}
