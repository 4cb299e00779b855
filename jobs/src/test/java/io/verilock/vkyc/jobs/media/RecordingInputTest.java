package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.avio_read_partial;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingInputTest {
  private final RecordingBytes bytes = new RecordingBytes();
  private final Deque<byte[]> coming = new ArrayDeque<>();
  private final RecordingInput.Waiting waiting =
      new RecordingInput.Waiting() {
        @Override
        public boolean ended() {
          return coming.isEmpty();
        }

        @Override
        public boolean pause() {
          bytes.append(coming.remove());
          return true;
        }

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  @Test
  void aReadIsAsLongAsTheBytesAllowHoweverTheyCome() {
    bytes.append(new byte[10]);
    coming.addAll(List.of(new byte[1_000], new byte[5_000]));
    byte[] read = new byte[8_192];
    try (RecordingInput input = new RecordingInput(bytes, waiting, true)) {
      assertThat(avio_read_partial(input.context(), read, 4_096)).isEqualTo(4_096);
      assertThat(avio_read_partial(input.context(), read, 4_096)).isEqualTo(6_010 - 4_096);
      assertThat(avio_read_partial(input.context(), read, 4_096)).isEqualTo(AVERROR_EOF());
    }
  }

  @Test
  void aJumpAheadWaitsForTheBytesThere() {
    coming.addAll(List.of(new byte[70_000], new byte[70_000], new byte[] {1, 2, 3}));
    byte[] read = new byte[8];
    try (RecordingInput input = new RecordingInput(bytes, waiting, true)) {
      assertThat(avio_seek(input.context(), 140_001, 0)).isEqualTo(140_001);
      assertThat(avio_read_partial(input.context(), read, 8)).isEqualTo(2);
      assertThat(read).startsWith(2, 3);
      assertThat(avio_seek(input.context(), 1L << 40, 0)).isEqualTo(1L << 40);
      assertThat(avio_read_partial(input.context(), read, 8)).isEqualTo(AVERROR_EOF());
    }
  }

  @Test
  void theSizeIsNeverToldBecauseItIsNotKnownEverywhere() {
    bytes.append(new byte[100]);
    try (RecordingInput input = new RecordingInput(bytes, waiting, true)) {
      assertThat(avio_size(input.context())).isNegative();
    }
  }
}
