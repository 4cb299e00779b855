package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("media")
class NativeMemoryTest {
  private static final int CLIPS = 300;
  private static final int WARM_UP = 60;
  private static final long SLACK = 24L << 20;

  @Test
  void decodingManyRecordingsLeavesNothingBehind() {
    List<byte[]> recordings =
        Clips.everyKind().stream().map(kind -> Clips.write(kind, 30)).toList();
    Random random = new Random(11);
    long before = 0;
    for (int i = 0; i < CLIPS; i++) {
      byte[] recording = recordings.get(i % recordings.size());
      switch (i % 4) {
        case 0, 1 -> assertThat(decode(recording, recording.length)).isPositive();
        case 2 -> decode(Damage.some(recording, random), Integer.MAX_VALUE);
        default -> decode(recording, recording.length / 2);
      }
      if (i == WARM_UP) {
        before = residentBytes();
      }
    }
    assertThat(residentBytes() - before).isLessThan(SLACK);
    assertThat(Pointer.totalBytes()).as("memory of JavaCPP's own").isLessThan(1 << 20);
  }

  @Test
  void moreDecodersAreOpenThanJavaCppKeepsCallbacks() throws MediaException {
    byte[] recording = Clips.write(Clips.everyKind().get(0), 30);
    List<String> alone = Decoded.whole(recording).lines();
    CollectingSink[] sinks = new CollectingSink[40];
    MediaDecoder[] decoders = new MediaDecoder[sinks.length];
    for (int i = 0; i < sinks.length; i++) {
      sinks[i] = new CollectingSink();
      decoders[i] = new MediaDecoder(MediaLimits.DEFAULTS, Decoded.FRAMES_PER_SECOND, sinks[i]);
    }
    for (int at = 0; at < recording.length; at += 5_000) {
      byte[] chunk = Arrays.copyOfRange(recording, at, Math.min(at + 5_000, recording.length));
      for (MediaDecoder decoder : decoders) {
        decoder.feed(chunk);
      }
    }
    for (int i = 0; i < sinks.length; i++) {
      assertThat(new Decoded(sinks[i], decoders[i].finish(), null).lines()).isEqualTo(alone);
      decoders[i].close();
    }
  }

  /** Feeds so much of a recording, ends it if that is all, and returns the pictures given. */
  private static int decode(byte[] recording, int length) {
    int[] pictures = new int[1];
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            pictures[0]++;
          }

          @Override
          public void audio(int index, short[] samples) {}
        };
    try (MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULTS, 5, sink)) {
      decoder.feed(Arrays.copyOf(recording, Math.min(length, recording.length)));
      if (length >= recording.length) {
        decoder.finish();
      }
    } catch (MediaException damaged) {
      return 0;
    }
    return pictures[0];
  }

  private static long residentBytes() {
    System.gc();
    return Pointer.physicalBytes();
  }
}
