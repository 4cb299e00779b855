package io.verilock.vkyc.models.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent as a photo ends, and soon, in a picture within the limits or in a refusal, and
 * the same each time. Tests read the seeds and what was found before; {@code ./vkyc fuzz photo}
 * goes on from there.
 */
class PhotoFuzzTest {
  /** Small, so that what breaks them is small. */
  private static final PhotoLimits LIMITS = new PhotoLimits(64 << 10, 250_000);

  /** Some hundred times what the slowest photo within the limits takes. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** The heap that tests have, and as much again. */
  private static final long MOST_MEMORY = 3L << 30;

  /** The photo at work: a fault of native code ends the process, and with it whoever could tell. */
  private static final Path AT_WORK = Path.of("target", "fuzzed-photo");

  /** Of the heap, for both readings; the pictures themselves have less than 1 MB. */
  private static final long MOST_ALLOCATED = 256 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final PhotoReader reader = new PhotoReader(LIMITS);

  static Stream<byte[]> seeds() {
    Picture picture = TestPhotos.unsymmetric(24, 16);
    BufferedImage palette = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_INDEXED);
    BufferedImage transparent = new BufferedImage(24, 16, BufferedImage.TYPE_INT_ARGB);
    return Stream.of(
        TestPhotos.jpegWithOrientation(TestPhotos.jpeg(picture), 6),
        TestPhotos.cmykJpeg(16, 0, 255, 255, 0),
        TestPhotos.pngWithOrientation(TestPhotos.png(picture), 5),
        TestPhotos.encoded(palette, "png"),
        TestPhotos.encoded(transparent, "png"),
        TestPhotos.encoded(palette, "gif"),
        TestPhotos.WEBP_LOSSY,
        TestPhotos.WEBP_LOSSLESS,
        TestPhotos.WEBP_READ_PAST_END,
        TestPhotos.webpWithOrientation(8),
        inOnePiece(),
        inTiles());
  }

  /** What classes take that are loaded, and instrumented, is not the photo's. */
  @BeforeAll
  static void readEachKindOnce() {
    PhotoFuzzTest once = new PhotoFuzzTest();
    seeds().forEach(once::answer);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void photo(byte[] photo) throws IOException {
    Files.write(AT_WORK, photo);
    long start = System.nanoTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();

    assertThat(answer(photo)).isEqualTo(answer(photo));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MOST_ALLOCATED);
    assertThat(Pointer.physicalBytes()).isLessThan(MOST_MEMORY);
  }

  private String answer(byte[] photo) {
    try {
      Picture picture = reader.read(photo);
      assertThat((long) picture.width() * picture.height()).isLessThanOrEqualTo(LIMITS.pixels());
      return "%d x %d, %08x"
          .formatted(picture.width(), picture.height(), Arrays.hashCode(picture.bgr()));
    } catch (PhotoException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return refused.error().name();
    }
  }

  private static byte[] inOnePiece() {
    TestHeif heif = new TestHeif();
    heif.picture(
        TestPhotos.unsymmetric(70, 50),
        TestHeif.part(60, 40, 5, 3),
        TestHeif.turn(1),
        TestHeif.mirror(1));
    return heif.file("avif");
  }

  private static byte[] inTiles() {
    TestHeif heif = new TestHeif();
    heif.item("grid", TestHeif.grid(2, 1, 100, 60), List.of(2, 3), TestHeif.size(100, 60));
    heif.picture(TestPhotos.unsymmetric(64, 64));
    heif.picture(TestPhotos.noise(64, 64, 1));
    return heif.file("heic");
  }
}
