package io.verilock.vkyc.gateway.uploads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.BodyLimit;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.scores.LiveScores;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.sessions.Takes;
import io.verilock.vkyc.gateway.uploads.Receipts.Receipt;
import io.verilock.vkyc.gateway.uploads.Receipts.Standing;
import io.verilock.vkyc.schemas.Container;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes the chunks of recordings. A chunk is answered once Kafka has it, and its receipt is noted
 * after that: where the gateway dies in between, the client sends the chunk again, and the job
 * drops the second.
 */
final class ChunkUpload {
  static final BodyLimit LIMIT = new BodyLimit(1 << 20, ErrorCode.CHUNK_TOO_LARGE);

  /** Of a whole recording: five minutes at 7 Mbit/s. */
  static final long MOST_BYTES = 256 << 20;

  private final Jdbi jdbi;
  private final TopicSender sender;
  private final SessionObjects objects;
  private final LiveScores scores;

  ChunkUpload(Jdbi jdbi, TopicSender sender, SessionObjects objects, LiveScores scores) {
    this.jdbi = jdbi;
    this.sender = sender;
    this.objects = objects;
    this.scores = scores;
  }

  Answer put(Call call) throws Problem, IOException {
    String sessionId = call.path("session_id");
    int take = call.number("take");
    int sequence = call.number("sequence");
    boolean registered = call.contentType().equals("application/json");
    if (!registered && call.text("Content-Digest") == null) {
      throw new Problem(ErrorCode.DIGEST_REQUIRED, "There is no Content-Digest with sha-256.");
    }
    byte[] digest =
        registered
            ? HexFormat.of().parseHex(call.bodyText("sha256"))
            : ContentDigest.checked(call.bytes(), call.text("Content-Digest"));
    int length = registered ? call.body().get("object_size").asInt() : call.bytes().length;
    Standing there = standing(call, sessionId, take, sequence);
    if (there.chunk().isPresent()) {
      return again(sessionId, take, sequence, there.chunk().get(), digest);
    }
    requireRoom(there, length);
    VideoChunk chunk =
        VideoChunk.newBuilder()
            .setSessionId(sessionId)
            .setTake(take)
            .setSequence(sequence)
            .setContainer(container(call.contentType()))
            .setUploadedAt(Instant.now())
            .build();
    if (registered) {
      chunk.setObject(
          objects.registered(name(sessionId, take, sequence), length, call.bodyText("sha256")));
    } else {
      chunk.setData(ByteBuffer.wrap(call.bytes()));
    }
    sender.send(Topics.CHUNKS, chunk);
    Receipt receipt = new Receipt(digest, length, call.at());
    if (jdbi.withHandle(handle -> Receipts.putChunk(handle, sessionId, take, sequence, receipt))) {
      return answer(201, sessionId, take, sequence, receipt);
    }
    // Somebody else was faster with this number, or the session was erased meanwhile.
    Receipt first =
        standing(call, sessionId, take, sequence)
            .chunk()
            .orElseThrow(() -> Sessions.unknown(sessionId));
    return again(sessionId, take, sequence, first, digest);
  }

  /** The answer to a chunk of whose number one is there. */
  private Answer again(String sessionId, int take, int sequence, Receipt there, byte[] digest)
      throws Problem {
    if (!Arrays.equals(there.digest(), digest)) {
      throw new Problem(
          ErrorCode.CHUNK_DIFFERS,
          "Another chunk %d is there, with the SHA-256 %s."
              .formatted(sequence, HexFormat.of().formatHex(there.digest())));
    }
    return answer(200, sessionId, take, sequence, there);
  }

  Answer uploadUrl(Call call) throws Problem {
    String sessionId = call.path("session_id");
    long length = call.body().get("object_size").asLong();
    int take = call.number("take");
    int sequence = call.number("sequence");
    requireRoom(standing(call, sessionId, take, sequence), length);
    return Answer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("upload_url", objects.uploadUrl(name(sessionId, take, sequence), length))
            .put("expires_at", Times.text(call.at().plus(SessionObjects.UPLOAD_VALID))));
  }

  private Standing standing(Call call, String sessionId, int take, int sequence) throws Problem {
    Standing standing =
        jdbi.withHandle(
                handle ->
                    Receipts.standing(handle, call.caller().tenantId(), sessionId, take, sequence))
            .orElseThrow(() -> Sessions.unknown(sessionId));
    Takes.require(take, standing.take());
    return standing;
  }

  private static void requireRoom(Standing there, long length) throws Problem {
    Session.requireOpen(there.status());
    if (there.chunkCount() != null) {
      throw new Problem(
          ErrorCode.RECORDING_FINISHED,
          "The video was finished with %d chunks.".formatted(there.chunkCount()));
    }
    long bytes = there.bytes() + length;
    if (bytes > MOST_BYTES) {
      throw new Problem(
              ErrorCode.RECORDING_TOO_LARGE,
              "The recording would have %d bytes, but at most %d are taken."
                  .formatted(bytes, MOST_BYTES))
          .with(members -> members.put("max_bytes", MOST_BYTES));
    }
  }

  private static Container container(String contentType) {
    return switch (contentType) {
      case "video/webm" -> Container.webm;
      case "video/mp4" -> Container.mp4;
      default -> Container.unknown;
    };
  }

  private static String name(String sessionId, int take, int sequence) {
    return "%s/chunks/%d/%d".formatted(sessionId, take, sequence);
  }

  private Answer answer(int status, String sessionId, int take, int sequence, Receipt receipt) {
    return Answer.json(
        status,
        JsonNodeFactory.instance
            .objectNode()
            .put("session_id", sessionId)
            .put("sequence", sequence)
            .put("size", receipt.length())
            .put("sha256", HexFormat.of().formatHex(receipt.digest()))
            .put("received_at", Times.text(receipt.receivedAt()))
            .put("hint", scores.hint(sessionId, take)));
  }
}
