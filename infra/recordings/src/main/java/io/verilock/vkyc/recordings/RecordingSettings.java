package io.verilock.vkyc.recordings;

/**
 * How a recording is written.
 *
 * @param layout container, and the order of what is in it
 * @param video codec of the pictures
 * @param width of the stored pictures, even
 * @param height of the stored pictures, even
 * @param framesPerSecond nominal rate, for rate control
 * @param sound whether there is a sound track: Opus in WebM, AAC in MP4
 * @param turn how players are told to turn the stored pictures
 * @param colours how colours are stored
 */
public record RecordingSettings(
    Layout layout,
    Video video,
    int width,
    int height,
    int framesPerSecond,
    boolean sound,
    Turn turn,
    Colours colours) {

  /** Container and order of its parts. */
  public enum Layout {
    /** WebM as a file: sizes, duration and cues are known. */
    WEBM_FILE,
    /** WebM as a browser's MediaRecorder streams it: unknown sizes, no duration, no cues. */
    WEBM_LIVE,
    /** MP4 with its index after the media. */
    MP4_INDEX_LAST,
    /** MP4 with its index before the media. */
    MP4_INDEX_FIRST,
    /** MP4 in fragments of half a second. */
    MP4_FRAGMENTED;

    /** Whether it is WebM, else MP4. */
    public boolean isWebm() {
      return this == WEBM_FILE || this == WEBM_LIVE;
    }
  }

  /** Codec of the pictures. */
  public enum Video {
    VP8("libvpx"),
    VP9("libvpx-vp9"),
    AV1("libaom-av1"),
    H264("libopenh264");

    private final String encoder;

    Video(String encoder) {
      this.encoder = encoder;
    }

    String encoder() {
      return encoder;
    }
  }

  /** How players turn the stored pictures, clockwise. */
  public enum Turn {
    NONE,
    QUARTER,
    HALF,
    THREE_QUARTERS,
    /** Left and right change places. */
    MIRROR;

    /** The turn as a matrix: a pixel at (x, y) goes to (a·x + c·y, b·x + d·y). */
    public int[] matrix() {
      return switch (this) {
        case NONE -> new int[] {1, 0, 0, 1};
        case QUARTER -> new int[] {0, 1, -1, 0};
        case HALF -> new int[] {-1, 0, 0, -1};
        case THREE_QUARTERS -> new int[] {0, -1, 1, 0};
        case MIRROR -> new int[] {-1, 0, 0, 1};
      };
    }
  }

  /** Matrix and range of the stored colours. */
  public enum Colours {
    BT601_LIMITED,
    BT601_FULL,
    BT709_LIMITED
  }

  /** Refuses what no encoder could write. */
  public RecordingSettings {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0 || framesPerSecond < 1) {
      throw new IllegalArgumentException(
          "pictures need even sizes and a rate, not %d x %d at %d"
              .formatted(width, height, framesPerSecond));
    }
    if (video == (layout.isWebm() ? Video.H264 : Video.VP8)) {
      throw new IllegalArgumentException("%s cannot hold %s".formatted(layout, video));
    }
    if (layout == Layout.WEBM_LIVE && video == Video.AV1) {
      throw new IllegalArgumentException(
          "the AV1 encoder describes its stream too late for a live recording");
    }
  }

  /** Upright pictures at 30 a second, without sound, in the usual colours of a webcam. */
  public static RecordingSettings of(Layout layout, Video video, int width, int height) {
    return new RecordingSettings(
        layout, video, width, height, 30, false, Turn.NONE, Colours.BT601_LIMITED);
  }

  /** The same with a sound track. */
  public RecordingSettings withSound() {
    return new RecordingSettings(
        layout, video, width, height, framesPerSecond, true, turn, colours);
  }

  /** The same, to be turned by players. */
  public RecordingSettings withTurn(Turn newTurn) {
    return new RecordingSettings(
        layout, video, width, height, framesPerSecond, sound, newTurn, colours);
  }

  /** The same with colours stored in another way. */
  public RecordingSettings withColours(Colours newColours) {
    return new RecordingSettings(
        layout, video, width, height, framesPerSecond, sound, turn, newColours);
  }
}
