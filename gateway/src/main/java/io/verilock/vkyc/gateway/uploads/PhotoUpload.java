package io.verilock.vkyc.gateway.uploads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.BodyLimit;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Times;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import io.verilock.vkyc.gateway.uploads.Receipts.Receipt;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Takes the pictures of sessions. */
final class PhotoUpload {
  static final BodyLimit LIMIT = new BodyLimit(16 << 20, ErrorCode.PICTURE_TOO_LARGE);

  /** Larger ones go to the object store: brokers take records of up to 1 MiB by default. */
  private static final int LARGEST_INLINE = 900 << 10;

  private final Jdbi jdbi;
  private final TopicSender sender;
  private final SessionObjects objects;

  PhotoUpload(Jdbi jdbi, TopicSender sender, SessionObjects objects) {
    this.jdbi = jdbi;
    this.sender = sender;
    this.objects = objects;
  }

  Answer put(Call call, PhotoKind kind) throws Problem, IOException {
    String sessionId = call.path("session_id");
    Session session =
        jdbi.withHandle(handle -> Sessions.find(handle, call.caller().tenantId(), sessionId))
            .orElseThrow(() -> Sessions.unknown(sessionId));
    if (!session.steps().contains(kind.name())) {
      throw new Problem(
          ErrorCode.STEP_NOT_EXPECTED, "The session was created without %s.".formatted(kind));
    }
    byte[] digest = ContentDigest.checked(call.bytes(), call.text("Content-Digest"));
    Optional<Receipt> before =
        jdbi.withHandle(handle -> Receipts.photo(handle, sessionId, kind.name()));
    if (before.isPresent() && Arrays.equals(before.get().digest(), digest)) {
      return answer(200, sessionId, kind, before.get());
    }
    session.requireOpen();
    PictureBytes picture = PictureBytes.of(call.bytes());
    if (!picture.isRead()) {
      throw new Problem(
          ErrorCode.PICTURE_NOT_RECOGNISED,
          "The bytes are %s. Send JPEG, PNG, WebP, HEIC, AVIF or GIF.".formatted(picture.name()));
    }
    Photo photo = photo(sessionId, kind, call.bytes(), digest);
    if (photo.getData() != null && session.mode().equals(VideoMode.live_agent.name())) {
      // The jobs keep it when the session is over; its agent looks at it before.
      objects.put(name(sessionId, kind), call.bytes(), digest);
    }
    sender.send(Topics.PHOTOS, photo);
    Receipt receipt = new Receipt(digest, call.bytes().length, call.at());
    jdbi.useTransaction(
        handle -> {
          if (Sessions.find(handle, session.tenantId(), sessionId).isPresent()) {
            Receipts.putPhoto(handle, sessionId, kind.name(), receipt);
            AuditLog.session(handle, call, sessionId);
          }
        });
    return answer(before.isPresent() ? 200 : 201, sessionId, kind, receipt);
  }

  private Photo photo(String sessionId, PhotoKind kind, byte[] bytes, byte[] digest)
      throws IOException {
    Photo photo = Photo.newBuilder().setSessionId(sessionId).setKind(kind).build();
    if (bytes.length > LARGEST_INLINE) {
      photo.setObject(objects.put(name(sessionId, kind), bytes, digest));
    } else {
      photo.setData(ByteBuffer.wrap(bytes));
    }
    return photo;
  }

  private static String name(String sessionId, PhotoKind kind) {
    return "%s/%s".formatted(sessionId, kind);
  }

  private static Answer answer(int status, String sessionId, PhotoKind kind, Receipt receipt) {
    return Answer.json(
        status,
        JsonNodeFactory.instance
            .objectNode()
            .put("session_id", sessionId)
            .put("kind", kind.name())
            .put("size", receipt.length())
            .put("sha256", HexFormat.of().formatHex(receipt.digest()))
            .put("received_at", Times.text(receipt.receivedAt())));
  }
}
