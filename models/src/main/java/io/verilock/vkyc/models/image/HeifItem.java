package io.verilock.vkyc.models.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A picture, or a part of one, inside a HEIF file.
 *
 * @param type how it is coded: {@code hvc1}, {@code av01}, or {@code grid} where it is laid out of
 *     other items
 * @param properties in the order in which they apply
 */
record HeifItem(int id, String type, List<HeifBox> properties) {
  private static final int MIRRORED_LEFT_AND_RIGHT = 1;

  /** Size in pixels. */
  record Size(int width, int height) {
    long pixels() {
      return (long) width * height;
    }
  }

  /** The size before turning, as the file claims it. */
  Size size() throws IOException {
    ByteBuffer size =
        property("ispe").orElseThrow(() -> new IOException("a picture without a size")).read();
    size.getInt();
    return sized(Integer.toUnsignedLong(size.getInt()), Integer.toUnsignedLong(size.getInt()));
  }

  /** A size that is one: sides are positive. */
  static Size sized(long width, long height) throws IOException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new IOException("a picture of no size");
    }
    return new Size((int) width, (int) height);
  }

  /** The first property of a type. */
  Optional<HeifBox> property(String wanted) {
    return properties.stream().filter(property -> property.is(wanted)).findFirst();
  }

  /** Cuts, turns and mirrors what was decoded, in the file's order. */
  Picture transformed(Picture stored) throws IOException {
    Picture picture = stored;
    for (HeifBox property : properties) {
      picture =
          switch (property.type()) {
            case "irot" -> turned(picture, property.read().get() & 3);
            case "imir" ->
                (property.read().get() & 1) == MIRRORED_LEFT_AND_RIGHT
                    ? Orientation.MIRRORED.upright(picture)
                    : Orientation.FLIPPED.upright(picture);
            case "clap" -> CleanAperture.of(property.read()).cut(picture);
            default -> picture;
          };
    }
    return picture;
  }

  private static Picture turned(Picture picture, int quartersAnticlockwise) {
    return Pictures.rotated(picture, -quartersAnticlockwise);
  }
}
