package io.verilock.vkyc.jobs.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The deliveries of an endpoint that are not done: a backlog of those that were never attempted,
 * and a queue for each session with a delivery under way or waiting for its next attempt. A
 * session's deliveries stay in their order: one that has a queue is not taken from the backlog, but
 * added to it.
 */
final class PendingDeliveries {
  static final MapStateDescriptor<String, SessionQueue> SESSIONS =
      new MapStateDescriptor<>("sessions", Types.STRING, TypeInformation.of(SessionQueue.class));

  private final MapState<String, SessionQueue> sessions;
  private final Backlog backlog;

  PendingDeliveries(KeyedStateStore state) {
    sessions = state.getMapState(SESSIONS);
    backlog = new Backlog(state);
  }

  /** Adds a delivery behind all others of its session. */
  void add(Pending last) throws Exception {
    // While there is a backlog, it may hold earlier deliveries of the session, queue or not.
    SessionQueue queue = backlog.isEmpty() ? queue(last.delivery().sessionId()) : null;
    if (queue == null) {
      backlog.add(last);
    } else {
      put(queue.with(last));
    }
  }

  /** Begins a queue with a delivery, where nothing waits before it; false where something does. */
  boolean begin(Pending first) throws Exception {
    if (!backlog.isEmpty() || queue(first.delivery().sessionId()) != null) {
      return false;
    }
    put(SessionQueue.of(first));
    return true;
  }

  /** The session's queue; null where it has none. */
  SessionQueue queue(String sessionId) throws Exception {
    return sessions.get(sessionId);
  }

  void put(SessionQueue queue) throws Exception {
    sessions.put(sessionOf(queue), queue);
  }

  /** The queue's head is done; true where another delivery follows it. */
  boolean removeHead(SessionQueue queue) throws Exception {
    if (queue.rest().isEmpty()) {
      sessions.remove(sessionOf(queue));
      return false;
    }
    put(new SessionQueue(List.copyOf(queue.rest())));
    return true;
  }

  /** Makes every session that waits due. Its timer finds nothing to do when it fires. */
  void hasten(Lane lane) throws Exception {
    for (String sessionId : sessions.keys()) {
      lane.due(sessionId);
    }
  }

  /** Deliveries in the backlog. */
  long backlogSize() throws Exception {
    return backlog.size();
  }

  /** The oldest of the backlog; null where there is none. */
  Pending oldest() throws Exception {
    return backlog.peek();
  }

  /** Takes out the oldest of the backlog; null where there is none. */
  Pending takeOldest() throws Exception {
    return backlog.poll();
  }

  /** Takes out what is in queues and not under way, of up to so many sessions. */
  List<Pending> takeWaiting(Lane lane, int most) throws Exception {
    List<SessionQueue> queues = new ArrayList<>();
    for (Map.Entry<String, SessionQueue> entry : sessions.entries()) {
      if (queues.size() == most) {
        break;
      }
      if (!lane.isBusy(entry.getKey()) || !entry.getValue().rest().isEmpty()) {
        queues.add(entry.getValue());
      }
    }
    List<Pending> waiting = new ArrayList<>();
    for (SessionQueue queue : queues) {
      if (lane.isBusy(sessionOf(queue))) {
        waiting.addAll(queue.rest());
        put(SessionQueue.of(queue.head()));
      } else {
        waiting.addAll(queue.deliveries());
        sessions.remove(sessionOf(queue));
      }
    }
    return waiting;
  }

  private static String sessionOf(SessionQueue queue) {
    return queue.head().delivery().sessionId();
  }
}
