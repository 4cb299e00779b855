package io.verilock.vkyc.models.image;

import com.drew.lang.SequentialByteArrayReader;
import java.io.EOFException;
import java.io.IOException;

/**
 * A photo's bytes as readers of its metadata ask for them. Of a part that the photo does not have
 * nothing is given, whereas a stream takes the memory first, 2 GB where a few bytes claim so.
 */
final class MetadataInput extends SequentialByteArrayReader {
  MetadataInput(byte[] photo) {
    super(photo);
  }

  @Override
  public byte[] getBytes(int count) throws IOException {
    if (count > available()) {
      throw new EOFException("the photo ends before a part of it does");
    }
    return super.getBytes(count);
  }
}
