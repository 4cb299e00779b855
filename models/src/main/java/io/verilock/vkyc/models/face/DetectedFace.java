package io.verilock.vkyc.models.face;

/**
 * A face found in a picture. Coordinates are pixels of that picture, from its top left corner; a
 * box may reach beyond the edges.
 *
 * @param left left edge
 * @param top upper edge
 * @param width width of the box
 * @param height height of the box
 * @param confidence 0 to 1
 * @param landmarks x and y of the eye at image left, the eye at image right, nose tip, mouth corner
 *     at image left, mouth corner at image right: 10 numbers (a detector without mouth corners
 *     gives the mouth's centre twice)
 */
public record DetectedFace(
    float left, float top, float width, float height, float confidence, float[] landmarks) {}
