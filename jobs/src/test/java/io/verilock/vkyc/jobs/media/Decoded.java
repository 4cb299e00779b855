package io.verilock.vkyc.jobs.media;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a decoder made of a recording: its events, and the summary or the failure. */
record Decoded(CollectingSink sink, MediaSummary summary, MediaException failure) {
  static final double FRAMES_PER_SECOND = 5;

  /** Fed in one piece. */
  static Decoded whole(byte[] recording) {
    return cut(recording, List.of());
  }

  /** Cut at these positions, in growing order. */
  static Decoded cut(byte[] recording, List<Integer> positions) {
    return with(MediaLimits.DEFAULTS, recording, positions);
  }

  static Decoded with(MediaLimits limits, byte[] recording, List<Integer> positions) {
    return with(limits, recording, positions, new CollectingSink());
  }

  static Decoded with(
      MediaLimits limits, byte[] recording, List<Integer> positions, CollectingSink sink) {
    try (MediaDecoder decoder = new MediaDecoder(limits, FRAMES_PER_SECOND, sink)) {
      int from = 0;
      for (int position : positions) {
        decoder.feed(Arrays.copyOfRange(recording, from, position));
        from = position;
      }
      decoder.feed(Arrays.copyOfRange(recording, from, recording.length));
      return new Decoded(sink, decoder.finish(), null);
    } catch (MediaException failure) {
      return new Decoded(sink, null, failure);
    }
  }

  /** All of it in lines that compare. */
  List<String> lines() {
    String end =
        failure == null ? summary.toString() : failure.code() + ": " + failure.getMessage();
    return Stream.concat(sink.events.stream().map(CollectingSink.Event::toString), Stream.of(end))
        .toList();
  }
}
