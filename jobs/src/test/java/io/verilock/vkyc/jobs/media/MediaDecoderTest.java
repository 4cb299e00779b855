package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.media.MediaSummary.AudioState;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Colours;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Turn;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("media")
class MediaDecoderTest {
  private static final int FRAMES = 60;
  private static final long MILLISECOND = 1_000;

  /** The wrong matrix or range is off by 14 and more. */
  private static final int CODEC_NOISE = 9;

  static List<RecordingSettings> everyKind() {
    return Clips.everyKind();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void givesTheSampledPicturesWithTheirTimes(RecordingSettings settings) {
    Decoded decoded = Decoded.whole(Clips.write(settings, FRAMES));

    assertThat(decoded.failure()).isNull();
    assertThat(decoded.sink().numbers).containsExactly(0, 6, 12, 18, 24, 30, 36, 42, 48, 54);
    List<Long> times = decoded.sink().times;
    for (int i = 0; i < times.size(); i++) {
      assertThat(times.get(i)).isCloseTo(i * (200 * MILLISECOND), within(MILLISECOND));
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void saysWhatTheRecordingIs(RecordingSettings settings) {
    MediaSummary summary = Decoded.whole(Clips.write(settings, FRAMES)).summary();

    assertThat(summary.container()).isEqualTo(settings.layout().isWebm() ? "webm" : "mp4");
    assertThat(summary.videoCodec()).isEqualTo(settings.video().name().toLowerCase(Locale.ROOT));
    assertThat(summary.audioCodec()).contains(settings.layout().isWebm() ? "opus" : "aac");
    assertThat(summary.audio()).isEqualTo(AudioState.DECODED);
    assertThat(summary.width()).isEqualTo(Clips.WIDTH);
    assertThat(summary.height()).isEqualTo(Clips.HEIGHT);
    assertThat(summary.startMicros()).isCloseTo(0, within(MILLISECOND));
    assertThat(summary.durationMicros()).isCloseTo(2_000 * MILLISECOND, within(MILLISECOND));
    assertThat(summary.decodedFrames()).isEqualTo(FRAMES);
    assertThat(summary.sampledFrames()).isEqualTo(10);
    assertThat(summary.audioPieces()).isEqualTo(2);
    assertThat(summary.damaged()).as("%s", summary.firstError()).isFalse();
  }

  @Test
  void whereTimeRunsBackEveryPictureHasItsTurn() {
    byte[] one = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8).withSound(), FRAMES);
    byte[] joined = Clips.joined(one, one);

    Decoded decoded = Decoded.whole(joined);

    assertThat(decoded.failure()).isNull();
    assertThat(decoded.sink().numbers)
        .containsExactly(
            0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 0, 6, 12, 18, 24, 30, 36, 42, 48, 54);
    List<Long> times = decoded.sink().times;
    for (int i = 0; i < times.size(); i++) {
      assertThat(times.get(i)).isCloseTo(i * (200 * MILLISECOND), within(2 * MILLISECOND));
    }
    MediaSummary summary = decoded.summary();
    assertThat(summary.durationMicros()).isCloseTo(4_000 * MILLISECOND, within(2 * MILLISECOND));
    assertThat(summary.ranBackMicros()).isCloseTo(1_967 * MILLISECOND, within(2 * MILLISECOND));
    assertThat(Decoded.whole(one).summary().ranBackMicros()).isZero();
    assertThat(
            Decoded.cut(joined, List.of(100, one.length - 1, one.length, one.length + 9)).lines())
        .isEqualTo(decoded.lines());
  }

  @Test
  void aRecordingThatIsCutOffIsToldAndHowMuchIsMissingWhereItSaysHowLongItIs() {
    for (Layout layout : List.of(Layout.WEBM_LIVE, Layout.WEBM_FILE, Layout.MP4_INDEX_FIRST)) {
      Video video = layout.isWebm() ? Video.VP8 : Video.H264;
      byte[] recording = Clips.write(Clips.settings(layout, video), FRAMES);
      assertThat(Decoded.whole(recording).summary().cut()).as("%s", layout).isFalse();

      int kept = layout.isWebm() ? recording.length * 2 / 3 : recording.length - 6_000;
      Decoded decoded = Decoded.whole(Arrays.copyOf(recording, kept));
      assertThat(decoded.failure()).as("%s", layout).isNull();
      MediaSummary summary = decoded.summary();

      assertThat(summary.cut()).as("%s", layout).isTrue();
      long there = summary.durationMicros();
      assertThat(there).as("%s", layout).isBetween(500 * MILLISECOND, 1_900 * MILLISECOND);
      if (layout == Layout.WEBM_LIVE) {
        assertThat(summary.missingMicros()).isZero();
      } else {
        assertThat(summary.missingMicros())
            .as("%s", layout)
            .isCloseTo(2_000 * MILLISECOND - there, within(20 * MILLISECOND));
      }
    }
  }

  @Test
  void aHoleInTheMiddleIsDamageOfItsLength() {
    int frames = 5 * FRAMES;
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), frames);
    byte[] noise = new byte[2_000];
    new Random(1).nextBytes(noise);
    System.arraycopy(noise, 0, recording, recording.length / 3, noise.length);

