package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;

import io.verilock.vkyc.models.libav.Libav;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Copies a recording so that a browser can jump about in it: pictures and sound as they are, in a
 * container that tells its duration and has an index. A browser's recorder writes neither.
 *
 * <p>VP8, VP9 and AV1 stay in WebM where they come in WebM or Matroska, all else becomes an MP4
 * with its index in front. The same bytes give the same copy.
 */
public final class Remuxer {
  private static final Set<Codec> WEBM_VIDEO = EnumSet.of(Codec.VP8, Codec.VP9, Codec.AV1);
  private static final Set<Codec> WEBM_AUDIO = EnumSet.of(Codec.OPUS, Codec.VORBIS);
  private static final Set<Codec> MP4_AUDIO = EnumSet.of(Codec.OPUS, Codec.AAC);

  /** A demuxer that asks so often in a row to be called again has lost its place. */
  private static final int MOST_RETRIES = 256;

  /** What a copy may have beside the recording's own bytes: an index, and as much as that again. */
  private static final long ROOM = 16L << 20;

  /** What an index in front needs beside its own length: the head of an empty box. */
  private static final int INDEX_ROOM = 16;

  private static final RecordingInput.Waiting ALL_THERE = new AllThere();

  private final RecordingBytes bytes;
  private final Libav.Errors errors = new Libav.Errors();

  private Remuxer(RecordingBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies a recording. Of one that is damaged, what comes before the damage.
   *
   * @param pieces all of the recording, in order
   * @return the copy, in pieces
   * @throws MediaException if no copy can be made of it
   */
  public static byte[][] remux(byte[][] pieces) throws MediaException {
    RecordingBytes bytes = new RecordingBytes();
    for (byte[] piece : pieces) {
      bytes.append(piece);
    }
    Remuxer remuxer = new Remuxer(bytes);
    Libav.report(remuxer.errors);
    try {
      return remuxer.copy();
    } finally {
      Libav.report(null);
    }
  }

  private byte[][] copy() throws MediaException {
    Container container = Container.of(bytes.head(Container.SNIFFED_BYTES));
    try (RecordingInput input = input(container);
        Demuxer demuxer = new Demuxer(container, input, errors)) {
      if (isWebm(container, codec(demuxer))) {
        return copy(demuxer, input, Muxer.WEBM, Map.of()).pieces();
      }
    }
    // A muxer that is to write the index in front must be told first how long it will be.
    long index = copyToMp4(container, Map.of()).boxLength("moov");
    return copyToMp4(container, Map.of("moov_size", String.valueOf(index + INDEX_ROOM))).pieces();
  }

  private RecordingOutput copyToMp4(Container container, Map<String, String> options)
      throws MediaException {
    try (RecordingInput input = input(container);
        Demuxer demuxer = new Demuxer(container, input, errors)) {
      return copy(demuxer, input, Muxer.MP4, options);
    }
  }

  private RecordingOutput copy(
      Demuxer demuxer, RecordingInput input, String format, Map<String, String> options)
      throws MediaException {
    Track video = demuxer.video().orElseThrow();
    Set<Codec> sounds = format.equals(Muxer.WEBM) ? WEBM_AUDIO : MP4_AUDIO;
    Optional<Track> audio =
        demuxer.audio().filter(track -> track.codec().filter(sounds::contains).isPresent());
    try (RecordingOutput output = new RecordingOutput(bytes.size() + ROOM)) {
      try (Muxer muxer = new Muxer(format, output, video, audio, options)) {
        if (copyPackets(demuxer, muxer, video) == 0) {
          throw new MediaException(MediaError.VIDEO_DAMAGED, "no picture to copy");
        }
        muxer.end();
      } finally {
        input.checkIntact();
        output.checkIntact();
      }
      return output;
    }
  }

  /** Copies up to the end or the first damage; gives how many pictures there were. */
  private static long copyPackets(Demuxer demuxer, Muxer muxer, Track video) throws MediaException {
    AVPacket packet = Libav.allocated(av_packet_alloc(), "a packet");
    try {
      long pictures = 0;
      int again = 0;
      while (true) {
        int read = demuxer.read(packet);
        if (read == AVERROR_EAGAIN() && again++ < MOST_RETRIES) {
          continue;
        }
        if (read < 0) {
          return pictures;
        }
        again = 0;
        if ((packet.flags() & AV_PKT_FLAG_CORRUPT) == 0) {
          pictures += packet.stream_index() == video.index() ? 1 : 0;
          muxer.write(packet);
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }

  private RecordingInput input(Container container) {
    return new RecordingInput(bytes, ALL_THERE, container.demuxer().equals(Container.MP4_DEMUXER));
  }

  private static Codec codec(Demuxer demuxer) throws MediaException {
    return demuxer
        .video()
        .flatMap(Track::codec)
        .orElseThrow(
            () -> new MediaException(MediaError.NO_VIDEO_TRACK, "no video track to be copied"));
  }

  private static boolean isWebm(Container container, Codec video) {
    return container.demuxer().equals(Container.MATROSKA_DEMUXER) && WEBM_VIDEO.contains(video);
  }

  /** The recording is whole: what is not there will not come. */
  private static final class AllThere implements RecordingInput.Waiting {
    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public boolean pause() {
      return false;
    }

    @Override
    public boolean cancelled() {
      return false;
    }
  }
}
