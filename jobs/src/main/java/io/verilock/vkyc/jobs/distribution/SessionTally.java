package io.verilock.vkyc.jobs.distribution;

import io.verilock.vkyc.schemas.ScoreHistogram;
import io.verilock.vkyc.schemas.ScoreSketch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Sessions of one window and one group, counted. Tallies merge, in any order. Counts are exact, and
 * what was counted can be taken away again; sketches keep what was first said.
 */
public final class SessionTally {
  private static final int VERSION = 1;

  /** What is counted of sessions. */
  public enum Count {
    APPROVED(0),
    DECLINED(1),
    NEEDS_REVIEW(2),
    EXPIRED(3),
    REVIEWED(4),
    WITH_FACE(5),
    LIVE(6),
    MATCHED(7);

    /** Where it stands in a tally's bytes: never to be changed. */
    private final int place;

    Count(int place) {
      this.place = place;
    }
  }

  private final long[] counts;
  private final long[] joint;
  private final ScoreHistogram faceMatch;
  private final ScoreHistogram liveness;
  private final ScoreSketch faceMatchSketch;
  private final ScoreSketch livenessSketch;
  private final ScoreSketch latency;
  private final SessionSketch sessions;

  private SessionTally(
      long[] counts,
      long[] joint,
      ScoreHistogram faceMatch,
      ScoreHistogram liveness,
      ScoreSketch faceMatchSketch,
      ScoreSketch livenessSketch,
      ScoreSketch latency,
      SessionSketch sessions) {
    this.counts = counts;
    this.joint = joint;
    this.faceMatch = faceMatch;
    this.liveness = liveness;
    this.faceMatchSketch = faceMatchSketch;
    this.livenessSketch = livenessSketch;
    this.latency = latency;
    this.sessions = sessions;
  }

  /** One that holds nothing. */
  public static SessionTally empty() {
    return new SessionTally(
        new long[Count.values().length],
        new long[JointCounts.CELLS * JointCounts.CELLS],
        ScoreHistogram.empty(),
        ScoreHistogram.empty(),
        ScoreSketch.empty(),
        ScoreSketch.empty(),
        ScoreSketch.empty(),
        SessionSketch.empty());
  }

  /** Counts a session that this tally has not counted, or no more. */
  public void add(String sessionId, CountedSession session) {
    count(session, 1);
    sessions.add(sessionId);
    addTo(faceMatchSketch, session.faceMatch());
    addTo(livenessSketch, session.liveness());
    addTo(latency, session.latencySeconds());
  }

  /** Takes a session away from the counts that was counted. */
  public void remove(CountedSession session) {
    count(session, -1);
  }

  /** Counts a session otherwise than before; a score that is said first now is sketched. */
  public void replace(CountedSession before, CountedSession after) {
    count(before, -1);
    count(after, 1);
    addFirst(faceMatchSketch, before.faceMatch(), after.faceMatch());
    addFirst(livenessSketch, before.liveness(), after.liveness());
    addFirst(latency, before.latencySeconds(), after.latencySeconds());
  }

  /** Adds all that another holds. */
  public void add(SessionTally other) {
    addAll(counts, other.counts);
    addAll(joint, other.joint);
    faceMatch.add(other.faceMatch);
    liveness.add(other.liveness);
    faceMatchSketch.add(other.faceMatchSketch);
    livenessSketch.add(other.livenessSketch);
    latency.add(other.latency);
    sessions.add(other.sessions);
  }

  /** Sessions of one kind. */
  public long count(Count what) {
    return counts[what.place];
  }

  /** All sessions. */
  public long sessions() {
    return count(Count.APPROVED)
        + count(Count.DECLINED)
        + count(Count.NEEDS_REVIEW)
        + count(Count.EXPIRED);
  }

  /** Completed sessions per cell of {@link JointCounts}. */
  public long[] joint() {
    return joint.clone();
  }

  /** Scores of the face match of completed sessions. */
  public ScoreHistogram faceMatch() {
    return faceMatch;
  }

  /** Scores of liveness of completed sessions. */
  public ScoreHistogram liveness() {
    return liveness;
  }

  /** Quantiles of the scores of the face match. */
  public ScoreSketch faceMatchSketch() {
    return faceMatchSketch;
  }

  /** Quantiles of the scores of liveness. */
  public ScoreSketch livenessSketch() {
    return livenessSketch;
  }

  /** Quantiles of the seconds from input to result. */
  public ScoreSketch latency() {
    return latency;
  }

  /** Different sessions. */
  public SessionSketch sessionSketch() {
    return sessions;
  }

  /** The tally as bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      SparseCounts.write(counts, out);
      SparseCounts.write(joint, out);
      writeHistogram(faceMatch, out);
      writeHistogram(liveness, out);
      writeBytes(faceMatchSketch.toBytes(), out);
      writeBytes(livenessSketch.toBytes(), out);
      writeBytes(latency.toBytes(), out);
      writeBytes(sessions.toBytes(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is no tally
   */
  public static SessionTally of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("a tally of version %d is not known".formatted(version));
      }
      return new SessionTally(
          SparseCounts.read(Count.values().length, in),
          SparseCounts.read(JointCounts.CELLS * JointCounts.CELLS, in),
          readHistogram(in),
          readHistogram(in),
          ScoreSketch.of(readBytes(in)),
          ScoreSketch.of(readBytes(in)),
          ScoreSketch.of(readBytes(in)),
          SessionSketch.of(readBytes(in)));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a tally", e);
    }
  }

  private void count(CountedSession session, int by) {
    count(outcome(session.outcome()), by);
    if (session.reviewed()) {
      count(Count.REVIEWED, by);
    }
    if (session.withFace()) {
      count(Count.WITH_FACE, by);
    }
    if (session.live()) {
      count(Count.LIVE, by);
    }
    if (session.matched()) {
      count(Count.MATCHED, by);
    }
    if (session.outcome() != SessionOutcome.EXPIRED) {
      faceMatch.count(session.faceMatch(), by);
      liveness.count(session.liveness(), by);
      joint[JointCounts.place(session.faceMatch(), session.liveness())] += by;
    }
  }

  private void count(Count what, int by) {
    counts[what.place] += by;
  }

  private static Count outcome(SessionOutcome outcome) {
    return switch (outcome) {
      case APPROVED -> Count.APPROVED;
      case DECLINED -> Count.DECLINED;
      case NEEDS_REVIEW -> Count.NEEDS_REVIEW;
      case EXPIRED -> Count.EXPIRED;
    };
  }

  private static void addTo(ScoreSketch sketch, Double value) {
    if (value != null) {
      sketch.add(value);
    }
  }

  private static void addFirst(ScoreSketch sketch, Double before, Double after) {
    if (before == null) {
      addTo(sketch, after);
    }
  }

  private static void addAll(long[] to, long[] from) {
    Arrays.setAll(to, i -> to[i] + from[i]);
  }

  private static void writeHistogram(ScoreHistogram histogram, DataOutputStream out)
      throws IOException {
    SparseCounts.write(histogram.counts(), out);
    SparseCounts.writeLong(histogram.missing(), out);
  }

  private static ScoreHistogram readHistogram(DataInputStream in) throws IOException {
    long[] counts = SparseCounts.read(ScoreHistogram.BINS, in);
    return ScoreHistogram.of(counts, SparseCounts.readLong(in));
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a part is cut off");
    }
    return in.readNBytes(length);
  }
}
