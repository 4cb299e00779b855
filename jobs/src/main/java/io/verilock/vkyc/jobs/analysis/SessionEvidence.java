package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.Evidence;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What is kept of the session that is the current key: its frames, its photos, its inputs. */
final class SessionEvidence {
  private static final MapStateDescriptor<Integer, FrameEvidence> FRAMES =
      new MapStateDescriptor<>("frames", Integer.class, FrameEvidence.class);
  private static final MapStateDescriptor<PhotoKind, PhotoEvidence> PHOTOS =
      new MapStateDescriptor<>("photos", PhotoKind.class, PhotoEvidence.class);
  private static final MapStateDescriptor<String, InputTally> TALLIES =
      new MapStateDescriptor<>("tallies", TypeInformation.of(String.class), Types.TALLY);

  private final MapState<Integer, FrameEvidence> frames;
  private final MapState<PhotoKind, PhotoEvidence> photos;
  private final MapState<String, InputTally> tallies;

  SessionEvidence(RuntimeContext context) {
    frames = context.getMapState(FRAMES);
    photos = context.getMapState(PHOTOS);
    tallies = context.getMapState(TALLIES);
  }

  /** What is known of a frame; null where nothing is. */
  FrameEvidence frame(int index) throws Exception {
    return frames.get(index);
  }

  /** Adds a part of a frame; true where the frame is complete with it. */
  boolean add(FrameEvidence part) throws Exception {
    FrameEvidence known = frames.get(part.index());
    FrameEvidence now = known == null ? part : known.with(part);
    frames.put(part.index(), now);
    return now.complete() && (known == null || !known.complete());
  }

  /** Keeps a photo; a later one of the same kind replaces an earlier. */
  void add(PhotoEvidence photo) throws Exception {
    photos.put(photo.kind(), photo);
  }

  /** Counts a record. */
  void count(InputTally record) throws Exception {
    tallies.put(record.topic(), record.plus(tallies.get(record.topic())));
  }

  /** Sets what was counted of a topic before. */
  void counted(InputTally all) throws Exception {
    tallies.put(all.topic(), all);
  }

  Iterable<InputTally> tallies() throws Exception {
    return tallies.values();
  }

  /** Whether every one of these photos is there. */
  boolean has(List<PhotoKind> kinds) throws Exception {
    for (PhotoKind kind : kinds) {
      if (!photos.contains(kind)) {
        return false;
      }
    }
    return true;
  }

  Map<PhotoKind, PhotoEvidence> photos() throws Exception {
    Map<PhotoKind, PhotoEvidence> all = new EnumMap<>(PhotoKind.class);
    for (Map.Entry<PhotoKind, PhotoEvidence> photo : photos.entries()) {
      all.put(photo.getKey(), photo.getValue());
    }
    return all;
  }

  /** All evidence of a session that was analysed. */
  Evidence whole(SessionProgress session) throws Exception {
    List<FrameEvidence> ordered = new ArrayList<>();
    for (int index = 0; index < session.recording.frames(); index++) {
      ordered.add(frames.get(index));
    }
    return new Evidence(
        ordered,
        photos(),
        session.expectedPhotos(),
        session.recording,
        session.speech(),
        session.capture,
        session.settings.getPrompts(),
        session.phrase);
  }

  /** A late photo needs the fused face only: the frames' templates go as soon as they can. */
  void forgetFrames() {
    frames.clear();
  }

  /** Forgets all templates. */
  void forgetFaces() {
    frames.clear();
    photos.clear();
  }

  void clear() {
    forgetFaces();
    tallies.clear();
  }
}
