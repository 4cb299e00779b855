package io.verilock.vkyc.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoReaderTest {
  private final PhotoReader reader = new PhotoReader(PhotoLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void bringsEveryOrientationUpright(int orientation) throws PhotoException {
    Picture upright = TestPhotos.unsymmetric(64, 48);
    Picture stored = stored(upright, orientation);

    Picture ofPng = reader.read(TestPhotos.pngWithOrientation(TestPhotos.png(stored), orientation));
    assertThat(ofPng.width()).isEqualTo(64);
    assertThat(ofPng.bgr()).containsExactly(upright.bgr());

    Picture ofJpeg =
        reader.read(TestPhotos.jpegWithOrientation(TestPhotos.jpeg(stored), orientation));
    assertThat(ofJpeg.width()).isEqualTo(64);
    assertThat(meanDifference(ofJpeg, upright)).isLessThan(3);

    assertThat(ExifOrientation.of(TestPhotos.webpWithOrientation(orientation), PhotoFormat.WEBP))
        .isEqualTo(Orientation.ofExif(orientation));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255})
  void takesAnUnknownOrientationAsUpright(int orientation) throws PhotoException {
    Picture picture = TestPhotos.unsymmetric(16, 8);

    assertThat(
            reader.read(TestPhotos.pngWithOrientation(TestPhotos.png(picture), orientation)).bgr())
        .containsExactly(picture.bgr());
  }

  @Test
  void readsWebp() throws PhotoException {
    for (byte[] photo : new byte[][] {TestPhotos.WEBP_LOSSY, TestPhotos.WEBP_LOSSLESS}) {
      Picture picture = reader.read(photo);
      assertThat(picture.width()).isEqualTo(1);
      assertThat(picture.height()).isEqualTo(1);
    }
  }

  @Test
  void readsFourInks() throws PhotoException {
    Picture red = reader.read(TestPhotos.cmykJpeg(16, 0, 255, 255, 0));
    Picture white = reader.read(TestPhotos.cmykJpeg(16, 0, 0, 0, 0));

    assertThat(channel(red, 2)).isGreaterThan(180);
    assertThat(channel(red, 0)).isLessThan(80);
    assertThat(channel(white, 0)).isGreaterThan(240);
  }

  @Test
  void readsGreyAndPaletteAndLetsTheTransparentBeWhite() throws PhotoException {
    BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    grey.setRGB(0, 0, 0xFFFFFFFF);
    BufferedImage palette = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xFF0000FF);
    BufferedImage transparent = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    transparent.setRGB(0, 0, 0xFF102030);

    assertThat(reader.read(TestPhotos.encoded(grey, "png")).bgr()).startsWith(-1, -1, -1, 0, 0, 0);
    assertThat(reader.read(TestPhotos.encoded(palette, "png")).bgr()).startsWith(-1, 0, 0, 0);
    assertThat(reader.read(TestPhotos.encoded(transparent, "png")).bgr())
        .startsWith(0x30, 0x20, 0x10, -1, -1, -1);
  }

  @Test
  void readsTheFirstPictureOfAGif() throws PhotoException {
    BufferedImage palette = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xFF0000FF);

    Picture picture = reader.read(TestPhotos.encoded(palette, "gif"));

    assertThat(picture.width()).isEqualTo(4);
    assertThat(picture.bgr()).startsWith(-1, 0, 0, 0);
  }

  @Test
  void refusesOtherFormats() {
    byte[] text = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);

    for (byte[] photo : new byte[][] {text, new byte[0], new byte[] {-1, -40, -1}}) {
      assertThat(errorOf(reader, photo)).isEqualTo(PhotoError.PHOTO_FORMAT_NOT_SUPPORTED);
    }
  }

  @Test
  void refusesPhotosThatEndEarly() {
    Picture picture = TestPhotos.noise(64, 64, 1);

    for (byte[] photo :
        new byte[][] {TestPhotos.jpeg(picture), TestPhotos.png(picture), TestPhotos.WEBP_LOSSY}) {
      byte[] half = Arrays.copyOf(photo, Math.max(13, photo.length / 2));
      assertThat(errorOf(reader, half)).isEqualTo(PhotoError.PHOTO_DAMAGED);
    }
  }

  @Test
  void doesNotMakeUpForBytesThatAreMissing() {
    assertThatThrownBy(() -> reader.read(TestPhotos.WEBP_READ_PAST_END))
        .isInstanceOf(PhotoException.class)
        .hasMessage("the photo cannot be decoded as WEBP: the photo ends before its picture does");
  }

  @Test
  void takesNoMemoryForAPartThatThePhotoDoesNotHave() {
    byte[] png = TestPhotos.pngWithOrientation(TestPhotos.png(TestPhotos.noise(8, 8, 1)), 6);
    byte[] webp = TestPhotos.webpWithOrientation(6);
    // The length of the part that says the orientation, and in WebP of the whole before it.
    ByteBuffer.wrap(png).putInt(33, 1 << 30);
    ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 1 << 30).putInt(34, 1 << 29);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (byte[] photo : new byte[][] {png, webp}) {
      PhotoFormat format = PhotoFormat.of(photo).orElseThrow();
      long before = threads.getCurrentThreadAllocatedBytes();

      assertThat(ExifOrientation.of(photo, format)).isEqualTo(Orientation.UPRIGHT);

      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }
  }

  @Test
  void refusesTooManyBytesAndSaysSo() {
    PhotoReader strict = new PhotoReader(new PhotoLimits(100, 1_000_000));

    assertThatThrownBy(() -> strict.read(new byte[101]))
        .isInstanceOf(PhotoException.class)
        .hasMessage("the photo has 101 bytes, more than the 100 allowed");
    assertThat(errorOf(strict, new byte[101])).isEqualTo(PhotoError.PHOTO_TOO_LARGE);
  }

  @Test
  void refusesTooManyPixelsBeforeItDecodesAny() {
    // Decoding would fail: there are no pixels in it. Refusing first shows that nothing was tried.
    byte[] huge = TestPhotos.pngHeader(60_000, 60_000);

    assertThatThrownBy(() -> reader.read(huge))
        .isInstanceOf(PhotoException.class)
        .hasMessage("the photo has 60000 x 60000 pixels, more than the 50000000 allowed");
    assertThat(errorOf(reader, huge)).isEqualTo(PhotoError.PHOTO_TOO_LARGE);
    assertThat(errorOf(reader, TestPhotos.pngHeader(60, 60))).isEqualTo(PhotoError.PHOTO_DAMAGED);
  }

  @Test
  void answersHostileBytesWithAPictureOrARefusal() {
    Random random = new Random(7);
    byte[][] photos = {
      TestPhotos.jpegWithOrientation(TestPhotos.jpeg(TestPhotos.unsymmetric(32, 32)), 6),
      TestPhotos.pngWithOrientation(TestPhotos.png(TestPhotos.unsymmetric(32, 32)), 6),
      TestPhotos.WEBP_LOSSY,
      TestPhotos.WEBP_LOSSLESS
    };
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] photo = photos[i % photos.length].clone();
      for (int change = 0; change < 4; change++) {
        photo[12 + random.nextInt(photo.length - 12)] = (byte) random.nextInt(256);
      }
      try {
        reader.read(photo);
      } catch (PhotoException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 599);
  }

  /** Where the standard says that each upright pixel is stored. */
  private static Picture stored(Picture upright, int orientation) {
    int width = upright.width();
    int height = upright.height();
    boolean sideways = orientation >= 5;
    int storedWidth = sideways ? height : width;
    byte[] bgr = new byte[upright.bgr().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column =
            switch (orientation) {
              case 2, 3 -> width - 1 - x;
              case 5, 6 -> y;
              case 7, 8 -> height - 1 - y;
              default -> x;
            };
        int row =
            switch (orientation) {
              case 3, 4 -> height - 1 - y;
              case 5, 8 -> x;
              case 6, 7 -> width - 1 - x;
              default -> y;
            };
        System.arraycopy(
            upright.bgr(), 3 * (y * width + x), bgr, 3 * (row * storedWidth + column), 3);
      }
    }
    return new Picture(storedWidth, sideways ? width : height, bgr);
  }

  private static PhotoError errorOf(PhotoReader reader, byte[] photo) {
    PhotoException refusal = catchThrowableOfType(PhotoException.class, () -> reader.read(photo));
    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage()).isNotBlank();
    return refusal.error();
  }

  private static int channel(Picture picture, int channel) {
    return picture.bgr()[channel] & 0xFF;
  }

  private static double meanDifference(Picture one, Picture other) {
    assertThat(one.bgr()).hasSameSizeAs(other.bgr());
    double sum = 0;
    for (int i = 0; i < one.bgr().length; i++) {
      sum += Math.abs((one.bgr()[i] & 0xFF) - (other.bgr()[i] & 0xFF));
    }
    return sum / one.bgr().length;
  }
}
