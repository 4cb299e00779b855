package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.client.upload.SessionUploader;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.TopicContents;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A day with a running stack: the commands build on what those before them did. */
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith(SharedStack.class)
class CommandLineIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Running running;

  @BeforeAll
  static void start(Running shared) throws Exception {
    running = shared;
    ColourFiles.clip(folder.resolve("red.webm"), Color.RED.darker());
    ColourFiles.photo(folder.resolve("red.png"), Color.RED.darker());
    ColourFiles.photo(folder.resolve("blue.png"), Color.BLUE.darker());
    // Above what goes into a record.
    ColourFiles.noisyPhoto(folder.resolve("large.png"), Color.RED.darker(), 700);
  }

  @Test
  @Order(1)
  void ingestUploadsSessionsAndWaitsForTheirResults() throws Exception {
    Run run =
        vkyc(
            "ingest",
            manifest("same,red.webm,red.png,,,", "other,red.webm,blue.png,,,es"),
            "--chunk-size",
            "5000");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("ingesting: 2 of 2")
        .contains("2 uploaded, 0 skipped because they have a result, 0 not readable");
    assertThat(result("same").get("face_match_score").asDouble()).isGreaterThan(60);
    assertThat(result("other").get("face_match_score").asDouble()).isLessThan(40);
    assertThat(result("other").get("result").asText()).isEqualTo("declined");
    assertThat(result("same").get("capture").asText()).isEqualTo("uploaded");
    assertThat(result("other").get("video_language").asText()).isEqualTo("es");
  }

  @Test
  @Order(2)
  void ingestSkipsWhatHasAResultAndNamesWhatCannotBeRead() throws Exception {
    int before = chunks();

    Run run =
        vkyc(
            "ingest",
            manifest(
                "same,red.webm,red.png,,,",
                "gone,gone.webm,,,,",
                "call,red.webm,,large.png,live_agent,"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("not uploaded: gone: %s cannot be read".formatted(folder.resolve("gone.webm")))
        .contains("1 uploaded, 1 skipped because they have a result, 1 not readable");
    assertThat(chunks()).isEqualTo(before + 1);
  }

  @Test
  @Order(3)
  void aLargePhotoGoesThroughTheObjectStore() throws Exception {
    Photo photo =
        Topics.PHOTOS.decode(
            TopicContents.of(running.stack().address().kafka(), Topics.PHOTOS).stream()
                .filter(record -> record.key().equals("call"))
                .findFirst()
                .orElseThrow()
                .value());

    assertThat(photo.getData()).isNull();
    assertThat(photo.getObject().getLength()).isEqualTo(Files.size(folder.resolve("large.png")));
    assertThat(result("call").get("checks").get("match_document").get("score").asDouble())
        .isGreaterThan(60);
  }

  @Test
  @Order(4)
  void resultsListsSessionsAsATable() {
    Run run = vkyc("results");

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().map(line -> line.strip().replaceFirst(" .*", "")))
        .startsWith("session")
        .containsSubsequence("call", "other", "same")
        .doesNotContain("gone");
  }

  @Test
  @Order(4)
  void resultsShowsOneSessionWithAUrlThatGivesItsRecording() throws Exception {
    Run run = vkyc("results", "same");

    assertThat(run.exit()).isZero();
    URI url = URI.create(JSON.readTree(run.out()).get("video_url").asText());
    byte[] recording =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
            .body();
    assertThat(recording).isEqualTo(Files.readAllBytes(folder.resolve("red.webm")));
  }

  @Test
  @Order(4)
  void aSessionThatIsNotThereIsSaidToBeSo() {
    Run run = vkyc("results", "nobody");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("vkyc: there is no session nobody; ./vkyc results lists those there are\n");
  }

  @Test
  @Order(5)
  void aReviewDecidesASession() throws Exception {
    Run run =
        vkyc("review", "other", "--result", "approved", "--notes", "twins", "--by", "reviewer-7");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("approved");
    JsonNode decided = result("other");
    assertThat(decided.get("result").asText()).isEqualTo("approved");
    assertThat(decided.get("reviewer_id").asText()).isEqualTo("reviewer-7");
    assertThat(decided.get("review_notes").asText()).isEqualTo("twins");
  }

  @Test
  @Order(6)
  void aSecondReviewIsRefused() throws Exception {
    Run run = vkyc("review", "other", "--result", "declined");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("vkyc: session other was decided before: approved\n");
    assertThat(result("other").get("result").asText()).isEqualTo("approved");
  }

  @Test
  @Order(7)
  void anAgentDecidesACall() throws Exception {
    assertThat(vkyc("review", "call", "--result", "declined", "--by", "agent-1").exit()).isZero();

    assertThat(result("call").get("agent_id").asText()).isEqualTo("agent-1");
    assertThat(result("call").get("reviewer_id").isNull()).isTrue();
  }

  @Test
  @Order(8)
  void aSessionWhoseUploadWasInterruptedIsUploadedAgain() throws Exception {
    Path clip = folder.resolve("red.webm");
    SessionFiles half =
        new SessionFiles("half", clip.toString(), null, null, VideoMode.self_record, "en");
    try (SessionUploader uploader = new SessionUploader(running.stack().address(), 5000)) {
      assertThatThrownBy(
              () ->
                  uploader.upload(
                      half,
                      bytes -> {
                        throw new IllegalStateException("interrupted after the first chunk");
                      }))
          .hasMessageStartingWith("interrupted");
    }

    Run run = vkyc("ingest", manifest("half,red.webm,,,,"), "--chunk-size", "5000");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(result("half").get("status").asText()).isEqualTo("completed");
    assertThat(result("half").get("recording").get("length").asLong()).isEqualTo(Files.size(clip));
  }

  private static Run vkyc(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = running.folder().toString();
    return Run.of(all);
  }

  private static JsonNode result(String sessionId) throws Exception {
    for (String line : vkyc("results", "--json").out().lines().toList()) {
      JsonNode result = JSON.readTree(line);
      if (result.get("session_id").asText().equals(sessionId)) {
        return result;
      }
    }
    throw new AssertionError("no result of " + sessionId);
  }

  private static int chunks() throws IOException {
    return TopicContents.of(running.stack().address().kafka(), Topics.CHUNKS).size();
  }

  private static String manifest(String... rows) throws Exception {
    return Files.writeString(
            folder.resolve("people.csv"),
            "session_id,video,selfie,document,video_mode,video_language\n"
                + String.join("\n", rows)
                + "\n")
        .toString();
  }
}
