package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.models.libav.Libav;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes the pictures, chooses the sampled ones and gives those. */
final class VideoTrack implements AutoCloseable {
  private final Track track;
  private final Codec codec;
  private final MediaLimits limits;
  private final FrameSampler sampler;
  private final Handover delivery;
  private final Libav.Errors errors;
  private final FrameTimes times;
  private final PictureConverter converter;
  private final StreamDecoder decoder;
  private final long claimed;
  private int packets;
  private int sampled;
  private PictureConverter.Size size;

  /** Opens the decoder, once what the header claims is within the limits. */
  VideoTrack(
      Track track,
      MediaLimits limits,
      FrameSampler sampler,
      Handover delivery,
      long claimedMicros,
      Libav.Errors errors)
      throws MediaException {
    this.track = track;
    this.limits = limits;
    this.sampler = sampler;
    this.delivery = delivery;
    this.errors = errors;
    times = new FrameTimes(track);
    codec =
        track
            .codec()
            .filter(Codec::isVideo)
            .orElseThrow(
                () ->
                    new MediaException(
                        MediaError.VIDEO_CODEC_NOT_SUPPORTED,
                        "the video track's codec is %s, not VP8, VP9, AV1, H.264 or HEVC"
                            .formatted(track.codecName())));
    checkSize(track.parameters().width(), track.parameters().height());
    claimed = Math.max(claimedMicros, track.claimedMicros());
    checkDuration(claimed);
    converter = new PictureConverter(track.orientation());
    decoder = new StreamDecoder(track, codec, limits.maxPixels(), errors);
  }

  int index() {
    return track.index();
  }

  void decode(AVPacket packet) throws MediaException {
    packets++;
    decoder.decode(packet, this::take);
  }

  /** Decodes what the decoder holds back. */
  void end() throws MediaException {
    decoder.decode(null, this::take);
    if (times.count() > 0) {
      checkDuration(times.duration());
      return;
    }
    if (packets == 0) {
      throw new MediaException(
          MediaError.CONTAINER_DAMAGED,
          "the recording ends before its first picture" + errors.suffix());
    }
    throw new MediaException(
        decoder.refusedSize() ? MediaError.RESOLUTION_TOO_LARGE : MediaError.VIDEO_DAMAGED,
        "none of %d %s packets gave a picture%s"
            .formatted(packets, track.codecName(), errors.suffix()));
  }

  /** What was decoded; valid after {@link #end()}. */
  MediaSummary summary(Container container, AudioTrack sound, String makers) {
    return new MediaSummary(
        container.name(),
        track.codecName(),
        sound.codecName(),
        sound.state(),
        size.width(),
        size.height(),
        times.first(),
        times.duration(),
        times.ranBack(),
        times.count(),
        sampled,
        sound.pieces(),
        makers,
        missing(),
        errors.cut(),
        errors.count(),
        errors.first());
  }

  private long missing() {
    if (errors.count() == 0) {
      return 0;
    }
    return Math.max(claimed - times.duration(), times.holes());
  }

  @Override
  public void close() {
    converter.close();
    decoder.close();
  }

  private void take(AVFrame frame) throws MediaException {
    checkSize(frame.width(), frame.height());
    long time = times.add(frame);
    if (times.count() > limits.maxFrames()) {
      throw new MediaException(
          MediaError.TOO_MANY_FRAMES,
          "the video has more than %d pictures".formatted(limits.maxFrames()));
    }
    checkDuration(times.span());
    if (times.count() == 1) {
      size = converter.size(frame, track.pixelAspect(frame));
    }
    if (sampler.choose(time)) {
      give(sampled++, time, frame);
    }
  }

  private void give(int index, long time, AVFrame frame) {
    if (delivery.wantsFrame(index)) {
      converter
          .convert(frame, track.pixelAspect(frame))
          .ifPresentOrElse(
              picture -> delivery.frame(index, time, picture),
              () -> errors.add("a picture's pixel format cannot be converted"));
    }
  }

  private void checkSize(int width, int height) throws MediaException {
    if ((long) width * height > limits.maxPixels()) {
      throw new MediaException(
          MediaError.RESOLUTION_TOO_LARGE,
          "pictures of %d x %d have more than %d pixels"
              .formatted(width, height, limits.maxPixels()));
    }
  }

  private void checkDuration(long micros) throws MediaException {
    if (micros > limits.maxDuration().toNanos() / 1_000) {
      throw new MediaException(
          MediaError.DURATION_TOO_LONG,
          "the video lasts %.1f s, more than %d s"
              .formatted(micros / 1e6, limits.maxDuration().toSeconds()));
    }
  }
}
