package io.verilock.vkyc.evaluation.report;

import java.util.Map;

/** Reason codes in words, for people. */
final class ReasonWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry(
              "presentation_attack_suspected",
              "The frames look like a picture or a screen, not a live person."),
          Map.entry("frozen_video", "Nothing moves: a still picture was fed in as video."),
          Map.entry("looped_video", "A stretch of the video comes again: it was played in a loop."),
          Map.entry(
              "planar_face", "The face moves like a flat, stiff picture held before the camera."),
          Map.entry(
              "edited_video",
              "The file names a program that edits videos or plays them to a virtual camera."),
          Map.entry(
              "timestamps_not_continuous",
              "The recording's clock runs back: it was joined, or begun again."),
          Map.entry("recording_truncated", "The recording is cut off: its end did not come."),
          Map.entry("recording_damaged", "Part of the recording cannot be read."),
          Map.entry("virtual_camera", "The camera has the name of a program that plays videos."),
          Map.entry("recapture_suspected", "The face has the colours of paper or a screen."),
          Map.entry("selfie_mismatch", "The face is not the selfie's."),
          Map.entry("document_mismatch", "The face is not the document portrait's."),
          Map.entry("no_face", "No frame shows a face."),
          Map.entry(
              "no_upright_face", "Something like a face lies on its side, and no frame shows one."),
          Map.entry(
              "video_not_upright",
              "The video's pictures do not stand upright; they were turned to be looked at."),
          Map.entry("check_failed", "The score of a check lies below its thresholds."),
          Map.entry("check_uncertain", "The score of a check lies between its thresholds."),
          Map.entry("face_changed", "Not one person throughout the video."),
          Map.entry("video_not_analysed", "The video could not be analysed."),
          Map.entry("too_few_usable_frames", "Too few frames show a usable face."),
          Map.entry("face_too_small", "The face is too small: come closer to the camera."),
          Map.entry("face_blurred", "The face is blurred: hold the camera still, wipe its lens."),
          Map.entry("face_too_dark", "The face is too dark: find more light."),
          Map.entry("face_overexposed", "The face is too bright: turn away from strong light."),
          Map.entry(
              "face_low_contrast", "The face is pale: wipe the lens, have no light behind you."),
          Map.entry("face_unevenly_lit", "Half of the face is in shadow: face the light."),
          Map.entry("face_turned_away", "The face is turned away: look at the camera."),
          Map.entry("face_cut_off", "Part of the face is outside the frame."),
          Map.entry("face_unclear", "The face is covered or cannot be made out."),
          Map.entry("multiple_faces", "Several faces in many frames."),
          Map.entry("liveness_uncertain", "Liveness lies between the thresholds."),
          Map.entry(
              "selfie_match_uncertain", "The match with the selfie lies between the thresholds."),
          Map.entry(
              "document_match_uncertain",
              "The match with the document lies between the thresholds."),
          Map.entry(
              "passive_liveness_not_available",
              "These models cannot tell a live person from a recording of one."),
          Map.entry(
              "head_turns_wrong",
              "The head was turned to other sides, in another order or at another time than asked."),
          Map.entry("head_turns_missing", "The head was not turned as often as asked."),
          Map.entry("head_turns_flat", "The face turned as a flat picture of one does."),
          Map.entry("head_turns_jump", "The face jumped from side to side."),
          Map.entry("phrase_not_said", "The sentence that was asked for was not said."),
          Map.entry("active_liveness_missing", "An answer to a challenge is wanted."),
          Map.entry("selfie_missing", "The selfie did not come in time."),
          Map.entry("document_missing", "The document photo did not come in time."),
          Map.entry("selfie_no_face", "No face was found in the selfie."),
          Map.entry("document_no_face", "No portrait was found on the document photo."),
          Map.entry("selfie_several_faces", "The selfie shows several people."),
          Map.entry("document_several_faces", "The document photo shows several people."),
          Map.entry("selfie_face_too_small", "The face in the selfie is too small."),
          Map.entry("document_portrait_too_small", "The document's portrait is too small."),
          Map.entry("selfie_low_quality", "The selfie is of poor quality."),
          Map.entry("selfie_unreadable", "The selfie is no readable picture."),
          Map.entry("document_unreadable", "The document photo is no readable picture."),
          Map.entry("no_reference_photo", "There is no photo to compare the face with."),
          Map.entry("agent_review_pending", "The agent of the call has not decided yet."),
          Map.entry("reviewed", "A person decided."),
          Map.entry("container_damaged", "The file is damaged or cut off before its first frame."),
          Map.entry("container_not_supported", "The file is not WebM, Matroska or MP4."),
          Map.entry("no_video_track", "The file holds no video."),
          Map.entry("video_codec_not_supported", "The video's codec is not supported."),
          Map.entry("video_damaged", "No frame of the video could be decoded."),
          Map.entry("recording_empty", "The recording has no bytes."),
          Map.entry("duration_too_long", "The video is longer than the session allows."),
          Map.entry("resolution_too_large", "The frames are larger than allowed."),
          Map.entry("recording_too_large", "The recording has more bytes than allowed."),
          Map.entry("chunk_unavailable", "A part of the recording is not to be had."));

  private ReasonWords() {}

  /** The code in words; the code itself where there are none. */
  static String of(String code) {
    return WORDS.getOrDefault(code, code);
  }
}
