package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.verilock.vkyc.schemas.Capture;
import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIntegrityTest {
  private static final RecordingEvidence NOTHING =
      new RecordingEvidence(0, 0, 0, 0, 0, 0, null, "none", "", true, "container_damaged");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OBS Virtual Camera",
        "OBS-Camera2",
        "ManyCam Virtual Webcam",
        "Snap Camera",
        "XSplit VCam",
        "Dummy video device (0x0000)",
        "CamTwist",
        "e2eSoft VCam",
        "CyberLink YouCam 9",
        "mmhmm Camera",
        "Unity Video Capture"
      })
  void aVirtualCameraIsKnownByItsName(String label) {
    Check check = check(label);

    assertThat(check.getStatus()).isEqualTo(CheckStatus.uncertain);
    assertThat(check.getReasons()).containsExactly("virtual_camera");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FaceTime HD Camera (Built-in) (05ac:8514)",
        "Integrated Camera (04f2:b6d0)",
        "Logitech BRIO",
        "camera2 1, facing front",
        "Front Camera",
        "DroidCam Source 3",
        "e2eSoft iVCam",
        "fake_device_0"
      })
  void camerasOfComputersAndPhonesPass(String label) {
    assertThat(check(label).getStatus()).isEqualTo(CheckStatus.passed);
    assertThat(check(label).getReasons()).isEmpty();
  }

  @Test
  void whereNothingIsToldNothingIsJudged() {
    assertThat(new SourceIntegrity().check(null, NOTHING).getStatus())
        .isEqualTo(CheckStatus.not_performed);
    assertThat(check(" ").getStatus()).isEqualTo(CheckStatus.not_performed);
    assertThat(check(" ").getMeasures()).containsEntry("frames", 90.0);
  }

  @Test
  void whatTheFileHoldsStandsBesideIt() {
    RecordingEvidence file =
        new RecordingEvidence(
            50, 0, 240, 10_000_000, 1_500_000, 500_000, null, "none", "", true, null);

    assertThat(new SourceIntegrity().check(null, file).getMeasures())
        .containsOnly(
            entry("recorded_frames", 240.0),
            entry("recorded_seconds", 10.0),
            entry("ran_back_seconds", 1.5),
            entry("missing_seconds", 0.5));
    assertThat(new SourceIntegrity().check(evidence("Camera", 1), file).getMeasures())
        .containsKeys("frames", "recorded_frames");
  }

  @Test
  void itMeasuresWhenFramesAndChunksCame() {
    CaptureEvidence told = evidence("Camera", 4_000);
    told.setFrameMeanMs(33.4);
    told.setFrameDeviationMs(2.5);

    assertThat(new SourceIntegrity().check(told, NOTHING).getMeasures())
        .containsOnly(
            entry("frames", 90.0),
            entry("frame_mean_ms", 33.4),
            entry("frame_deviation_ms", 2.5),
            entry("upload_spread_seconds", 4.0));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 9000, live",
    "10, 4000, live",
    "10, 3999, uploaded",
    "1, 0, live",
    "60, 0, uploaded"
  })
  void aVideoIsLiveWhereItCameWhileItWasRecorded(int seconds, long spread, Capture capture) {
    RecordingEvidence recording =
        new RecordingEvidence(1, 0, 1, seconds * 1_000_000L, 0, 0, null, "none", "", true, null);

    assertThat(SourceIntegrity.capture(evidence("Camera", spread), recording)).isEqualTo(capture);
  }

  @Test
  void aVideoIsUploadedWhereNoPageTellsOrItsLengthIsNotKnown() {
    RecordingEvidence whole =
        new RecordingEvidence(1, 0, 1, 10_000_000, 0, 0, null, "none", "", true, null);
    RecordingEvidence broken =
        new RecordingEvidence(0, 0, 0, 0, 0, 0, null, "none", "", true, "container_damaged");

    assertThat(SourceIntegrity.capture(null, whole)).isEqualTo(Capture.uploaded);
    assertThat(SourceIntegrity.capture(evidence("Camera", 9_000), broken))
        .isEqualTo(Capture.uploaded);
  }

  private static Check check(String label) {
    return new SourceIntegrity().check(evidence(label, 4_000), NOTHING);
  }

  private static CaptureEvidence evidence(String label, long spreadMillis) {
    return CaptureEvidence.newBuilder()
        .setCameraLabel(label)
        .setMicrophoneLabel("")
        .setFrames(90)
        .setParts(1)
        .setFirstChunkAt(Instant.ofEpochMilli(1_000))
        .setLastChunkAt(Instant.ofEpochMilli(1_000 + spreadMillis))
        .build();
  }
}
