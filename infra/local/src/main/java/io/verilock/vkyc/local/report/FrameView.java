package io.verilock.vkyc.local.report;

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
 */
public record FrameView(
    String image,
    int width,
    int height,
    List<Box> faces,
    Double seconds,
    Double liveness,
    Double selfieMatch,
    Double documentMatch) {

  /** A face's box. */
  public record Box(double x, double y, double width, double height) {}
}
