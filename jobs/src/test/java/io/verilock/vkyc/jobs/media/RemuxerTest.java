package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;

import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Turn;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("media")
class RemuxerTest {
  private static final int FRAMES = 150;
  private static final RecordingSettings LIVE =
      Clips.settings(Layout.WEBM_LIVE, Video.VP8).withSound();

  /** Id of the index in Matroska. */
  private static final byte[] CUES = {0x1C, 0x53, (byte) 0xBB, 0x6B};

  @TempDir Path folder;

  static List<RecordingSettings> everyKind() {
    return Clips.everyKind();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aCopyHasTheSamePacketsADurationAndCanBeSought(RecordingSettings kind) throws Exception {
    byte[] recording = Clips.write(kind, FRAMES);

    byte[] copy = remux(recording);

    assertThat(Container.of(copy).name()).isEqualTo(kind.layout().isWebm() ? "webm" : "mp4");
    assertThat(packets(copy)).isEqualTo(packets(recording));
    try (Opened after = new Opened(copy)) {
      assertThat(after.seconds()).isEqualTo(FRAMES / 30.0, within(0.15));
      assertThat(after.secondsOfPictureFrom(4)).isEqualTo(4, within(0.05));
      assertThat(after.secondsOfPictureFrom(2)).isEqualTo(2, within(0.05));
    }
    assertThat(Decoded.whole(copy).sink().numbers)
        .isEqualTo(Decoded.whole(recording).sink().numbers);
    assertThat(Decoded.whole(copy).sink().times).isEqualTo(Decoded.whole(recording).sink().times);
  }

  @Test
  void whatTellsWhereThingsLieIsFoundWithoutReadingAll() throws Exception {
    byte[] webm = remux(Clips.write(LIVE, FRAMES));
    assertThat(Clips.indexOf(webm, CUES, 0)).isPositive();

    byte[] mp4 = remux(Clips.write(Clips.settings(Layout.MP4_INDEX_LAST, Video.H264), FRAMES));
    assertThat(Clips.indexOf(mp4, latin("moov"), 0))
        .isLessThan(Clips.indexOf(mp4, latin("mdat"), 0));
  }

  @Test
  void aCopyShowsAllOfARecordingWhoseTimeRunsBack() throws Exception {
    byte[] one = Clips.write(LIVE, FRAMES);
    byte[] recording = Clips.joined(one, one);

    byte[] copy = remux(recording);

    assertThat(packets(copy)).isEqualTo(packets(recording));
    try (Opened opened = new Opened(copy)) {
      assertThat(opened.seconds()).isEqualTo(2 * FRAMES / 30.0, within(0.15));
      assertThat(opened.secondsOfPictureFrom(7)).isEqualTo(7, within(0.05));
    }
    Decoded decoded = Decoded.whole(copy);
    assertThat(decoded.summary().ranBackMicros()).isZero();
    assertThat(decoded.sink().numbers).isEqualTo(Decoded.whole(recording).sink().numbers);
  }

  @Test
  void timesStayAsTheyWere() throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      times.add(1_240_000 + 40_000L * i);
    }
    for (Layout layout : List.of(Layout.WEBM_LIVE, Layout.MP4_FRAGMENTED)) {
      Video video = layout.isWebm() ? Video.VP8 : Video.H264;
      byte[] recording = Clips.write(Clips.settings(layout, video), times);

      assertThat(Decoded.whole(remux(recording)).sink().times)
          .as(layout.name())
          .isEqualTo(Decoded.whole(recording).sink().times)
          .startsWith(1_240_000L);
    }
  }

  @Test
  void aCopyIsTurnedAsTheRecordingIs() throws Exception {
    for (Layout layout : List.of(Layout.WEBM_FILE, Layout.MP4_INDEX_LAST)) {
      Video video = layout.isWebm() ? Video.VP8 : Video.H264;
      byte[] recording = Clips.write(Clips.settings(layout, video).withTurn(Turn.QUARTER), 10);

      assertThat(Decoded.whole(remux(recording)).sink().latest.width())
          .as(layout.name())
          .isEqualTo(Decoded.whole(recording).sink().latest.width());
    }
  }

  @Test
  void theSameBytesGiveTheSameCopyHoweverTheyAreCut() throws Exception {
    byte[] recording = Clips.write(LIVE, FRAMES);
    int cut = recording.length / 3;

    byte[][] pieces = {
      Arrays.copyOf(recording, cut),
      new byte[0],
      Arrays.copyOfRange(recording, cut, recording.length)
    };

    assertThat(joined(Remuxer.remux(pieces))).isEqualTo(remux(recording));
  }

  @Test
  void aRecordingCutOffIsCopiedUpToThere() throws Exception {
    byte[] recording = Clips.write(LIVE, FRAMES);

    byte[] copy = remux(Arrays.copyOf(recording, recording.length / 2));

    try (Opened after = new Opened(copy)) {
      assertThat(after.seconds()).isBetween(1.0, 4.0);
    }
  }

  @Test
  void whatIsNoRecordingCannotBeCopied() {
    byte[] noise = new byte[5_000];
    new Random(1).nextBytes(noise);
    byte[] onlyItsHead = Arrays.copyOf(Clips.write(LIVE, 30), 300);
    for (byte[] bytes : List.of(noise, new byte[0], onlyItsHead)) {
      assertThatThrownBy(() -> remux(bytes)).isInstanceOf(MediaException.class);
    }
  }

  @Test
  void noDamageDoesHarm() {
    Random random = new Random(7);
    int copied = 0;
    for (RecordingSettings kind : Clips.everyKind()) {
      byte[] recording = Clips.write(kind, 30);
      for (int i = 0; i < 40; i++) {
        try {
          assertThat(remux(Damage.some(recording, random))).isNotEmpty();
          copied++;
        } catch (MediaException refused) {
          assertThat(refused.getMessage()).isNotBlank();
        }
      }
    }
    assertThat(copied).isPositive();
  }

  private int packets(byte[] recording) throws IOException {
    try (Opened opened = new Opened(recording)) {
      return opened.packets();
    }
  }

  private static byte[] remux(byte[] recording) throws MediaException {
    return joined(Remuxer.remux(new byte[][] {recording}));
  }

  private static byte[] joined(byte[][] pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A recording as a player opens it that may use its index. */
  private final class Opened implements AutoCloseable {
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();

    Opened(byte[] recording) throws IOException {
      Path file = Files.createTempFile(folder, "recording", "");
      Files.write(file, recording);
      assertThat(avformat_open_input(context, file.toString(), null, (AVDictionary) null)).isZero();
      assertThat(avformat_find_stream_info(context, (AVDictionary) null)).isNotNegative();
    }

    /** As the header tells. */
    double seconds() {
      return context.duration() / 1e6;
    }

    /** Where the first picture after a jump lies. */
    double secondsOfPictureFrom(int seconds) {
      AVStream video = context.streams(0);
      double unit = (double) video.time_base().num() / video.time_base().den();
      assertThat(
              av_seek_frame(context, 0, Math.round((seconds + 0.02) / unit), AVSEEK_FLAG_BACKWARD))
          .isNotNegative();
      do {
        av_packet_unref(packet);
        assertThat(av_read_frame(context, packet)).isZero();
      } while (packet.stream_index() != 0);
      return packet.pts() * unit;
    }

    int packets() {
      int packets = 0;
      while (av_read_frame(context, packet) == 0) {
        packets++;
        av_packet_unref(packet);
      }
      return packets;
    }

    @Override
    public void close() {
      av_packet_free(packet);
      avformat_close_input(context);
    }
  }
}
