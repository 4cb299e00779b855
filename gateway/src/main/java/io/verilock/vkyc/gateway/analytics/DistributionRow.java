package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreHistogram;
import io.verilock.vkyc.schemas.ScoreSketch;
import io.verilock.vkyc.schemas.ScoreSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * One {@link ScoreDistribution} in as few bytes as possible: the counts of sessions first, the
 * distributions behind them with runs of empty bins as one number, the sketches as they came.
 * Hundreds of thousands are kept in memory.
 */
final class DistributionRow {
  /** Cells of one score in the joint counts: 20 of 5 points, and one for no score. */
  static final int JOINT_CELLS = 21;

  private static final ThreadLocal<BinaryDecoder> DECODER = new ThreadLocal<>();

  private final Group group;
  private final Resolution length;
  private final long start;
  private final byte[] packed;

  private DistributionRow(Group group, Resolution length, long start, byte[] packed) {
    this.group = group;
    this.length = length;
    this.start = start;
    this.packed = packed;
  }

  /**
   * Packs a record.
   *
   * @throws IOException if it contradicts its schema's description
   */
  static DistributionRow of(ScoreDistribution record, Group group) throws IOException {
    Resolution length =
        Resolution.ofSeconds(record.getWindowSeconds())
            .orElseThrow(
                () -> new IOException("a window of " + record.getWindowSeconds() + " seconds"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    out.writeLong(record.getSessions());
    out.writeLong(record.getApproved());
    out.writeLong(record.getDeclined());
    out.writeLong(record.getNeedsReview());
    out.writeLong(record.getExpired());
    out.writeLong(record.getReviewed());
    out.writeLong(record.getWithFace());
    out.writeLong(record.getLive());
    out.writeLong(record.getMatched());
    write(record.getFaceMatch(), out);
    write(record.getLiveness(), out);
    write(record.getJointCounts(), JOINT_CELLS * JOINT_CELLS, out);
    writeSketch(record.getLatencySketch(), out);
    out.flush();
    return new DistributionRow(
        group, length, record.getWindowStart().toEpochMilli(), bytes.toByteArray());
  }

  Group group() {
    return group;
  }

  Resolution length() {
    return length;
  }

  /** Start of the window. */
  Instant start() {
    return Instant.ofEpochMilli(start);
  }

  /** How the sessions ended; cheap. */
  SessionCounts counts() {
    try {
      return readCounts(decoder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the row holds. */
  Distributions distributions() {
    try {
      BinaryDecoder in = decoder();
      return new Distributions(
          readCounts(in),
          readScore(in),
          readScore(in),
          read(JOINT_CELLS * JOINT_CELLS, in),
          readSketch(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BinaryDecoder decoder() {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(packed, DECODER.get());
    DECODER.set(decoder);
    return decoder;
  }

  private static void write(ScoreSummary score, BinaryEncoder out) throws IOException {
    write(score.getCounts(), ScoreHistogram.BINS, out);
    out.writeLong(score.getMissing());
    writeSketch(score.getSketch(), out);
  }

  /** Counts one by one; a zero is followed by how many more zeros come. */
  private static void write(List<Long> counts, int expected, BinaryEncoder out) throws IOException {
    if (counts.size() != expected) {
      throw new IOException("%d counts instead of %d".formatted(counts.size(), expected));
    }
    for (int i = 0; i < expected; i++) {
      out.writeLong(counts.get(i));
      if (counts.get(i) == 0) {
        int more = 0;
        while (i + 1 < expected && counts.get(i + 1) == 0) {
          more++;
          i++;
        }
        out.writeInt(more);
      }
    }
  }

  private static void writeSketch(ByteBuffer sketch, BinaryEncoder out) throws IOException {
    byte[] bytes = new byte[sketch.remaining()];
    sketch.duplicate().get(bytes);
    try {
      // What cannot be read is refused now, not in every answer.
      ScoreSketch.of(bytes);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    out.writeBytes(bytes);
  }

  private static SessionCounts readCounts(BinaryDecoder in) throws IOException {
    long sessions = in.readLong();
    long approved = in.readLong();
    long declined = in.readLong();
    long needsReview = in.readLong();
    long expired = in.readLong();
    return new SessionCounts(
        sessions,
        sessions - expired,
        approved,
        declined,
        needsReview,
        expired,
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  private static Distributions.Score readScore(BinaryDecoder in) throws IOException {
    long[] counts = read(ScoreHistogram.BINS, in);
    return new Distributions.Score(ScoreHistogram.of(counts, in.readLong()), readSketch(in));
  }

  private static long[] read(int expected, BinaryDecoder in) throws IOException {
    long[] counts = new long[expected];
    for (int i = 0; i < expected; i++) {
      counts[i] = in.readLong();
      if (counts[i] == 0) {
        i += in.readInt();
      }
    }
    return counts;
  }

  private static ScoreSketch readSketch(BinaryDecoder in) throws IOException {
    ByteBuffer bytes = in.readBytes(null);
    byte[] exact = new byte[bytes.remaining()];
    bytes.get(exact);
    return ScoreSketch.of(exact);
  }
}
