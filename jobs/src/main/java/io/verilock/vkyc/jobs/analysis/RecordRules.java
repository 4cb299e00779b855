package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.RecordRule;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.VideoChunk;

/** What the records of each topic must hold beyond their schemas. */
final class RecordRules {
  private RecordRules() {}

  /** Rule of session events. */
  static final class Sessions implements RecordRule<SessionEvent> {
    private static final long serialVersionUID = 1;

    @Override
    public String sessionId(SessionEvent event) {
      return event.getSessionId();
    }

    @Override
    public String fault(SessionEvent event) {
      if (event.getType() == SessionEventType.unknown) {
        return "type is unknown";
      }
      if (event.getType() == SessionEventType.created && event.getSettings() == null) {
        return "a created event needs settings";
      }
      if (event.getSettings() != null && event.getSettings().getVideoMaxDuration() < 1) {
        return "video_max_duration is below 1 second";
      }
      return null;
    }
  }

  /** Rule of chunks. */
  static final class Chunks implements RecordRule<VideoChunk> {
    private static final long serialVersionUID = 1;

    @Override
    public String sessionId(VideoChunk chunk) {
      return chunk.getSessionId();
    }

    @Override
    public String fault(VideoChunk chunk) {
      if (chunk.getSequence() < 0) {
        return "sequence is negative";
      }
      return (chunk.getData() == null) == (chunk.getObject() == null)
          ? "exactly one of data and object must be set"
          : null;
    }
  }

  /** Rule of photos. */
  static final class Photos implements RecordRule<Photo> {
    private static final long serialVersionUID = 1;

    @Override
    public String sessionId(Photo photo) {
      return photo.getSessionId();
    }

    @Override
    public String fault(Photo photo) {
      if (photo.getKind() == PhotoKind.unknown) {
        return "kind is unknown";
      }
      int set = photo.getData() == null ? 0 : 1;
      set += photo.getObject() == null ? 0 : 1;
      set += photo.getTemplate() == null ? 0 : 1;
      return set == 1 ? null : "exactly one of data, object and template must be set";
    }
  }

  /** Rule of reviews. */
  static final class Reviews implements RecordRule<Review> {
    private static final long serialVersionUID = 1;

    @Override
    public String sessionId(Review review) {
      return review.getSessionId();
    }

    @Override
    public String fault(Review review) {
      boolean decides =
          review.getResult() == Outcome.approved || review.getResult() == Outcome.declined;
      return decides ? null : "result is neither approved nor declined";
    }
  }
}
