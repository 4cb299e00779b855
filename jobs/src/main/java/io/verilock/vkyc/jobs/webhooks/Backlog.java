package io.verilock.vkyc.jobs.webhooks;

import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The deliveries of an endpoint that were never attempted, in order of arrival. Taking and adding
 * cost the same however many there are, so that an endpoint that is down for days costs the others
 * nothing.
 */
final class Backlog {
  private static final MapStateDescriptor<Long, Pending> ENTRIES =
      new MapStateDescriptor<>("backlog", Types.LONG, TypeInformation.of(Pending.class));
  private static final ValueStateDescriptor<Span> SPAN =
      new ValueStateDescriptor<>("backlog-span", TypeInformation.of(Span.class));
  private static final Span EMPTY = new Span(0, 0);

  private final MapState<Long, Pending> entries;
  private final ValueState<Span> span;

  Backlog(KeyedStateStore state) {
    entries = state.getMapState(ENTRIES);
    span = state.getState(SPAN);
  }

  /**
   * Numbers in use.
   *
   * @param first of the oldest entry
   * @param end after the youngest
   */
  public record Span(long first, long end) {}

  void add(Pending last) throws Exception {
    Span now = span();
    entries.put(now.end(), last);
    span.update(new Span(now.first(), now.end() + 1));
  }

  /** The oldest; null where there is none. */
  Pending peek() throws Exception {
    Span now = span();
    return now.first() == now.end() ? null : entries.get(now.first());
  }

  /** The oldest, taken out; null where there is none. */
  Pending poll() throws Exception {
    Pending first = peek();
    if (first != null) {
      Span now = span();
      entries.remove(now.first());
      if (now.first() + 1 == now.end()) {
        span.clear();
      } else {
        span.update(new Span(now.first() + 1, now.end()));
      }
    }
    return first;
  }

  boolean isEmpty() throws Exception {
    return size() == 0;
  }

  long size() throws Exception {
    Span now = span();
    return now.end() - now.first();
  }

  private Span span() throws Exception {
    Span known = span.value();
    return known == null ? EMPTY : known;
  }
}
