package io.verilock.vkyc.models.speech;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Walks through a file in the ggml format of whisper.cpp to its end, which whisper.cpp itself does
 * not look for: it takes a file for whole whose last bytes are missing, and ends the process over
 * one that is cut off further ahead.
 */
final class GgmlFile implements AutoCloseable {
  private static final int MAGIC = 0x67676d6c;
  private static final int MEASURES = 11;
  private static final int MOST_DIMENSIONS = 4;

  /** Numbers lie in blocks: how many in one of each type, and in how many bytes. */
  private static final Map<Integer, Block> TYPES =
      Map.ofEntries(
          Map.entry(0, new Block(1, 4)),
          Map.entry(1, new Block(1, 2)),
          Map.entry(2, new Block(32, 18)),
          Map.entry(3, new Block(32, 20)),
          Map.entry(6, new Block(32, 22)),
          Map.entry(7, new Block(32, 24)),
          Map.entry(8, new Block(32, 34)),
          Map.entry(10, new Block(256, 84)),
          Map.entry(11, new Block(256, 110)),
          Map.entry(12, new Block(256, 144)),
          Map.entry(13, new Block(256, 176)),
          Map.entry(14, new Block(256, 210)));

  private final Path path;
  private final InputStream bytes;
  private long left;

  private GgmlFile(Path path) throws IOException {
    this.path = path;
    this.left = Files.size(path);
    this.bytes = new BufferedInputStream(Files.newInputStream(path));
  }

  private record Block(int numbers, int bytes) {}

  /**
   * Refuses a file that is not whole.
   *
   * @throws IOException if it is not, has another format, or cannot be read
   */
  static void requireWhole(Path path) throws IOException {
    try (GgmlFile file = new GgmlFile(path)) {
      file.require(file.number() == MAGIC);
      file.skip(MEASURES * (long) Integer.BYTES);
      file.skip((long) file.number() * file.number() * Float.BYTES);
      int words = file.number();
      for (int i = 0; i < words; i++) {
        file.skip(file.number());
      }
      do {
        file.tensor();
      } while (file.left > 0);
    }
  }

  private void tensor() throws IOException {
    int dimensions = number();
    int name = number();
    Block block = TYPES.get(number());
    require(block != null && dimensions > 0 && dimensions <= MOST_DIMENSIONS);
    long numbers = 1;
    for (int i = 0; i < dimensions; i++) {
      int size = number();
      require(size > 0);
      numbers *= size;
    }
    skip(name);
    skip(numbers / block.numbers() * block.bytes());
  }

  private int number() throws IOException {
    take(Integer.BYTES);
    return ByteBuffer.wrap(bytes.readNBytes(Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private void skip(long count) throws IOException {
    take(count);
    bytes.skipNBytes(count);
  }

  private void take(long count) throws IOException {
    require(count >= 0 && count <= left);
    left -= count;
  }

  private void require(boolean whole) throws IOException {
    if (!whole) {
      throw new IOException(
          "the model %s is cut off, damaged or not in the ggml format of whisper.cpp"
              .formatted(path));
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
