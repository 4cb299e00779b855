package io.verilock.vkyc.models.face;

/**
 * Where points of a face go in an aligned picture.
 *
 * @param side width and height of the aligned picture
 * @param meshPoints for each place the points of MediaPipe's face mesh whose mean goes there
 * @param places x and y of each place in the aligned picture, in turn
 */
@SuppressWarnings("ArrayRecordComponent") // constants, handed on without copying, never compared
public record FaceMeshAlignerTemplate(int side, int[][] meshPoints, float[] places) {
  /** Side of the picture dlib's network looks at. */
  static final int DLIB_SIDE = 150;

  /** What dlib leaves around its mean face, in sides of that face. */
  private static final double DLIB_PADDING = 0.25;

  /**
   * Points of dlib's mean face, which is 1 wide and 1 high: index in the mesh, x, y. Brows and
   * lower lip move too much to align by; dlib leaves them out as well.
   */
  private static final double[][] DLIB_MEAN_FACE = {
    {33, 0.121737, 0.216423}, // eye at image left
    {160, 0.187122, 0.178758},
    {158, 0.265825, 0.179852},
    {133, 0.334606, 0.231733},
    {153, 0.260918, 0.245099},
    {144, 0.182743, 0.244077},
    {362, 0.645647, 0.231733}, // eye at image right
    {385, 0.714428, 0.179852},
    {387, 0.793132, 0.178758},
    {263, 0.858516, 0.216423},
    {373, 0.79751, 0.244077},
    {380, 0.719335, 0.245099},
    {168, 0.490127, 0.203352}, // bridge of the nose
    {197, 0.490127, 0.307009},
    {5, 0.490127, 0.409805},
    {4, 0.490127, 0.515625}, // tip of the nose
    {98, 0.36688, 0.587326},
    {2, 0.490127, 0.628106},
    {327, 0.613373, 0.587326},
    {61, 0.254149, 0.780233}, // mouth
    {37, 0.428858, 0.727388},
    {0, 0.490127, 0.742578},
    {267, 0.551395, 0.727388},
    {291, 0.726104, 0.780233},
    {13, 0.490127, 0.785343},
  };

  /**
   * The five points of the ArcFace template in 112 x 112 pixels. The middle of an eye is the mean
   * of its corners, which stay where they are when the eye closes.
   */
  public static final FaceMeshAlignerTemplate ARC_FACE =
      new FaceMeshAlignerTemplate(
          FivePointAligner.SIDE,
          new int[][] {{33, 133}, {362, 263}, {1}, {61}, {291}},
          FivePointAligner.TEMPLATE);

  /** Refuses points without a place. */
  public FaceMeshAlignerTemplate {
    if (places.length != 2 * meshPoints.length) {
      throw new IllegalArgumentException(
          "%d points need %d numbers, not %d"
              .formatted(meshPoints.length, 2 * meshPoints.length, places.length));
    }
  }

  /**
   * A square that holds the picture dlib's network looks at.
   *
   * @param side of the square
   * @param left columns of the square to the left of that picture
   * @param top rows of the square above that picture
   */
  static FaceMeshAlignerTemplate aroundDlib(int side, int left, int top) {
    int[][] meshPoints = new int[DLIB_MEAN_FACE.length][];
    float[] places = new float[2 * meshPoints.length];
    double faceSide = DLIB_SIDE / (1 + 2 * DLIB_PADDING);
    for (int i = 0; i < meshPoints.length; i++) {
      double[] point = DLIB_MEAN_FACE[i];
      meshPoints[i] = new int[] {(int) point[0]};
      places[2 * i] = (float) (left + (DLIB_PADDING + point[1]) * faceSide);
      places[2 * i + 1] = (float) (top + (DLIB_PADDING + point[2]) * faceSide);
    }
    return new FaceMeshAlignerTemplate(side, meshPoints, places);
  }
}
