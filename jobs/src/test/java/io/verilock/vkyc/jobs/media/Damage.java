package io.verilock.vkyc.jobs.media;

import java.util.Arrays;
import java.util.Random;

/** Damages recordings the way networks, disks and attackers do. */
final class Damage {
  private Damage() {}

  /** A copy that is cut off, has changed bytes, or has a hole, a repeat or noise in it. */
  static byte[] some(byte[] recording, Random random) {
    byte[] damaged = recording.clone();
    int at = random.nextInt(damaged.length);
    int length = Math.min(1 + random.nextInt(2_000), damaged.length - at);
    switch (random.nextInt(6)) {
      case 0 -> damaged = Arrays.copyOf(damaged, at);
      case 1 -> Arrays.fill(damaged, at, at + length, (byte) 0);
      case 2 -> {
        System.arraycopy(recording, at + length, damaged, at, damaged.length - at - length);
        damaged = Arrays.copyOf(damaged, damaged.length - length);
      }
      case 3 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, damaged, at, length);
      }
      case 4 -> {
        // most of a container's structure is in its first bytes
        for (int i = 0; i < 8; i++) {
          damaged[random.nextInt(Math.min(1_500, damaged.length))] ^=
              (byte) (1 << random.nextInt(8));
        }
      }
      default -> {
        for (int i = 0; i < 30; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
      }
    }
    return damaged;
  }
}
