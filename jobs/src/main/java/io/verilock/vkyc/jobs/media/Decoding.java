package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.verilock.vkyc.models.libav.Libav;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** One recording's way from its first byte to its summary; runs on the decoder's thread. */
final class Decoding {
  /** A demuxer that asks so often in a row to be called again has lost its place. */
  private static final int MOST_RETRIES = 256;

  /** Packets of sound for every picture allowed; Opus has at most 400 packets a second. */
  private static final int SOUND_PACKETS_PER_FRAME = 8;

  private final Container container;
  private final RecordingBytes bytes;
  private final RecordingInput.Waiting waiting;
  private final MediaLimits limits;
  private final FrameSampler sampler;
  private final Handover delivery;
  private final Libav.Errors errors = new Libav.Errors();

  Decoding(
      Container container,
      RecordingBytes bytes,
      RecordingInput.Waiting waiting,
      MediaLimits limits,
      FrameSampler sampler,
      Handover delivery) {
    this.container = container;
    this.bytes = bytes;
    this.waiting = waiting;
    this.limits = limits;
    this.sampler = sampler;
    this.delivery = delivery;
  }

  /** Decodes all of it, giving pictures and sound on the way. */
  MediaSummary run() throws MediaException {
    Libav.report(errors);
    boolean seekable = container.demuxer().equals(Container.MP4_DEMUXER);
    try (RecordingInput input = new RecordingInput(bytes, waiting, seekable)) {
      try {
        return decode(input);
      } finally {
        input.checkIntact();
      }
    } finally {
      Libav.report(null);
    }
  }

  private MediaSummary decode(RecordingInput input) throws MediaException {
    try (Demuxer demuxer = new Demuxer(container, input, errors)) {
      Track video = video(demuxer);
      try (VideoTrack pictures =
              new VideoTrack(video, limits, sampler, delivery, demuxer.claimedMicros(), errors);
          AudioTrack sound = new AudioTrack(demuxer.audio(), limits, delivery, errors)) {
        readAll(demuxer, pictures, sound);
        pictures.end();
        sound.end();
        return pictures.summary(container, sound, demuxer.makers());
      }
    }
  }

  private Track video(Demuxer demuxer) throws MediaException {
    if (demuxer.atEnd() && demuxer.video().flatMap(Track::codec).isEmpty()) {
      throw new MediaException(
          MediaError.CONTAINER_DAMAGED,
          "the %s header is cut off%s".formatted(container.name(), errors.suffix()));
    }
    return demuxer
        .video()
        .orElseThrow(
            () ->
                new MediaException(
                    MediaError.NO_VIDEO_TRACK,
                    "the %s recording has no video track".formatted(container.name())));
  }

  /**
   * Reads to the end, or to the first error: a demuxer that goes on after one gives something else
   * every time.
   */
  private void readAll(Demuxer demuxer, VideoTrack pictures, AudioTrack sound)
      throws MediaException {
    AVPacket packet = Libav.allocated(av_packet_alloc(), "a packet");
    try {
      long packets = 0;
      int again = 0;
      while (true) {
        int read = demuxer.read(packet);
        if (waiting.cancelled()) {
          throw new CancellationException();
        }
        if (read == AVERROR_EAGAIN() && again++ < MOST_RETRIES) {
          continue;
        }
        if (read < 0) {
          if (read != AVERROR_EOF()) {
            errors.add("the container is damaged: " + Libav.text(read));
          }
          return;
        }
        again = 0;
        if (++packets > (long) SOUND_PACKETS_PER_FRAME * limits.maxFrames()) {
          throw new MediaException(
              MediaError.TOO_MANY_FRAMES, "the recording has more packets than frames allow");
        }
        take(packet, pictures, sound);
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }

  private void take(AVPacket packet, VideoTrack pictures, AudioTrack sound) throws MediaException {
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
      errors.add("a packet is cut off");
    } else if (packet.stream_index() == pictures.index()) {
      pictures.decode(packet);
    } else if (Optional.of(packet.stream_index()).equals(sound.index())) {
      sound.decode(packet);
    }
  }
}
