package io.verilock.vkyc.client.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRecordsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "9,1", "10,1", "11,2", "20,2", "95,10"})
  void aRecordingIsCutWithoutGapsAndOnlyItsLastChunkIsMarked(int length, int chunks)
      throws Exception {
    byte[] recording = new byte[length];
    for (int i = 0; i < length; i++) {
      recording[i] = (byte) i;
    }
    Path file = Files.write(folder.resolve("clip"), recording);
    List<VideoChunk> cut = new ArrayList<>();

    SessionRecords.chunks(session(file.toString(), null, null), 10, cut::add);

    assertThat(cut).hasSize(chunks);
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    for (int i = 0; i < chunks; i++) {
      VideoChunk chunk = cut.get(i);
      assertThat(chunk.getSessionId()).isEqualTo("a");
      assertThat(chunk.getSequence()).isEqualTo(i);
      assertThat(chunk.getLast()).isEqualTo(i == chunks - 1);
      together.write(chunk.getData().array());
    }
    assertThat(together.toByteArray()).isEqualTo(recording);
  }

  @Test
  void aSessionExpectsThePhotosItHas() {
    assertThat(created(session("v", "s", "d")).getSettings().getExpectedPhotos())
        .containsExactly(PhotoKind.selfie, PhotoKind.document);
    assertThat(created(session("v", null, "d")).getSettings().getExpectedPhotos())
        .containsExactly(PhotoKind.document);
    assertThat(created(session("v", null, null)).getSettings().getExpectedPhotos()).isEmpty();
  }

  @Test
  void aSessionIsCreatedWithWhatTheManifestSays() {
    SessionEvent event =
        created(new SessionFiles("a", "v", null, null, VideoMode.live_agent, "fr"));

    assertThat(event.getSessionId()).isEqualTo("a");
    assertThat(event.getType()).isEqualTo(SessionEventType.created);
    assertThat(event.getOccurredAt()).isEqualTo(NOW);
    assertThat(event.getSettings().getVideoMode()).isEqualTo(VideoMode.live_agent);
    assertThat(event.getSettings().getVideoLanguage()).isEqualTo("fr");
    assertThat(event.getSettings().getExpiresAt()).isEqualTo(LATER);
    assertThat(event.getSettings().getPlan()).isEqualTo("enterprise");
  }

  private static SessionEvent created(SessionFiles session) {
    return SessionRecords.created(session, NOW, LATER);
  }

  private static SessionFiles session(String video, String selfie, String document) {
    return new SessionFiles("a", video, selfie, document, VideoMode.self_record, "en");
  }
}
