package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.VideoChunk;
import java.util.List;

/** What the records of each topic must hold beyond their schemas. */
final class RecordRules {
  private static final int MOST_PROMPTS = 20;
  private static final int SECOND_TAKE = 2;
  private static final int LONGEST_PHRASE = 200;
  private static final long LONGEST_MILLIS = 3_600_000;

  private RecordRules() {}

  /** What is wrong with a session event, or null. */
  static String session(SessionEvent event) {
    if (event.getType() == SessionEventType.unknown) {
      return "type is unknown";
    }
    if (event.getSettings() == null
        && (event.getType() == SessionEventType.created
            || event.getType() == SessionEventType.retaken)) {
      return "a %s event needs settings".formatted(event.getType());
    }
    if (event.getType() == SessionEventType.retaken && event.getTake() < SECOND_TAKE) {
      return "the take that begins is no second or later one";
    }
    if (event.getSettings() != null && event.getSettings().getVideoMaxDuration() < 1) {
      return "video_max_duration is below 1 second";
    }
    return event.getSettings() == null ? null : prompts(event.getSettings().getPrompts());
  }

  /** What is wrong with prompts, or null: work for them is bounded like all other. */
  private static String prompts(List<Prompt> prompts) {
    if (prompts.size() > MOST_PROMPTS) {
      return "there are more than %d prompts".formatted(MOST_PROMPTS);
    }
    long end = 0;
    for (Prompt prompt : prompts) {
      if (prompt.getKind() == PromptKind.unknown) {
        return "the kind of a prompt is unknown";
      }
      if (prompt.getFromMs() < end || prompt.getToMs() <= prompt.getFromMs()) {
        return "prompts are not one after the other";
      }
      end = prompt.getToMs();
      if (prompt.getKind() == PromptKind.phrase && !isSentence(prompt.getText())) {
        return "a phrase is no text of 1 to %d characters".formatted(LONGEST_PHRASE);
      }
    }
    return end > LONGEST_MILLIS ? "prompts last more than an hour" : null;
  }

  private static boolean isSentence(String text) {
    return text != null
        && text.length() <= LONGEST_PHRASE
        && text.codePoints().anyMatch(Character::isLetter);
  }

  /** What is wrong with a chunk, or null. */
  static String chunk(VideoChunk chunk) {
    if (chunk.getSequence() < 0) {
      return "sequence is negative";
    }
    if (chunk.getTake() < 1) {
      return "take is below 1";
    }
    return (chunk.getData() == null) == (chunk.getObject() == null)
        ? "exactly one of data and object must be set"
        : null;
  }

  /** What is wrong with a photo, or null. */
  static String photo(Photo photo) {
    if (photo.getKind() == PhotoKind.unknown) {
      return "kind is unknown";
    }
    int set = photo.getData() == null ? 0 : 1;
    set += photo.getObject() == null ? 0 : 1;
    set += photo.getTemplate() == null ? 0 : 1;
    return set == 1 ? null : "exactly one of data, object and template must be set";
  }

  /** What is wrong with a review, or null. */
  static String review(Review review) {
    boolean decides =
        review.getResult() == Outcome.approved || review.getResult() == Outcome.declined;
    return decides ? null : "result is neither approved nor declined";
  }
}
