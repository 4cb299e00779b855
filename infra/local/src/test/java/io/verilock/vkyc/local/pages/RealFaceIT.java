package io.verilock.vkyc.local.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Order;
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
@Order(2)
class RealFaceIT {
  private static final String CLIP = "videos/ZubairCracksCode_anit-spoofin_real.mov";
  private static final String SOMEBODY_ELSE = "videos/stills/Theresa_May_0001.jpg";

  /** Pictures a second of the clip; Chromium plays twice as many from a file. */
  private static final int RATE = 15;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
      JsonNode own = record(stack, browser, folder.resolve("document.jpg"));
      assertThat(own.get("result").asText()).as(own.toString()).isEqualTo("approved");
      assertThat(own.get("capture").asText()).isEqualTo("live");

      JsonNode others = record(stack, browser, DevelopmentData.file(SOMEBODY_ELSE));
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

  /** A session from its link to its result. */
  private static JsonNode record(LocalStack stack, Browser browser, Path document)
      throws Exception {
    JsonNode session = call(stack, "POST", "/v1/sessions", "{\"video_max_duration\": 6}");
    Page page = browser.open(390, 844);
    page.context().setDefaultTimeout((double) Await.LONGEST.toMillis());
    page.context().grantPermissions(List.of("camera", "microphone"));
    page.navigate(session.get("url").asText());
    button(page, "I agree").click();
    page.locator("input[type=file]").setInputFiles(document);
    button(page, "Use this photo").click();
    button(page, "Turn on the camera").click();
    button(page, "Take the photo").click();
    button(page, "Use this photo").click();
    button(page, "Turn on camera and microphone").click();
    button(page, "Start recording").click();
    button(page, "Send the recording").click();
    assertThat(page.locator("h1")).hasText("Thank you. That was all.");
    page.context().close();

    String path = "/v1/sessions/%s/video".formatted(session.get("session_id").asText());
    Await.until(
        "the result is there",
        () -> call(stack, "GET", path, "").path("status").asText().equals("completed"),
        () -> call(stack, "GET", path, "").toString());
    return call(stack, "GET", path, "");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static JsonNode call(LocalStack stack, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.address().gateway()).resolve(path))
            .header("Authorization", "Bearer " + stack.firstKey())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
  }
}
