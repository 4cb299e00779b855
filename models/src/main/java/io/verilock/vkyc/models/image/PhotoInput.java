package io.verilock.vkyc.models.image;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A photo's bytes as decoders read them. The one for lossless WebP takes zeros for what is missing,
 * and would make seconds of work out of a few bytes: it is let look ahead, and no farther.
 */
final class PhotoInput extends MemoryCacheImageInputStream {
  /** Each of the 64 bits that decoders look ahead by may be asked for several times. */
  private static final int MOST_READS_PAST_END = 1024;

  private int readsPastEnd;

  PhotoInput(byte[] photo) {
    super(new ByteArrayInputStream(photo));
  }

  @Override
  public byte readByte() throws IOException {
    try {
      return super.readByte();
    } catch (EOFException end) {
      if (++readsPastEnd > MOST_READS_PAST_END) {
        throw new IOException("the photo ends before its picture does", end);
      }
      throw end;
    }
  }
}
