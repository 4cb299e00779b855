package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.libav.Av1SequenceHeader;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Av1SequenceHeaderTest {
  /** A temporal delimiter, then a sequence header of 11 bytes or so. */
  private static final byte[] PACKET_START = {0x12, 0x00, 0x0A};

  @Test
  void readsTheLargestSizeOfASequence() {
    for (int[] size : new int[][] {{192, 128}, {1280, 720}, {64, 500}}) {
      byte[] packet = firstPacket(size[0], size[1]);

      assertThat(largest(packet)).isEqualTo((long) size[0] * size[1]);
    }
  }

  @Test
  void aPacketWithoutASequenceAnnouncesNothing() {
    assertThat(largest(new byte[0])).isZero();
    assertThat(largest(new byte[] {0x12, 0x00})).isZero();
    assertThat(largest(new byte[] {0x12})).isZero();
  }

  @Test
  void readsTimingAndOperatingPoints() {
    // profile 0; timing with one tick a picture; decoder model of 5 bits; no display delays; one
    // operating point of level 8, high tier, with delays; 16 bits each for width and height
    String bits =
        "000"
            + "0"
            + "0"
            + "1"
            + "0".repeat(64)
            + "1"
            + "1"
            + "1"
            + "00100"
            + "0".repeat(42)
            + "0"
            + "00000"
            + "0".repeat(12)
            + "01000"
            + "1"
            + "1"
            + "0".repeat(11)
            + "1111"
            + "1111"
            + "1".repeat(16)
            + "0".repeat(15)
            + "1";

    assertThat(largest(sequence(bits))).isEqualTo(65_536L * 2);
  }

  @Test
  void readsAStillPicture() {
    assertThat(largest(sequence("000" + "1" + "1" + "00000" + "0011" + "0010" + "1111" + "111")))
        .isEqualTo(16L * 8);
  }

  @Test
  void noiseIsNoPlaceToGetLost() {
    Random random = new Random(3);
    byte[] packet = firstPacket(192, 128);
    for (int round = 0; round < 2_000; round++) {
      byte[] noise = Arrays.copyOf(packet, random.nextInt(packet.length));
      for (int i = 0; i < 5 && noise.length > 0; i++) {
        noise[random.nextInt(noise.length)] = (byte) random.nextInt();
      }
      assertThat(largest(noise)).isNotNegative();
    }
  }

  private static byte[] firstPacket(int width, int height) {
    byte[] recording =
        Clips.write(RecordingSettings.of(Layout.MP4_INDEX_LAST, Video.AV1, width, height), 1);
    int at = Clips.indexOf(recording, PACKET_START, 0);
    if (at < 0) {
      // MP4 leaves the delimiter out
      at = Clips.indexOf(recording, new byte[] {'m', 'd', 'a', 't'}, 0) + 4;
    }
    return Arrays.copyOfRange(recording, at, recording.length);
  }

  private static byte[] sequence(String bits) {
    int length = (bits.length() + 7) / 8;
    byte[] packet = new byte[2 + length];
    packet[0] = 0x0A;
    packet[1] = (byte) length;
    for (int i = 0; i < bits.length(); i++) {
      if (bits.charAt(i) == '1') {
        packet[2 + i / 8] |= (byte) (0x80 >> (i % 8));
      }
    }
    return packet;
  }

  private static long largest(byte[] packet) {
    return Av1SequenceHeader.largestPicture(at -> packet[(int) at] & 0xff, packet.length);
  }
}
