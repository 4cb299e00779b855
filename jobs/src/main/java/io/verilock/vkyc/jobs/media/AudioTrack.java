package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.jobs.media.MediaSummary.AudioState;
import io.verilock.vkyc.models.libav.Libav;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes the sound, if there is any that can be decoded. A bad sound track never costs a video.
 */
final class AudioTrack implements AutoCloseable {
  private final Optional<Track> track;
  private final MediaLimits limits;
  private final Handover delivery;
  private final Libav.Errors errors;
  private final AudioConverter converter = new AudioConverter(this::give);
  private final boolean supported;
  private final StreamDecoder decoder;
  private int pieces;

  AudioTrack(Optional<Track> track, MediaLimits limits, Handover delivery, Libav.Errors errors) {
    this.track = track;
    this.limits = limits;
    this.delivery = delivery;
    this.errors = errors;
    Optional<Codec> codec = track.flatMap(Track::codec).filter(Codec::isAudio);
    supported = codec.isPresent();
    decoder = supported ? open(track.get(), codec.get()) : null;
  }

  /** Index of the track that is decoded; empty where none is. */
  Optional<Integer> index() {
    return decoder == null ? Optional.empty() : track.map(Track::index);
  }

  void decode(AVPacket packet) throws MediaException {
    decoder.decode(packet, this::take);
  }

  /** Decodes what the decoder holds back, and gives the last piece. */
  void end() throws MediaException {
    if (decoder != null) {
      decoder.decode(null, this::take);
      converter.end();
    }
  }

  Optional<String> codecName() {
    return track.map(Track::codecName);
  }

  AudioState state() {
    if (track.isEmpty()) {
      return AudioState.NONE;
    }
    if (!supported) {
      return AudioState.CODEC_NOT_SUPPORTED;
    }
    return converter.samples() > 0 ? AudioState.DECODED : AudioState.DAMAGED;
  }

  int pieces() {
    return pieces;
  }

  @Override
  public void close() {
    converter.close();
    if (decoder != null) {
      decoder.close();
    }
  }

  private StreamDecoder open(Track sound, Codec codec) {
    try {
      return new StreamDecoder(sound, codec, limits.maxPixels(), errors);
    } catch (MediaException damaged) {
      errors.add(damaged.getMessage());
      return null;
    }
  }

  private void take(AVFrame frame) throws MediaException {
    if (!converter.add(frame)) {
      errors.add("sound of an unusable format");
    }
    long seconds = converter.samples() / MediaSink.AUDIO_RATE;
    if (seconds > limits.maxDuration().toSeconds()) {
      throw new MediaException(
          MediaError.DURATION_TOO_LONG,
          "the sound lasts more than %d s".formatted(limits.maxDuration().toSeconds()));
    }
  }

  private void give(short[] samples) {
    delivery.audio(pieces++, samples);
  }
}
