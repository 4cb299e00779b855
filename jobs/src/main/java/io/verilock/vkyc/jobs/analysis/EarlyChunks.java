package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.VideoChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;

/** The chunks of the session that is the current key which came before their turn. */
final class EarlyChunks {
  private static final MapStateDescriptor<Long, Received<VideoChunk>> EARLY =
      new MapStateDescriptor<>(
          "early-chunks", org.apache.flink.api.common.typeinfo.Types.LONG, Types.CHUNK);

  private final MapState<Long, Received<VideoChunk>> chunks;

  EarlyChunks(RuntimeContext context) {
    chunks = context.getMapState(EARLY);
  }

  boolean contains(int take, int sequence) throws Exception {
    return chunks.contains(key(take, sequence));
  }

  void put(Received<VideoChunk> received) throws Exception {
    chunks.put(key(received.value()), received);
  }

  /** Gives one up; null where it is not there. */
  Received<VideoChunk> remove(int take, int sequence) throws Exception {
    Received<VideoChunk> found = chunks.get(key(take, sequence));
    chunks.remove(key(take, sequence));
    return found;
  }

  /** Gives up all that are as wanted, in their order. */
  List<Received<VideoChunk>> removeIf(Predicate<VideoChunk> wanted) throws Exception {
    List<Received<VideoChunk>> found = new ArrayList<>();
    for (Received<VideoChunk> received : chunks.values()) {
      if (wanted.test(received.value())) {
        found.add(received);
      }
    }
    for (Received<VideoChunk> received : found) {
      chunks.remove(key(received.value()));
    }
    found.sort((a, b) -> Long.compare(key(a.value()), key(b.value())));
    return found;
  }

  void clear() {
    chunks.clear();
  }

  private static long key(VideoChunk chunk) {
    return key(chunk.getTake(), chunk.getSequence());
  }

  private static long key(int take, int sequence) {
    return ((long) take << Integer.SIZE) + sequence;
  }
}
