package io.verilock.vkyc.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Milliseconds from events to their receipt, median and tails. */
record Latencies(int count, long p50, long p95, long p99) {
  static Latencies of(List<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Latencies(sorted.length, at(sorted, .5), at(sorted, .95), at(sorted, .99));
  }

  /** Reads what {@link #toText} wrote. */
  static Latencies parse(String text) {
    long[] numbers = Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Latencies((int) numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  String toText() {
    return Stream.of(count, p50, p95, p99).map(Object::toString).collect(Collectors.joining(" "));
  }

  private static long at(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
  }
}
