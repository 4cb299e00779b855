package io.verilock.vkyc.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeifReaderTest {
  private final PhotoReader reader = new PhotoReader(PhotoLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"avif", "mif1", "heic", "avis"})
  void readsAPictureInOnePieceAndNoOtherItem(String brand) throws PhotoException {
    Picture picture = TestPhotos.unsymmetric(70, 50);
    TestHeif heif = new TestHeif();
    heif.picture(picture);
    heif.picture(TestPhotos.noise(32, 32, 1)); // as a thumbnail or a mask is

    assertSame(reader.read(heif.file(brand)), picture);
  }

  @Test
  void laysTilesOutAndCutsThemToTheWhole() throws PhotoException {
    Picture picture = TestPhotos.unsymmetric(150, 100);

    assertSame(reader.read(tiled(picture)), picture);
  }

  @Test
  void turnsAndMirrorsInTheFilesOrder() throws PhotoException {
    Picture upright = TestPhotos.unsymmetric(70, 50);
    for (int quarters = 0; quarters < 4; quarters++) {
      // stored turned clockwise, to be turned back
      Picture stored = Pictures.rotated(upright, quarters);
      assertSame(reader.read(one(stored, TestHeif.turn(quarters))), upright);
      assertSame(
          reader.read(one(Pictures.mirrored(stored), TestHeif.mirror(1), TestHeif.turn(quarters))),
          upright);
      assertSame(
          reader.read(
              tiled(
                  Pictures.rotated(Pictures.mirrored(upright), quarters),
                  TestHeif.turn(quarters),
                  TestHeif.mirror(1))),
          upright);
    }
    assertSame(reader.read(one(Orientation.FLIPPED.upright(upright), TestHeif.mirror(0))), upright);
  }

  @Test
  void showsOnlyThePartThatIsToBeShown() throws PhotoException {
    Picture picture = TestPhotos.unsymmetric(60, 40);
    Picture framed = Pictures.rotated(Pictures.onCanvas(picture, 70, 46), 2);

    Picture shown = reader.read(one(framed, TestHeif.part(60, 40, 5, 3), TestHeif.turn(2)));

    assertSame(shown, picture);
  }

  @Test
  void refusesHugePicturesBeforeItDecodesAny() {
    TestHeif heif = new TestHeif();
    heif.item("av01", new byte[] {1}, List.of(), TestHeif.size(60_000, 60_000));
    TestHeif grid = new TestHeif();
    grid.item("grid", TestHeif.grid(1, 1, 60_000, 60_000), List.of(2), TestHeif.size(64, 64));
    grid.item("av01", new byte[] {1}, List.of(), TestHeif.size(64, 64));

    for (byte[] huge : List.of(heif.file("avif"), grid.file("heic"))) {
      assertThatThrownBy(() -> reader.read(huge))
          .isInstanceOf(PhotoException.class)
          .hasMessage("the photo has 60000 x 60000 pixels, more than the 50000000 allowed");
    }
  }

  @Test
  void refusesAPictureLargerThanItsFileClaims() {
    TestHeif heif = new TestHeif();
    heif.item(
        "av01",
        TestHeif.lossless(TestPhotos.unsymmetric(256, 256)),
        List.of(),
        TestHeif.size(16, 16));

    assertDamaged(heif.file("avif"), "a picture larger than the file claims");
  }

  @Test
  void refusesTilesThatDoNotMakeUpThePicture() {
    Picture tile = TestPhotos.noise(32, 32, 1);
    for (byte[] layout :
        List.of(
            TestHeif.grid(2, 1, 65, 32),
            TestHeif.grid(2, 1, 32, 32),
            TestHeif.grid(1, 2, 32, 20))) {
      TestHeif heif = new TestHeif();
      heif.item("grid", layout, List.of(2, 2), TestHeif.size(64, 64));
      heif.picture(tile);
      assertDamaged(heif.file("avif"), "tiles that do not make up the picture");
    }
    TestHeif missing = new TestHeif();
    missing.item("grid", TestHeif.grid(2, 2, 64, 64), List.of(2), TestHeif.size(64, 64));
    missing.picture(tile);
    assertDamaged(missing.file("avif"), "1 tiles for 2 x 2");
  }

  @Test
  void refusesTilesThatAreAllTheSameBytes() {
    TestHeif heif = new TestHeif();
    heif.item(
        "grid", TestHeif.grid(4, 4, 256, 256), Collections.nCopies(16, 2), TestHeif.size(256, 256));
    heif.picture(TestPhotos.noise(64, 64, 1));

    assertDamaged(heif.file("avif"), "the same bytes again and again");
  }

  @Test
  void refusesFilesThatEndEarly() {
    byte[] whole = tiled(TestPhotos.noise(100, 60, 1));

    for (int length = 40; length < whole.length; length += 97) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> reader.read(part))
          .isInstanceOfSatisfying(
              PhotoException.class,
              refusal -> assertThat(refusal.error()).isEqualTo(PhotoError.PHOTO_DAMAGED));
    }
  }

  @Test
  void namesThePicturesItDoesNotDecode() {
    TestHeif heif = new TestHeif();
    heif.item("iovl", new byte[12], List.of(), TestHeif.size(64, 64));

    assertThatThrownBy(() -> reader.read(heif.file("mif1")))
        .hasMessage(
            "a HEIF file with a picture of the kind 'iovl' cannot be read as a photo: send JPEG,"
                + " PNG, WebP, HEIC, AVIF or GIF");
  }

  @Test
  void answersHostileBytesWithAPictureOrARefusal() {
    Random random = new Random(7);
    byte[] whole = tiled(TestPhotos.noise(100, 60, 1), TestHeif.turn(1));
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] photo = whole.clone();
      // most changes in the index, some in the pictures
      int reach = (i % 3 == 0 ? photo.length : 600) - 20;
      photo[20 + random.nextInt(reach)] = (byte) random.nextInt(256);
      try {
        reader.read(photo);
      } catch (PhotoException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 299);
  }

  @Test
  void readsAPhonesPhotoOf48Tiles() throws IOException, PhotoException {
    Picture picture = reader.read(wild("fixture-heic.heic"));

    assertThat(picture.width()).isEqualTo(3024);
    assertThat(picture.height()).isEqualTo(4032);
  }

  @Test
  void seesTheColoursThatOtherFormatsOfTheSamePictureShow() throws IOException, PhotoException {
    Picture avif = reader.read(wild("p_same.avif"));
    Picture jpeg = reader.read(wild("giunchedi_rgb.jpg"));

    double sum = 0;
    for (int i = 0; i < jpeg.bgr().length; i++) {
      sum += Math.abs((avif.bgr()[i] & 0xff) - (jpeg.bgr()[i] & 0xff));
    }
    assertThat(sum / jpeg.bgr().length).isCloseTo(0, within(4.0));
  }

  /** In tiles of 64 x 64, the last ones reaching beyond the picture. */
  private static byte[] tiled(Picture picture, byte[]... properties) {
    int columns = (picture.width() + 63) / 64;
    int rows = (picture.height() + 63) / 64;
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < columns * rows; i++) {
      parts.add(2 + i);
    }
    TestHeif heif = new TestHeif();
    heif.item(
        "grid",
        TestHeif.grid(columns, rows, picture.width(), picture.height()),
        parts,
        TestHeif.size(picture.width(), picture.height()),
        properties);
    Picture canvas = Pictures.onCanvas(picture, 64 * columns, 64 * rows);
    for (int i = 0; i < columns * rows; i++) {
      byte[] tile = new byte[3 * 64 * 64];
      for (int y = 0; y < 64; y++) {
        int from = 3 * ((i / columns * 64 + y) * canvas.width() + i % columns * 64);
        System.arraycopy(canvas.bgr(), from, tile, 3 * 64 * y, 3 * 64);
      }
      heif.picture(new Picture(64, 64, tile));
    }
    return heif.file("mif1");
  }

  private static byte[] one(Picture stored, byte[]... properties) {
    TestHeif heif = new TestHeif();
    heif.picture(stored, properties);
    return heif.file("avif");
  }

  private void assertDamaged(byte[] photo, String why) {
    assertThatThrownBy(() -> reader.read(photo))
        .isInstanceOfSatisfying(
            PhotoException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(PhotoError.PHOTO_DAMAGED))
        .hasMessageContaining(why);
  }

  private static void assertSame(Picture seen, Picture wanted) {
    assertThat(seen.width()).isEqualTo(wanted.width());
    assertThat(seen.height()).isEqualTo(wanted.height());
    assertThat(seen.bgr()).isEqualTo(wanted.bgr());
  }

  private static byte[] wild(String file) throws IOException {
    return Files.readAllBytes(SharedData.wild(file));
  }
}
