package io.verilock.vkyc.evaluation.samples;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import io.verilock.vkyc.schemas.Prompt;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;

/** Makes recordings of one face on a photo. The same seed makes the same bytes. */
final class SampleMaker {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 640;
  private static final int FRAMES_PER_SECOND = 15;
  private static final int SECONDS = 6;
  private static final int SOUND_RATE = 16_000;

  /** Share of the picture's height that the face takes. */
  private static final double FACE_SHARE = 0.5;

  /** Radians to which a head that answers is turned. */
  private static final double HEAD_TURN = Math.toRadians(32);

  /** The same for a print held in hand, which shows little of its turning. */
  private static final double PRINT_TURN = Math.toRadians(55);

  /** Seconds from a prompt to the start of the turn, and from there to its end. */
  private static final double REACTION = 0.7;

  private static final double TURN = 2.4;

  private static final double[] STRAIGHT = {0, 0};

  /** Grey levels: a webcam's noise in a lit room. */
  private static final double NOISE = 2.5;

  /** Squared distance from where on nothing moves by any part of a pixel that shows. */
  private static final double FAR = 40;

  private final Picture photo;
  private final DetectedFace face;
  private final HeadWarp head;
  private final long seed;

  /**
   * A maker of recordings.
   *
   * @param mesh of the face on the photo
   */
  SampleMaker(Picture photo, DetectedFace face, float[] mesh, long seed) {
    this.photo = photo;
    this.face = face;
    this.head = new HeadWarp(mesh);
    this.seed = seed;
  }

  /** Draws one picture. */
  private interface Scene {
    Picture at(double seconds, Grain noise);
  }

  /** The face before a hand-held camera. */
  byte[] moving(Layout layout, Video video) {
    return record(layout, video, SECONDS, this::handHeld);
  }

  /** The face before a hand-held camera, which does what it is asked for. */
  byte[] answering(List<Prompt> prompts, Layout layout, Video video) {
    double seconds = prompts.isEmpty() ? SECONDS : last(prompts).getToMs() / 1000.0;
    return record(layout, video, seconds, (at, noise) -> answer(prompts, at, noise));
  }

  /** A print of the photo that is turned by hand as the person should turn the head. */
  byte[] printAnswering(List<Prompt> prompts, Layout layout, Video video) {
    return record(
        layout,
        video,
        last(prompts).getToMs() / 1000.0,
        (at, noise) -> {
          double[] turned = turned(prompts, at, PRINT_TURN);
          return print(
              turned[0] + 0.3 * Math.sin(1.7 * at),
              0.2 * Math.sin(1.1 * at + 1) - turned[1],
              0.08 * WIDTH * Math.sin(1.3 * at),
              0.05 * HEIGHT * Math.sin(0.9 * at),
              at,
              noise);
        });
  }

  /** The same picture all along. */
  byte[] frozen(Layout layout, Video video) {
    Picture still = handHeld(0, new Grain(seed));
    return record(layout, video, SECONDS, (seconds, noise) -> still);
  }

  /** The face before a hand-held camera, and from the middle on {@code other}'s. */
  byte[] swapped(SampleMaker other, Layout layout, Video video) {
    return record(
        layout,
        video,
        SECONDS,
        (seconds, noise) ->
            seconds < SECONDS / 2.0 ? handHeld(seconds, noise) : other.handHeld(seconds, noise));
  }

  /** A wall with a lamp that swings. */
  byte[] emptyRoom(Layout layout, Video video) {
    return record(layout, video, SECONDS, SampleMaker::room);
  }

  /** The face as a selfie: nearer, brighter, without motion. */
  Picture selfie() {
    return draw(new View(0, 0, 0.8, 0, 0, 0, 1.1), STRAIGHT, new Grain(seed), 0);
  }

