package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.models.image.Picture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Keeps what a decoder gives, as lines that compare, and the pictures' numbers and times. */
class CollectingSink implements MediaSink {
  /** One call: a picture or a piece, and all of it in words. */
  record Event(boolean isFrame, int index, String words) {}

  final List<Event> events = new ArrayList<>();
  final List<Long> times = new ArrayList<>();
  final List<Integer> numbers = new ArrayList<>();
  final List<short[]> pieces = new ArrayList<>();
  Picture latest;

  @Override
  public void frame(int index, long presentationTimeMicros, Picture picture) {
    times.add(presentationTimeMicros);
    numbers.add(NumberedPictures.read(picture));
    events.add(
        new Event(
            true,
            index,
            "at %d: %dx%d %08x"
                .formatted(
                    presentationTimeMicros,
                    picture.width(),
                    picture.height(),
                    checksum(picture.bgr()))));
    latest = picture;
  }

  @Override
  public void audio(int index, short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES);
    bytes.asShortBuffer().put(samples);
    pieces.add(samples);
    events.add(
        new Event(
            false, index, "%d samples %08x".formatted(samples.length, checksum(bytes.array()))));
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }
}
