package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_IGNIDX;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_STILL_IMAGE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EACCES;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;

import io.verilock.vkyc.models.libav.Libav;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An open container. It reads nothing but its input: no other file, no network. Decoders are opened
 * from the header alone, without probing ahead.
 */
final class Demuxer implements AutoCloseable {
  private static final int MOST_TRACKS = 64;

  /** Tags in which programs name themselves, as libav calls them. */
  private static final List<String> MAKER_TAGS =
      List.of(
          "encoder",
          "encoded_by",
          "software",
          "com.apple.quicktime.software",
          "comment",
          "handler_name");

  /** Characters: tags are as long as whoever wrote the file likes. */
  private static final int LONGEST_MAKERS = 500;

  private static final int NOT_PLAYED =
      AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS | AV_DISPOSITION_STILL_IMAGE;
  private static final RefuseOpening REFUSE_OPENING = new RefuseOpening();

  private final AVFormatContext context;
  private final Optional<Track> video;
  private final Optional<Track> audio;

  /** Reads the header, waiting for as many bytes as it takes. */
  Demuxer(Container container, RecordingInput input, Libav.Errors errors) throws MediaException {
    AVFormatContext opening = Libav.allocated(avformat_alloc_context(), "a demuxer");
    opening.pb(input.context());
    // An index is for jumping about, which is not done here; looking for it would mean waiting for
    // the last byte before the first picture.
    opening.flags(opening.flags() | AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_IGNIDX);
    opening.io_open(REFUSE_OPENING);
    av_opt_set(opening, "format_whitelist", container.demuxer(), 0);
    av_opt_set(opening, "codec_whitelist", Codec.decoders(), 0);
    av_opt_set(opening, "protocol_whitelist", "", 0);
    av_opt_set_int(opening, "max_streams", MOST_TRACKS, 0);
    AVInputFormat format =
        Libav.allocated(av_find_input_format(container.demuxer()), container.demuxer());
    int opened = avformat_open_input(opening, (String) null, format, (AVDictionary) null);
    if (opened < 0) {
      throw new MediaException(
          MediaError.CONTAINER_DAMAGED,
          "the %s header cannot be read: %s%s"
              .formatted(container.name(), Libav.text(opened), errors.suffix()));
    }
    context = opening;
    video = choose(AVMEDIA_TYPE_VIDEO);
    audio = choose(AVMEDIA_TYPE_AUDIO);
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      if (!isChosen(stream, video) && !isChosen(stream, audio)) {
        stream.discard(AVDISCARD_ALL);
      }
    }
  }

  /**
   * The track that a player shows: the first one marked as default, or else the first. It is not
   * chosen by what can be decoded, because the reviewer must see the pictures that were analysed.
   */
  Optional<Track> video() {
    return video;
  }

  /** The sound track, chosen like {@link #video()}. */
  Optional<Track> audio() {
    return audio;
  }

  /** The whole recording's duration as its header claims it; 0 where it does not. */
  long claimedMicros() {
    return Math.max(0, context.duration());
  }

  /** What container and tracks say of the programs that made them, in lower case. */
  String makers() {
    Set<String> makers = new LinkedHashSet<>();
    collect(context.metadata(), makers);
    for (int i = 0; i < context.nb_streams(); i++) {
      collect(context.streams(i).metadata(), makers);
    }
    String all = String.join("; ", makers).toLowerCase(Locale.ROOT);
    return all.substring(0, Math.min(all.length(), LONGEST_MAKERS));
  }

  /** Reads the next packet of any chosen track. Returns libav's error code or 0. */
  int read(AVPacket packet) {
    return av_read_frame(context, packet);
  }

  /** Whether the demuxer asked for bytes after the last one. */
  boolean atEnd() {
    return context.pb().eof_reached() != 0;
  }

  @Override
  public void close() {
    avformat_close_input(context);
  }

  private static void collect(AVDictionary tags, Set<String> makers) {
    for (String name : MAKER_TAGS) {
      AVDictionaryEntry tag = tags == null ? null : av_dict_get(tags, name, null, 0);
      if (tag != null) {
        makers.add(tag.value().getString(StandardCharsets.UTF_8));
      }
    }
  }

  private Optional<Track> choose(int type) {
    OptionalInt first = OptionalInt.empty();
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      if (stream.codecpar().codec_type() != type || (stream.disposition() & NOT_PLAYED) != 0) {
        continue;
      }
      if ((stream.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
        return Optional.of(new Track(stream));
      }
      if (first.isEmpty()) {
        first = OptionalInt.of(i);
      }
    }
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(new Track(context.streams(first.getAsInt())));
  }

  private static boolean isChosen(AVStream stream, Optional<Track> track) {
    return track.isPresent() && track.get().index() == stream.index();
  }

  /** Stands where libav would open a file or an address that a container refers to. */
  private static final class RefuseOpening
      extends AVFormatContext
          .Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
    @Override
    @SuppressWarnings("rawtypes") // as the generated superclass declares it
    public int call(
        AVFormatContext context,
        PointerPointer input,
        BytePointer address,
        int flags,
        PointerPointer options) {
      return AVERROR_EACCES();
    }
  }
}
