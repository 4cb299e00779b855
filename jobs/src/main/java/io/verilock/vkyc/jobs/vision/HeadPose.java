package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;

/**
 * Where a face is and where it looks, by its mesh; by the detector's five landmarks where there is
 * none.
 *
 * @param points x and y of eye, eye, nose tip, mouth corner, mouth corner, from image left
 * @param yaw degrees, positive where the face looks to the right of the picture
 * @param pitch degrees, positive where the face looks down; 0 without a mesh
 * @param roll degrees, positive where the head is tilted clockwise in the picture
 */
@SuppressWarnings("ArrayRecordComponent") // local to one call, never compared
record HeadPose(float[] points, float yaw, float pitch, float roll) {
  // Points of MediaPipe's mesh.
  private static final int[] EYE_LEFT = {33, 133};
  private static final int[] EYE_RIGHT = {362, 263};
  private static final int NOSE_TIP = 4;
  private static final int MOUTH_LEFT = 61;
  private static final int MOUTH_RIGHT = 291;
  private static final int SIDE_LEFT = 234;
  private static final int SIDE_RIGHT = 454;
  private static final int FOREHEAD = 10;
  private static final int CHIN = 152;

  /**
   * How far the tip of the nose stands out from the plane of eyes and mouth, in distances between
   * the eyes: fitted to the mesh's yaw on Labelled Faces in the Wild (view 2, fold 1; correlation
   * 0.96).
   */
  private static final double NOSE = 0.68;

  /** Cosine of 60 degrees: beyond, the yaw is too rough to divide by. */
  private static final double MOST_HIDDEN = 0.5;

  /** The aligned places of the five points, in a square of side 112. */
  private static final float[] ALIGNED = {
    38.2946f, 51.6963f, 73.5318f, 51.5014f, 56.0252f, 71.7366f, 41.5493f, 92.3655f, 70.7299f,
    92.2041f
  };

  /** Points along each side of the grid that says how much of a face is outside the frame. */
  private static final int GRID = 12;

  static HeadPose of(DetectedFace face, float[] mesh) {
    return mesh.length == 0 ? ofLandmarks(face.landmarks()) : ofMesh(mesh);
  }

  private static HeadPose ofLandmarks(float[] points) {
    double roll = Math.atan2(points[3] - points[1], points[2] - points[0]);
    double eyes = Math.hypot(points[2] - points[0], points[3] - points[1]);
    double eyesX = (points[0] + points[2]) / 2;
    double eyesY = (points[1] + points[3]) / 2;
    double mouthX = (points[6] + points[8]) / 2 - eyesX;
    double mouthY = (points[7] + points[9]) / 2 - eyesY;
    double noseX = points[4] - eyesX;
    double noseY = points[5] - eyesY;
    // Seen with the eyes level: how far the nose is off the line from the eyes to the mouth.
    double levelMouthX = along(mouthX, mouthY, roll);
    double levelMouthY = across(mouthX, mouthY, roll);
    double part = levelMouthY == 0 ? 0 : across(noseX, noseY, roll) / levelMouthY;
    double off = along(noseX, noseY, roll) - part * levelMouthX;
    double yaw = eyes == 0 ? 0 : Math.atan(off / (NOSE * eyes));
    return new HeadPose(points, degrees(yaw), 0, degrees(roll));
  }

  private static HeadPose ofMesh(float[] mesh) {
    float[] points = new float[10];
    for (int axis = 0; axis < 2; axis++) {
      points[axis] = (mesh[3 * EYE_LEFT[0] + axis] + mesh[3 * EYE_LEFT[1] + axis]) / 2;
      points[2 + axis] = (mesh[3 * EYE_RIGHT[0] + axis] + mesh[3 * EYE_RIGHT[1] + axis]) / 2;
      points[4 + axis] = mesh[3 * NOSE_TIP + axis];
      points[6 + axis] = mesh[3 * MOUTH_LEFT + axis];
      points[8 + axis] = mesh[3 * MOUTH_RIGHT + axis];
    }
    double roll = Math.atan2(points[3] - points[1], points[2] - points[0]);
    double[] right = between(mesh, SIDE_LEFT, SIDE_RIGHT);
    double[] down = between(mesh, FOREHEAD, CHIN);
    // Points into the head, away from the camera where the face looks at it.
    double normalX = right[1] * down[2] - right[2] * down[1];
    double normalY = right[2] * down[0] - right[0] * down[2];
    double normalZ = right[0] * down[1] - right[1] * down[0];
    double yaw = Math.atan2(-along(normalX, normalY, roll), normalZ);
    double pitch =
        Math.atan2(
            -across(normalX, normalY, roll), Math.hypot(normalZ, along(normalX, normalY, roll)));
    return new HeadPose(points, degrees(yaw), degrees(pitch), degrees(roll));
  }

  /** Between the middles of the eyes, in pixels; what a turned head hides of it is added. */
  float interEyeDistance() {
    double seen = Math.hypot(points[2] - points[0], points[3] - points[1]);
    return (float) (seen / Math.max(Math.cos(Math.toRadians(yaw)), MOST_HIDDEN));
  }

  /** Share of the face, from brow to chin, that lies outside the frame. */
  float outside(Picture frame) {
    Similarity toFrame = Similarity.fitted(points, ALIGNED).inverse();
    int outside = 0;
    int all = 0;
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID; column++) {
        double across = (column - (GRID - 1) / 2.0) / (GRID / 2.0);
        double down = (row - (GRID - 1) / 2.0) / (GRID / 2.0);
        if (across * across + down * down <= 1) {
          double alignedX = 56 + 34 * across;
          double alignedY = 68 + 44 * down;
          double x = toFrame.a() * alignedX - toFrame.b() * alignedY + toFrame.shiftX();
          double y = toFrame.b() * alignedX + toFrame.a() * alignedY + toFrame.shiftY();
          boolean inside = x >= 0 && y >= 0 && x <= frame.width() - 1 && y <= frame.height() - 1;
          outside += inside ? 0 : 1;
          all++;
        }
      }
    }
    return (float) outside / all;
  }

  private static double[] between(float[] mesh, int from, int to) {
    return new double[] {
      mesh[3 * to] - mesh[3 * from],
      mesh[3 * to + 1] - mesh[3 * from + 1],
      mesh[3 * to + 2] - mesh[3 * from + 2]
    };
  }

  /** The part of a vector along the line of the eyes. */
  private static double along(double x, double y, double roll) {
    return x * Math.cos(roll) + y * Math.sin(roll);
  }

  /** The part of a vector across the line of the eyes, downwards. */
  private static double across(double x, double y, double roll) {
    return y * Math.cos(roll) - x * Math.sin(roll);
  }

  private static float degrees(double radians) {
    return (float) Math.toDegrees(radians);
  }
}
