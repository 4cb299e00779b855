package io.verilock.vkyc.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.local.pages.RecordedByBrowser;
import io.verilock.vkyc.local.stack.LocalStack;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Stopped;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.DevelopmentData;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the link to the decision with a real face before a browser's camera and real models: one
 * person with their own document, and with another's.
 */
@ExtendWith(SharedStack.class)
@Tag("media")
class RealFaceIT {
  private static final String CLIP = "videos/ZubairCracksCode_anit-spoofin_real.mov";
  private static final String SOMEBODY_ELSE = "videos/stills/Theresa_May_0001.jpg";

  /** Pictures a second of the clip; Chromium plays twice as many from a file. */
  private static final int RATE = 15;

  @TempDir Path folder;

  @Test
  void whoHoldsTheirOwnDocumentIsApprovedAndWhoHoldsAnothersIsNot(Stopped shared) throws Exception {
    byte[] clip = Files.readAllBytes(DevelopmentData.file(CLIP));
    DevelopmentData.models();
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
    Path camera = camera(clip);
    Path sound = ColourFiles.microphone(folder.resolve("tone.wav"));
    try (LocalStack stack =
            LocalStack.start(
                folder.resolve("data"), 1, Map.of("vkyc.models.pack", "open"), line -> {});
        Browser browser = Browser.withCamera(program, camera, sound)) {
      JsonNode own = RecordedByBrowser.session(stack, browser, folder.resolve("document.jpg"));
      assertThat(own.get("result").asText()).as(own.toString()).isEqualTo("approved");
      assertThat(own.get("capture").asText()).isEqualTo("live");

      JsonNode others =
          RecordedByBrowser.session(stack, browser, DevelopmentData.file(SOMEBODY_ELSE));
      assertThat(others.get("result").asText()).as(others.toString()).isEqualTo("declined");
      assertThat(others.get("reasons").toString()).contains("document_mismatch");
    }
  }

  /** The clip as Motion JPEG; its fortieth picture is the photo of the document. */
  private Path camera(byte[] clip) throws Exception {
    Path file = folder.resolve("face.mjpeg");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        MediaDecoder decoder =
            new MediaDecoder(MediaLimits.DEFAULTS, RATE, new Pictures(out, folder))) {
      decoder.feed(clip);
      decoder.finish();
    }
    return file;
  }

  /** Writes each picture twice. */
  private record Pictures(OutputStream out, Path folder) implements MediaSink {
    private static final int OF_THE_DOCUMENT = 40;

    @Override
    public void frame(int index, long presentationTimeMicros, Picture picture) {
      BufferedImage image =
          new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
      byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
      try {
        ImageIO.write(image, "jpeg", out);
        ImageIO.write(image, "jpeg", out);
        if (index == OF_THE_DOCUMENT) {
          ImageIO.write(image, "jpeg", folder.resolve("document.jpg").toFile());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void audio(int index, short[] samples) {}
  }
}
