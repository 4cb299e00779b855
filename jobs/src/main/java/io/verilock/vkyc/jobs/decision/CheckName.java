package io.verilock.vkyc.jobs.decision;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** Names of the checks, as they stand in a result. */
public final class CheckName {
  public static final String MATCH_SELFIE = "match_selfie";
  public static final String MATCH_DOCUMENT = "match_document";
  public static final String PASSIVE_LIVENESS = "passive_liveness";
  public static final String RECAPTURE = "recapture";
  public static final String FROZEN_VIDEO = "frozen_video";
  public static final String LOOPED_VIDEO = "looped_video";
  public static final String PLANAR_FACE = "planar_face";
  public static final String EDITED_VIDEO = "edited_video";
  public static final String SOURCE_INTEGRITY = "source_integrity";
  public static final String HEAD_TURN_CHALLENGE = "head_turn_challenge";
  public static final String SPOKEN_CHALLENGE = "spoken_challenge";
  public static final String ACTIVE_LIVENESS = "active_liveness";
  public static final String FACE_CONTINUITY = "face_continuity";
  public static final String QUALITY = "quality";
  public static final String SPEECH = "speech";
  public static final String AUDIO_VIDEO_SYNC = "audio_video_sync";

  private static final List<String> ALL = constants();

  private CheckName() {}

  /** Every name above. */
  public static List<String> all() {
    return ALL;
  }

  /** Whether a check compares the face with a photo. */
  public static boolean isMatch(String name) {
    return name.equals(MATCH_SELFIE) || name.equals(MATCH_DOCUMENT);
  }

  /** Read from the constants, so that a check that is added is known to policies at once. */
  private static List<String> constants() {
    List<String> names = new ArrayList<>();
    for (Field field : CheckName.class.getFields()) {
      try {
        names.add((String) field.get(null));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return List.copyOf(names);
  }
}