  /** A picture as a JPEG file. */
  static byte[] jpeg(Picture picture) throws IOException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  private byte[] record(Layout layout, Video video, double length, Scene scene) {
    RecordingSettings settings = RecordingSettings.of(layout, video, WIDTH, HEIGHT).withSound();
    Grain noise = new Grain(seed);
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int frame = 0; frame < length * FRAMES_PER_SECOND; frame++) {
        double seconds = (double) frame / FRAMES_PER_SECOND;
        writer.picture(scene.at(seconds, noise), Math.round(seconds * 1e6));
        writer.audio(hum(frame));
      }
      return writer.finish();
    }
  }

  /**
   * Where the camera looks: shifts in shares of the face's size, zoom, turn, by how much the head
   * is turned to the side, expression, light.
   */
  private record View(
      double x, double y, double zoom, double turn, double side, double expression, double light) {}

  private Picture handHeld(double seconds, Grain noise) {
    return draw(view(seconds), STRAIGHT, noise, NOISE);
  }

  private Picture answer(List<Prompt> prompts, double seconds, Grain noise) {
    return draw(view(seconds), turned(prompts, seconds, HEAD_TURN), noise, NOISE);
  }

  /** By how much the head is turned to the right of the picture and upwards, in radians. */
  private static double[] turned(List<Prompt> prompts, double seconds, double most) {
    double[] turned = new double[2];
    for (Prompt prompt : prompts) {
      // A person reads first; then the head goes there and back.
      double begun = seconds - prompt.getFromMs() / 1000.0 - REACTION;
      double far = begun <= 0 || begun >= TURN ? 0 : most * Math.sin(Math.PI * begun / TURN);
      switch (prompt.getKind()) {
        case turn_left -> turned[0] += far;
        case turn_right -> turned[0] -= far;
        case turn_up -> turned[1] += far;
        default -> {}
      }
    }
    return turned;
  }

  private static Prompt last(List<Prompt> prompts) {
    return prompts.get(prompts.size() - 1);
  }

  private View view(double seconds) {
    double phase = seed * 1.7;
    return new View(
        0.10 * Math.sin(0.9 * seconds + phase) + 0.02 * Math.sin(7.1 * seconds),
        0.07 * Math.sin(1.3 * seconds + 2 * phase) + 0.02 * Math.sin(6.3 * seconds),
        1 + 0.06 * Math.sin(0.7 * seconds + phase),
        0.06 * Math.sin(0.8 * seconds + 3 * phase),
        Math.sin(1.1 * seconds + phase),
        Math.sin(5.2 * seconds) * Math.sin(0.9 * seconds),
        1 + 0.05 * Math.sin(0.6 * seconds));
  }

  /** A sheet that turns about its middle, in perspective: what lies beside it is the wall. */
  private Picture print(
      double yaw, double pitch, double shiftX, double shiftY, double seconds, Grain noise) {
    double scale = face.height() / (FACE_SHARE * HEIGHT);
    double away = 1.6 * HEIGHT;
    double slopeX = Math.tan(yaw);
    double slopeY = Math.tan(pitch);
    double narrowX = Math.cos(yaw);
    double narrowY = Math.cos(pitch);
    double[] pixel = new double[3];
    byte[] bgr = room(seconds, noise).bgr();
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double dx = column - WIDTH / 2.0 - shiftX;
        double dy = row - HEIGHT / 2.0 - shiftY;
        // Where the ray through this pixel meets the sheet, whose middle is `away` off.
        double nearer = 1 - (dx * slopeX + dy * slopeY) / away;
        double x = face.left() + face.width() / 2 + scale * dx / narrowX / nearer;
        double y = face.top() + face.height() / 2 + scale * dy / narrowY / nearer;
        if (x < 0 || y < 0 || x >= photo.width() || y >= photo.height()) {
          continue;
        }
        int at = 3 * (row * WIDTH + column);
        sample(x, y, pixel);
        for (int channel = 0; channel < 3; channel++) {
          bgr[at + channel] = level(pixel[channel] + noise.next() * NOISE);
        }
      }
    }
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  private Picture draw(View view, double[] turned, Grain noise, double noiseLevel) {
    double scale = view.zoom() * face.height() / (FACE_SHARE * HEIGHT);
    double centreX = face.left() + face.width() * (0.5 + view.x());
    double centreY = face.top() + face.height() * (0.5 + view.y());
    double cosine = Math.cos(view.turn()) * scale;
    double sine = Math.sin(view.turn()) * scale;
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    double[] pixel = new double[3];
    double[] place = new double[2];
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double dx = column - WIDTH / 2.0;
        double dy = row - HEIGHT / 2.0;
        place[0] = centreX + cosine * dx - sine * dy;
        place[1] = centreY + sine * dx + cosine * dy;
        if (turned[0] != 0 || turned[1] != 0) {
          head.seenAt(place, turned[0], turned[1]);
        }
        double x = place[0];
        double y = place[1];
        y += mouth(x, y) * view.expression() + brows(x, y) * Math.abs(view.expression());
        x += depth(x, y) * view.side();
        double grain = noiseLevel == 0 ? 0 : noise.next() * noiseLevel;
        int at = 3 * (row * WIDTH + column);
        sample(x, y, pixel);
        for (int channel = 0; channel < 3; channel++) {
          bgr[at + channel] = level(pixel[channel] * view.light() + grain);
        }
      }
    }
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  /** How far the middle of the face shifts against its edge when the head turns. */
  private double depth(double x, double y) {
    return 0.06 * face.width() * nearness(x, y, 0.6, 0.3 * face.width(), 0.3 * face.height());
  }

  /** How far the picture is pulled up near the brows, as one speaks. */
  private double brows(double x, double y) {
    return 0.06 * face.height() * nearness(x, y, 0.3, 0.45 * face.width(), 0.12 * face.height());
  }

  /** How far the picture is pulled down near the mouth when it moves: fades out with distance. */
  private double mouth(double x, double y) {
    return 0.12 * face.height() * nearness(x, y, 0.8, 0.3 * face.width(), 0.15 * face.height());
  }

  /**
   * 1 in the middle of the face, less beside it.
   *
   * @param down where that is, in heights of the face below its top
   */
  private double nearness(double x, double y, double down, double width, double height) {
    double right = (x - face.left() - face.width() * 0.5) / width;
    double below = (y - face.top() - face.height() * down) / height;
    double away = right * right + below * below;
    return away > FAR ? 0 : Math.exp(-away);
  }

  /** Bilinear, all channels; beyond the edge the photo's last pixels go on. */
  private void sample(double x, double y, double[] pixel) {
    double cx = HeadWarp.clamped(x, photo.width() - 1.001);
    double cy = HeadWarp.clamped(y, photo.height() - 1.001);
    int left = (int) cx;
    int top = (int) cy;
    double fx = cx - left;
    double fy = cy - top;
    // Two pixels of each row: both coordinates end before the last one.
    byte[] bgr = photo.bgr();
    int upperLeft = 3 * (top * photo.width() + left);
    int lowerLeft = upperLeft + 3 * photo.width();
    for (int channel = 0; channel < 3; channel++) {
      double upper = between(bgr, upperLeft + channel, fx);
      double lower = between(bgr, lowerLeft + channel, fx);
      pixel[channel] = upper * (1 - fy) + lower * fy;
    }
  }

  /** A channel's level between a pixel and the one to its right. */
  private static double between(byte[] bgr, int at, double part) {
    return (bgr[at] & 0xff) * (1 - part) + (bgr[at + 3] & 0xff) * part;
  }

  private static byte level(double value) {
    return (byte) (int) HeadWarp.clamped(value + 0.5, 255);
  }

  private static Picture room(double seconds, Grain noise) {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    double lamp = WIDTH * (0.5 + 0.3 * Math.sin(seconds));
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double right = (column - lamp) / 90.0;
        double below = (row - 60) / 90.0;
        double away = right * right + below * below;
        double light = 90 + 40.0 * row / HEIGHT + 100 * Math.exp(-away) + noise.next() * 2;
        for (int channel = 0; channel < 3; channel++) {
          bgr[3 * (row * WIDTH + column) + channel] = level(light * (0.8 + 0.1 * channel));
        }
      }
    }
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  /** A frame's worth of a soft hum: a sound track, but no speech. */
  private static short[] hum(int frame) {
    short[] samples = new short[SOUND_RATE / FRAMES_PER_SECOND];
    for (int i = 0; i < samples.length; i++) {
      double seconds = (double) (frame * samples.length + i) / SOUND_RATE;
      samples[i] = (short) (600 * Math.sin(2 * Math.PI * 180 * seconds));
    }
    return samples;
  }

  /**
   * Noise of a normal distribution, drawn from a table: much is needed, and good enough will do.
   */
  private static final class Grain {
    private static final int BITS = 14;
    private static final double[] TABLE = table();

    private int state;

    Grain(long seed) {
      state = (int) seed;
    }

    private static double[] table() {
      Random random = new Random(1);
      return DoubleStream.generate(random::nextGaussian).limit(1 << BITS).toArray();
    }

    double next() {
      // The multiplier of Numerical Recipes; the upper bits are the random ones.
      state = state * 1_664_525 + 1_013_904_223;
      return TABLE[state >>> (Integer.SIZE - BITS)];
    }
  }
}
