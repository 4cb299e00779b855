package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bytes give the same pictures, times and sound, however they are cut. */
@Tag("media")
class CutInvarianceTest {
  private static final int FRAMES = 45;
  private static final List<byte[]> BOUNDARIES =
      List.of(
          new byte[] {0x1F, 0x43, (byte) 0xB6, 0x75}, // a cluster
          box("moov"),
          box("moof"),
          box("mdat"),
          box("trak"));

  static List<RecordingSettings> everyKind() {
    return Clips.everyKind();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void cutAroundEveryBoundary(RecordingSettings settings) {
    byte[] recording = Clips.write(settings, FRAMES);
    List<String> whole = Decoded.whole(recording).lines();
    TreeSet<Integer> cuts = new TreeSet<>();
    for (byte[] boundary : BOUNDARIES) {
      int at = Clips.indexOf(recording, boundary, 0);
      while (at >= 0) {
        // a box starts with its size, 4 bytes before its name
        for (int offset : new int[] {-5, -4, -3, -1, 0, 1, boundary.length}) {
          cuts.add(Math.max(1, at + offset));
        }
        at = Clips.indexOf(recording, boundary, at + 1);
      }
    }
    assertThat(Decoded.cut(recording, List.copyOf(cuts)).lines()).isEqualTo(whole);
    for (int cut : cuts) {
      assertThat(Decoded.cut(recording, List.of(cut)).lines())
          .as("cut at %d", cut)
          .isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void cutAtRandom(RecordingSettings settings) {
    byte[] recording = Clips.write(settings, FRAMES);
    List<String> whole = Decoded.whole(recording).lines();
    for (int seed = 0; seed < 4; seed++) {
      List<Integer> cuts =
          new Random(seed).ints(1 + seed * 3, 1, recording.length).sorted().boxed().toList();
      assertThat(Decoded.cut(recording, cuts).lines()).as("seed %d", seed).isEqualTo(whole);
    }
  }

  @Test
  void byteByByte() {
    for (RecordingSettings settings : Clips.everyKind()) {
      if (settings.layout() == Layout.MP4_INDEX_FIRST) {
        continue; // mostly the room kept for the index
      }
      byte[] recording = Clips.write(settings, 12);
      List<Integer> cuts = IntStream.range(1, recording.length).boxed().toList();
      assertThat(Decoded.cut(recording, cuts).lines())
          .as("%s", settings)
          .isEqualTo(Decoded.whole(recording).lines());
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void damagedRecordingsToo(RecordingSettings settings) {
    byte[] recording = Clips.write(settings, FRAMES);
    Random random = new Random(7);
    for (int round = 0; round < 2; round++) {
      byte[] damaged = Damage.some(recording, random);
      List<Integer> cuts = new ArrayList<>();
      for (int at = 1 + random.nextInt(900); at < damaged.length; at += 1 + random.nextInt(900)) {
        cuts.add(at);
      }
      assertThat(Decoded.cut(damaged, cuts).lines())
          .as("round %d", round)
          .isEqualTo(Decoded.whole(damaged).lines());
    }
  }

  private static byte[] box(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
