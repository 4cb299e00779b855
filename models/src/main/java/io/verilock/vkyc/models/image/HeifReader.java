package io.verilock.vkyc.models.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the still picture of a HEIF or AVIF file, laid out of tiles or in one piece. Every size is
 * known and checked before a pixel is decoded.
 */
final class HeifReader {
  /** 50 million pixels in tiles of 256 x 256 are 763. */
  private static final int MOST_TILES = 1024;

  private static final int CHANNELS = 3;

  private final HeifFile file;
  private final PhotoLimits limits;
  private final HeifItem whole;

  private HeifReader(HeifFile file, PhotoLimits limits) throws IOException {
    this.file = file;
    this.limits = limits;
    this.whole = file.primary();
  }

  /** The upright picture. */
  static Picture read(byte[] photo, PhotoLimits limits) throws IOException, PhotoException {
    return new HeifReader(new HeifFile(photo), limits).upright();
  }

  private Picture upright() throws IOException, PhotoException {
    Picture stored = whole.type().equals("grid") ? laidOut() : inOnePiece();
    HeifColours colours = HeifColours.of(whole);
    for (HeifItem tile : file.partsOf(whole)) {
      colours = colours.orElse(HeifColours.of(tile));
    }
    return whole.transformed(colours.toSrgb(stored));
  }

  private Picture inOnePiece() throws IOException, PhotoException {
    HeifItem.Size size = whole.size();
    limits.check(size.width(), size.height());
    return decoded(whole, size, HeifColours.of(whole));
  }

  private Picture laidOut() throws IOException, PhotoException {
    ByteBuffer layout = ByteBuffer.wrap(file.bytes(whole));
    layout.get();
    int sideLength = (layout.get() & 1) == 0 ? 2 : 4;
    int rows = (layout.get() & 0xff) + 1;
    int columns = (layout.get() & 0xff) + 1;
    HeifItem.Size size =
        HeifItem.sized(HeifBox.number(layout, sideLength), HeifBox.number(layout, sideLength));
    limits.check(size.width(), size.height());
    List<HeifItem> tiles = file.partsOf(whole);
    if (tiles.size() != rows * columns || tiles.size() > MOST_TILES) {
      throw new IOException("%d tiles for %d x %d".formatted(tiles.size(), columns, rows));
    }
    HeifItem.Size tile = tiles.get(0).size();
    checkCover(size, tile, columns, rows);
    byte[] bgr = new byte[CHANNELS * size.width() * size.height()];
    for (int i = 0; i < tiles.size(); i++) {
      HeifItem item = tiles.get(i);
      // Colours may be told of the whole, of each tile, or of both alike.
      HeifColours colours = HeifColours.of(whole).orElse(HeifColours.of(item));
      Picture part = decoded(item, tile, colours);
      if (part.width() != tile.width() || part.height() != tile.height()) {
        throw new IOException("tiles of several sizes");
      }
      place(part, i % columns * tile.width(), i / columns * tile.height(), bgr, size);
    }
    return new Picture(size.width(), size.height(), bgr);
  }

  /** Every row and column of tiles shows something, and together they show everything. */
  private void checkCover(HeifItem.Size size, HeifItem.Size tile, int columns, int rows)
      throws IOException, PhotoException {
    limits.check(tile.width(), tile.height());
    if ((long) columns * tile.width() < size.width()
        || (long) rows * tile.height() < size.height()
        || (columns - 1L) * tile.width() >= size.width()
        || (rows - 1L) * tile.height() >= size.height()) {
      throw new IOException("tiles that do not make up the picture");
    }
  }

  private static void place(Picture part, int left, int top, byte[] bgr, HeifItem.Size size) {
    int columns = Math.min(part.width(), size.width() - left);
    int rows = Math.min(part.height(), size.height() - top);
    for (int y = 0; y < rows; y++) {
      System.arraycopy(
          part.bgr(),
          CHANNELS * y * part.width(),
          bgr,
          CHANNELS * ((top + y) * size.width() + left),
          CHANNELS * columns);
    }
  }

  private Picture decoded(HeifItem item, HeifItem.Size size, HeifColours colours)
      throws IOException, PhotoException {
    StillCodec codec =
        Arrays.stream(StillCodec.values())
            .filter(known -> known.itemType().equals(item.type()))
            .findFirst()
            .orElseThrow(
                () ->
                    PhotoException.notSupported(
                        "a HEIF file with a picture of the kind '%s'"
                            .formatted(item.type().replaceAll("[^A-Za-z0-9]", "?"))));
    byte[] configuration =
        item.property(codec.configuration())
            .map(
                box -> {
                  byte[] bytes = new byte[box.read().remaining()];
                  box.read().get(bytes);
                  return bytes;
                })
            .orElseThrow(() -> new IOException("a picture without its decoder's settings"));
    return StillDecoder.decode(codec, configuration, file.bytes(item), size.pixels(), colours);
  }
}
