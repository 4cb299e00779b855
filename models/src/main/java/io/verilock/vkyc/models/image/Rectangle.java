package io.verilock.vkyc.models.image;

/** A rectangle of whole pixels; may reach beyond the picture it belongs to. */
public record Rectangle(int left, int top, int width, int height) {
  /** Refuses rectangles without an area. */
  public Rectangle {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a rectangle of %d x %d has no area".formatted(width, height));
    }
  }
}
