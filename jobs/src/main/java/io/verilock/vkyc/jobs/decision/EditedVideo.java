package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.List;
import java.util.Map;

/**
 * Whether the recording names a program that edits videos or plays them to a virtual camera among
 * those that made it. Phones and browsers name others. Who forges with care leaves no name, so that
 * none found says nothing.
 */
final class EditedVideo {
  private static final List<String> PROGRAMS =
      List.of(
          "adobe",
          "after effects",
          "avidemux",
          "bandicam",
          "blackmagic",
          "camtasia",
          "capcut",
          "clipchamp",
          "davinci",
          "e2esoft",
          "filmora",
          "final cut",
          "handbrake",
          "imovie",
          "inshot",
          "kdenlive",
          "kinemaster",
          "manycam",
          "obs-",
          "obs studio",
          "openshot",
          "premiere",
          "shotcut",
          "snap camera",
          "vegas",
          "vlc",
          "xsplit");

  Check check(RecordingEvidence recording) {
    if (recording.makers().isEmpty()) {
      return Checks.unscored(
          CheckName.EDITED_VIDEO, CheckStatus.not_performed, Map.of(), List.of());
    }
    boolean edited = PROGRAMS.stream().anyMatch(recording.makers()::contains);
    return Checks.scored(
        CheckName.EDITED_VIDEO,
        edited ? 0 : 100,
        Map.of(),
        edited ? new Reason[] {Reason.EDITED_VIDEO} : new Reason[0]);
  }
}