    MediaSummary summary = Decoded.whole(recording).summary();

    assertThat(summary.damaged()).isTrue();
    assertThat(summary.cut()).isFalse();
    long lost = (frames - summary.decodedFrames()) * 1_000_000L / 30;
    assertThat(lost).isPositive();
    assertThat(summary.missingMicros()).isCloseTo(lost, within(100 * MILLISECOND));
  }

  @Test
  void namesTheProgramsThatTheContainerNames() throws Exception {
    byte[] recording =
        Clips.write(
            RecordingSettings.of(Layout.MP4_FRAGMENTED, Video.H264, Clips.WIDTH, Clips.HEIGHT),
            FRAMES);
    byte[] handler = "VideoHandler".getBytes(StandardCharsets.US_ASCII);
    byte[] editor = "HandBrake 99".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(editor, 0, recording, Clips.indexOf(recording, handler, 0), editor.length);

    assertThat(Decoded.whole(recording).summary().makers()).contains("handbrake 99");
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void givesTheSoundInPiecesWithoutGaps(RecordingSettings settings) {
    List<short[]> pieces = Decoded.whole(Clips.write(settings, FRAMES)).sink().pieces;

    assertThat(pieces.get(0)).hasSize(MediaSink.AUDIO_PIECE);
    int samples = pieces.stream().mapToInt(piece -> piece.length).sum();
    assertThat(samples).isBetween(31_000, 34_000);
    // 440 Hz cross zero 880 times a second
    assertThat(crossings(pieces.get(0))).isBetween(880, 920);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void givesPicturesBeforeTheLastByteUnlessTheIndexIsLast(RecordingSettings settings)
      throws MediaException {
    byte[] recording = Clips.write(settings, FRAMES);
    CollectingSink sink = new CollectingSink();
    try (MediaDecoder decoder = decoder(sink)) {
      decoder.feed(Arrays.copyOf(recording, recording.length - recording.length / 10));

      if (settings.layout() == Layout.MP4_INDEX_LAST) {
        assertThat(sink.numbers).isEmpty();
      } else {
        assertThat(sink.numbers).hasSizeGreaterThan(4);
      }
    }
  }

  @Test
  void aMediaRecordersStreamIsDecodedClusterByCluster() throws MediaException {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), 300);
    CollectingSink sink = new CollectingSink();
    try (MediaDecoder decoder = decoder(sink)) {
      decoder.feed(Arrays.copyOf(recording, recording.length / 5));

      assertThat(sink.numbers).as("a fifth of ten seconds").hasSizeBetween(7, 11);
    }
  }

  @Test
  void aWebmFileIsNotSearchedForItsTagsFirst() throws MediaException {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8), FRAMES);
    // the entry that says where the cues are now says that tags are there, after the pictures
    byte[] cues = {0x53, (byte) 0xAB, (byte) 0x84, 0x1C, 0x53, (byte) 0xBB, 0x6B};
    byte[] tags = {0x53, (byte) 0xAB, (byte) 0x84, 0x12, 0x54, (byte) 0xC3, 0x67};
    System.arraycopy(tags, 0, recording, Clips.indexOf(recording, cues, 0), tags.length);
    CollectingSink sink = new CollectingSink();
    try (MediaDecoder decoder = decoder(sink)) {
      decoder.feed(Arrays.copyOf(recording, recording.length / 2));

      assertThat(sink.numbers).hasSizeGreaterThan(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "7,1", "10,2", "100,100"})
  void resumingGivesExactlyTheRest(int firstFrame, int firstPiece) throws MediaException {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP9).withSound(), FRAMES);
    Decoded all = Decoded.whole(recording);
    List<CollectingSink.Event> rest =
        all.sink().events.stream()
            .filter(event -> event.index() >= (event.isFrame() ? firstFrame : firstPiece))
            .toList();

    CollectingSink sink = new CollectingSink();
    try (MediaDecoder decoder =
        new MediaDecoder(
            MediaLimits.DEFAULTS, Decoded.FRAMES_PER_SECOND, firstFrame, firstPiece, sink)) {
      decoder.feed(recording);

      assertThat(decoder.finish()).isEqualTo(all.summary());
      assertThat(sink.events).isEqualTo(rest);
    }
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void picturesComeUpright(Turn turn) {
    for (Layout layout : List.of(Layout.MP4_INDEX_LAST, Layout.MP4_FRAGMENTED, Layout.WEBM_FILE)) {
      if (turn == Turn.MIRROR && layout == Layout.WEBM_FILE) {
        continue; // WebM cannot say so
      }
      Video video = layout.isWebm() ? Video.VP8 : Video.H264;
      boolean sideways = turn == Turn.QUARTER || turn == Turn.THREE_QUARTERS;
      RecordingSettings settings = Clips.settings(layout, video).withTurn(turn);
      try (RecordingWriter writer = new RecordingWriter(settings)) {
        for (int i = 0; i < 12; i++) {
          writer.picture(Clips.stored(i, turn), i * 33_333L);
        }
        Decoded decoded = Decoded.whole(writer.finish());

        assertThat(decoded.sink().numbers).as("%s %s", layout, turn).containsExactly(0, 6);
        assertThat(decoded.summary().width()).isEqualTo(sideways ? Clips.HEIGHT : Clips.WIDTH);
        assertThat(decoded.summary().height()).isEqualTo(sideways ? Clips.WIDTH : Clips.HEIGHT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Colours.class)
  void coloursFollowTheStreamsMatrixAndRange(Colours colours) {
    for (Video video : List.of(Video.H264, Video.VP9)) {
      Decoded decoded =
          Decoded.whole(
              Clips.write(Clips.settings(Layout.MP4_INDEX_LAST, video).withColours(colours), 6));

      int corner = NumberedPictures.corner(decoded.sink().latest);
      assertThat(corner >> 16).as("%s", video).isCloseTo(0xd0, within(CODEC_NOISE));
      assertThat(corner >> 8 & 0xff).as("%s", video).isCloseTo(0x30, within(CODEC_NOISE));
      assertThat(corner & 0xff).as("%s", video).isCloseTo(0x30, within(CODEC_NOISE));
    }
  }

  @Test
  void theLastPictureLastsAsLongAsTheContainerSays() {
    List<Long> times = new ArrayList<>();
    for (long millis : new long[] {0, 40, 80, 120}) {
      times.add(millis * MILLISECOND);
    }
    Decoded decoded =
        Decoded.whole(Clips.write(Clips.settings(Layout.MP4_INDEX_LAST, Video.H264), times));

    assertThat(decoded.summary().durationMicros())
        .as("that is a thirtieth of a second, although the others last longer")
        .isCloseTo((120 + 33) * MILLISECOND, within(MILLISECOND));
    assertThat(decoded.summary().decodedFrames()).isEqualTo(4);
  }

  @Test
  void aVariableFrameRateIsSampledByTime() {
    List<Long> times = new ArrayList<>();
    for (long millis : new long[] {0, 33, 250, 260, 270, 900, 1_000, 1_010, 1_210}) {
      times.add(millis * MILLISECOND);
    }
    Decoded decoded =
        Decoded.whole(Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), times));

    assertThat(decoded.sink().numbers).containsExactly(0, 2, 5, 6, 8);
    assertThat(decoded.summary().durationMicros())
        .as("the last picture lasts as long as the median one")
        .isEqualTo((1_210 + 100) * MILLISECOND);
  }

  @Test
  void everyPictureIsGivenAtTheVideosOwnRate() throws MediaException {
    byte[] recording = Clips.write(Clips.settings(Layout.WEBM_LIVE, Video.VP8), FRAMES);
    CollectingSink sink = new CollectingSink();
    try (MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULTS, 30, sink)) {
      decoder.feed(recording);
      decoder.finish();
    }
    assertThat(sink.numbers)
        .as("although Matroska rounds times to the millisecond")
        .isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSquare() {
    byte[] recording = Clips.write(Clips.settings(Layout.MP4_INDEX_LAST, Video.H264), 6);
    byte[] pixelAspect = {'p', 'a', 's', 'p', 0, 0, 0, 1, 0, 0, 0, 1};
    int at = Clips.indexOf(recording, pixelAspect, 0);
    recording[at + 7] = 4;
    recording[at + 11] = 3;

    Decoded decoded = Decoded.whole(recording);

    assertThat(decoded.sink().numbers).containsExactly(0);
    assertThat(decoded.sink().latest.width()).isEqualTo(Clips.WIDTH);
    assertThat(decoded.sink().latest.height()).isEqualTo(Clips.HEIGHT * 3 / 4);
    assertThat(decoded.summary().height()).isEqualTo(Clips.HEIGHT * 3 / 4);
  }

  @Test
  void aTrackWithoutSoundSaysSo() {
    MediaSummary summary =
        Decoded.whole(Clips.write(Clips.settings(Layout.WEBM_FILE, Video.VP8), 6)).summary();

    assertThat(summary.audio()).isEqualTo(AudioState.NONE);
    assertThat(summary.audioCodec()).isEmpty();
    assertThat(summary.audioPieces()).isZero();
  }

  private static MediaDecoder decoder(MediaSink sink) {
    return new MediaDecoder(MediaLimits.DEFAULTS, Decoded.FRAMES_PER_SECOND, sink);
  }

  private static int crossings(short[] samples) {
    int crossings = 0;
    for (int i = 1; i < samples.length; i++) {
      crossings += (samples[i] >= 0) == (samples[i - 1] >= 0) ? 0 : 1;
    }
    return crossings;
  }
}
