package io.verilock.vkyc.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
  private static final String HEADER =
      "session_id,video,selfie,document,video_mode,video_language\n";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("people.csv");
  }

  @Test
  void everyColumnIsRead() throws Exception {
    write(HEADER + "anna-1,videos/anna.webm,a.jpg,../d.png,live_agent,fr\n");

    assertThat(ManifestReader.read(file))
        .containsExactly(
            new SessionFiles(
                "anna-1",
                folder.resolve("videos/anna.webm").toString(),
                folder.resolve("a.jpg").toString(),
                folder.resolveSibling("d.png").toString(),
                VideoMode.live_agent,
                "fr"));
  }

  @Test
  void allButTheFirstTwoColumnsMayBeMissing() throws Exception {
    write("session_id,video\nanna,anna.webm\n");

    assertThat(ManifestReader.read(file)).containsExactly(session("anna"));
  }

  @Test
  void allButTheFirstTwoCellsMayBeEmpty() throws Exception {
    write(HEADER + "anna,anna.webm,,,,\n");

    assertThat(ManifestReader.read(file)).containsExactly(session("anna"));
  }

  @Test
  void whatSpreadsheetsWriteIsRead() throws Exception {
    write("\uFEFFsession_id;video\n".replace(';', ',') + "anna,anna.webm\r\n\r\n bea , bea.webm ");

    assertThat(ManifestReader.read(file)).containsExactly(session("anna"), session("bea"));
  }

  @Test
  void columnsComeInAnyOrderAndCellsMayBeQuoted() throws Exception {
    write("video,session_id\n\"a, \"\"b\"\".webm\",anna\n");

    assertThat(ManifestReader.read(file))
        .extracting(SessionFiles::video)
        .containsExactly(folder.resolve("a, \"b\".webm").toString());
  }

  @Test
  void anAbsolutePathStaysOne() throws Exception {
    write("session_id,video\nanna,/videos/anna.webm\n");

    assertThat(ManifestReader.read(file))
        .extracting(SessionFiles::video)
        .containsExactly("/videos/anna.webm");
  }

  @Test
  void aMissingFileIsNamed() {
    assertProblem("FILE: there is no such file");
  }

  @Test
  void aFolderIsNoManifest() {
    file = folder;

    assertProblem("FILE: it cannot be read: Is a directory");
  }

  @Test
  void otherEncodingsAreNamed() throws Exception {
    Files.write(file, "session_id,video\nJürgen,j.webm\n".getBytes(StandardCharsets.ISO_8859_1));

    assertProblem("FILE: it is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void anEmptyFileLacksItsColumns() throws Exception {
    write("");

    assertProblem(
        "FILE:1: the column 'session_id' is missing; name it in the first line",
        "FILE:1: the column 'video' is missing; name it in the first line");
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    write("session_id,selfie\nanna,a.jpg\n");

    assertProblem("FILE:1: the column 'video' is missing; name it in the first line");
  }

  @Test
  void anUnknownColumnIsNamed() throws Exception {
    write("session_id,video,selfy\nanna,a.webm,a.jpg\n");

    assertProblem(
        "FILE:1: unknown column 'selfy'; the columns are"
            + " session_id,video,selfie,document,video_mode,video_language");
  }

  @Test
  void aColumnNamedTwiceIsNamed() throws Exception {
    write("session_id,video,video\nanna,a.webm,b.webm\n");

    assertProblem("FILE:1: the column 'video' stands there twice; name each once");
  }

  @Test
  void aManifestWithoutSessionsIsNamed() throws Exception {
    write(HEADER);

    assertProblem("FILE:1: no sessions; add a row for each under the header");
  }

  @Test
  void aRowOfAnotherLengthIsNamed() throws Exception {
    write("session_id,video\nanna,a.webm,b.webm\n");

    assertProblem("FILE:2: 3 cells where the header has 2; quote cells that hold commas");
  }

  @Test
  void anUnusableSessionIdIsNamed() throws Exception {
    write("session_id,video\n../up,a.webm\n");

    assertProblem(
        "FILE:2: session_id '../up' is not 1 to 128 characters of A-Z a-z 0-9 . _ - with no dot"
            + " in front; rename it");
  }

  @Test
  void aSessionIdThatStandsTwiceIsNamedWithBothLines() throws Exception {
    write("session_id,video\nanna,a.webm\nbea,b.webm\nanna,c.webm\n");

    assertProblem("FILE:4: session_id 'anna' stands in line 2 too; give each session its own");
  }

  @Test
  void theLastLineMayEndWithTheFile() throws Exception {
    write("session_id,video\nanna,a.webm\nanna,c.webm");

    assertProblem("FILE:3: session_id 'anna' stands in line 2 too; give each session its own");
  }

  @Test
  void emptyLinesAndLinesInQuotesCount() throws Exception {
    write("session_id,video\n\n\"anna\",\"a\nb.webm\"\n\nbea,\n");

    assertProblem("FILE:6: video is empty; name the recording");
  }

  @Test
  void anUnknownModeIsNamed() throws Exception {
    write(HEADER + "anna,a.webm,,,live,\n");

    assertProblem("FILE:2: video_mode 'live' is neither self_record nor live_agent");
  }

  @Test
  void anUnknownLanguageIsNamed() throws Exception {
    write(HEADER + "anna,a.webm,,,,it\n");

    assertProblem("FILE:2: video_language 'it' is none of en, es, fr, de, pt");
  }

  @Test
  void brokenQuotesAreNamed() throws Exception {
    write("session_id,video\nanna,\"a.webm\"x\n");

    assertThatThrownBy(() -> ManifestReader.read(file))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith(file + ": it cannot be read: ")
        .hasMessageContaining("line: 2");
  }

  @Test
  void allProblemsAreNamedAtOnce() throws Exception {
    write(HEADER + "anna,,,,live,it\nbea,b.webm,,,,\n.c,c.webm,,,,\n");

    assertProblem(
        "FILE:2: video is empty; name the recording",
        "FILE:2: video_mode 'live' is neither self_record nor live_agent",
        "FILE:2: video_language 'it' is none of en, es, fr, de, pt",
        "FILE:4: session_id '.c' is not 1 to 128 characters of A-Z a-z 0-9 . _ - with no dot in"
            + " front; rename it");
  }

  @Test
  void ofManyProblemsTheFirstTwentyAreNamed() throws Exception {
    StringBuilder rows = new StringBuilder("session_id,video\n");
    for (int row = 0; row < 25; row++) {
      rows.append("s").append(row).append(",\n");
    }
    write(rows.toString());

    assertThatThrownBy(() -> ManifestReader.read(file))
        .message()
        .satisfies(
            message -> {
              assertThat(message.split("\n")).hasSize(21);
              assertThat(message)
                  .contains(file + ":21: video is empty")
                  .doesNotContain(file + ":22: ")
                  .endsWith("\n      and 5 more problems");
            });
  }

  private SessionFiles session(String sessionId) {
    String video = folder.resolve(sessionId + ".webm").toString();
    return new SessionFiles(sessionId, video, null, null, VideoMode.self_record, "en");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private void assertProblem(String... problems) {
    assertThatThrownBy(() -> ManifestReader.read(file))
        .isInstanceOf(ManifestException.class)
        .hasMessage(String.join("\n      ", problems).replace("FILE", file.toString()));
  }
}
