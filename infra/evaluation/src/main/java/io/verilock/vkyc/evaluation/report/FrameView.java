package io.verilock.vkyc.evaluation.report;

import java.util.List;

/**
 * A picture as the report shows it: a judged frame, or a reference photo.
 *
 * @param image a JPEG as a data URI
 * @param width pixels of the image
 * @param height pixels of the image
 * @param faces boxes in pixels of the image, the judged face first
 * @param seconds presentation time; null for a photo
 * @param liveness 0-100, null where nothing scores it
 * @param selfieMatch 0-100, null where there is nothing to compare
 * @param documentMatch 0-100, null where there is nothing to compare
 * @param defect why the face is not used, in words; null where it is, or there is none
 */
public record FrameView(
    String image,
    int width,
    int height,
    List<Box> faces,
    Double seconds,
    Double liveness,
    Double selfieMatch,
    Double documentMatch,
    String defect) {

  /**
   * A face's box.
   *
   * @param degrees by which it is turned clockwise around its middle
   */
  public record Box(double x, double y, double width, double height, double degrees) {}
}
