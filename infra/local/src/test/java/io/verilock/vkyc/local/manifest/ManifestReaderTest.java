package io.verilock.vkyc.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    assertThat(ManifestReader.read(file).sessions())
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

    assertThat(ManifestReader.read(file).sessions()).containsExactly(session("anna"));
  }

  @Test
  void allButTheFirstTwoCellsMayBeEmpty() throws Exception {
    write(HEADER + "anna,anna.webm,,,,\n");

    assertThat(ManifestReader.read(file).sessions()).containsExactly(session("anna"));
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t'})
  void aSpreadsheetWithAByteOrderMarkAndItsOwnSeparatorIsRead(char separator) throws Exception {
    write(
        """
        \uFEFFsession_id,video,selfie,document,video_mode,video_language
        s-001,face.webm,selfie.jpg,,self_record,en
        s-002,cut.webm,other.jpg,,self_record,de
        """
            .replace(',', separator)
            .replace("\n", "\r\n"));

    assertThat(ManifestReader.read(file))
        .isEqualTo(
            new Manifest(
                List.of(
                    session("s-001", "face.webm", "selfie.jpg", "en"),
                    session("s-002", "cut.webm", "other.jpg", "de")),
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t'})
  void rowsThatASpreadsheetLeftEmptyAreSkipped(char separator) throws Exception {
    write(
        """
        session_id,video,selfie,document,video_mode,video_language
        s-001,face.webm,selfie.jpg,,self_record,en
        ,,,,,
        s-002,cut.webm,other.jpg,,self_record,de
        ,,,,,
        ,,\u00a0,"",,
        ,,,,,,,,

        """
            .replace(',', separator)
            .replace("\n", "\r\n"));

    assertThat(ManifestReader.read(file).sessions())
        .containsExactly(
            session("s-001", "face.webm", "selfie.jpg", "en"),
            session("s-002", "cut.webm", "other.jpg", "de"));
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t'})
  void columnsAreKnownInAnyCaseAndWithBlanksOrHyphens(char separator) throws Exception {
    write(
        """
        Session_ID , Video,selfie ,document,VIDEO-MODE,Video Language
        s-001,face.webm,selfie.jpg,,self_record,en
        s-002,cut.webm,other.jpg,,self_record,de
        """
            .replace(',', separator));

    assertThat(ManifestReader.read(file))
        .isEqualTo(
            new Manifest(
                List.of(
                    session("s-001", "face.webm", "selfie.jpg", "en"),
                    session("s-002", "cut.webm", "other.jpg", "de")),
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t'})
  void furtherColumnsAreIgnoredAndNamed(char separator) throws Exception {
    write(
        ("video,Notes,session_id,selfie,\"first, last; or\tboth\"\n"
                + "face.webm,\"a, b \"\"c\"\"\",s-004,selfie.jpg,Bea\n")
            .replaceAll(",(?! )", String.valueOf(separator)));

    assertThat(ManifestReader.read(file))
        .isEqualTo(
            new Manifest(
                List.of(session("s-004", "face.webm", "selfie.jpg", "en")),
                List.of("Notes", "first, last; or\tboth")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void noRowIsLost(String lineBreak) throws Exception {
    for (char separator : new char[] {',', ';', '\t'}) {
      List<String> ids = IntStream.range(0, 500).mapToObj(row -> "s" + row).toList();
      String rows =
          ids.stream().map(id -> id + separator + "v.webm").collect(Collectors.joining(lineBreak));
      write("session_id" + separator + "video" + lineBreak + rows);

      assertThat(ManifestReader.read(file).sessions())
          .extracting(SessionFiles::sessionId)
          .isEqualTo(ids);
    }
  }

  @Test
  void columnsComeInAnyOrderAndCellsMayBeQuoted() throws Exception {
    write("video,session_id\n\"a, \"\"b\"\".webm\",anna\n");

    assertThat(ManifestReader.read(file).sessions())
        .extracting(SessionFiles::video)
        .containsExactly(folder.resolve("a, \"b\".webm").toString());
  }

  @Test
  void anAbsolutePathStaysOne() throws Exception {
    write("session_id,video\nanna,/videos/anna.webm\n");

    assertThat(ManifestReader.read(file).sessions())
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

    assertProblem("FILE:2: bytes that are not UTF-8 text; save the file as UTF-8");
  }

  @Test
  void anEmptyFileLacksItsColumns() throws Exception {
    write("");

    assertProblem(
        "FILE:1: the column 'session_id' is missing; name it in the header, which is empty",
        "FILE:1: the column 'video' is missing; name it in the header, which is empty");
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    write("session_id,selfie\nanna,a.jpg\n");

    assertProblem(
        "FILE:1: the column 'video' is missing; name it in the header, which split at"
            + " commas has: session_id, selfie");
  }

  @Test
  void aColumnThatIsNearlyOneIsNotIgnored() throws Exception {
    write("sesion_id,Video,selfi,note\nanna,a.webm,a.jpg,\nbea,,b.jpg,\n");

    assertProblem(
        "FILE:1: there is no column 'sesion_id'; did you mean session_id? Rename it or leave it"
            + " out",
        "FILE:1: there is no column 'selfi'; did you mean selfie? Rename it or leave it out",
        "FILE:3: video is empty; name the recording");
  }

  @Test
  void aColumnNamedTwiceIsNamed() throws Exception {
    write("session_id,video,video\nanna,a.webm,b.webm\n");

    assertProblem("FILE:1: columns 2 and 3 are both 'video'; name each once");
  }

  @Test
  void aManifestWithoutSessionsIsNamed() throws Exception {
    write(HEADER);

    assertProblem("FILE: no sessions; add a row for each under the header");
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

    assertProblem(
        "FILE:2: video_mode 'live' is neither self_record nor live_agent; write one of them, or nothing for self_record");
  }

  @Test
  void anUnknownLanguageIsNamed() throws Exception {
    write(HEADER + "anna,a.webm,,,,it\n");

    assertProblem(
        "FILE:2: video_language 'it' is none of en, es, fr, de, pt; write one of them, or nothing for en");
  }

  @Test
  void brokenQuotesAreNamed() throws Exception {
    write("session_id,video\nanna,\"a.webm\"x\n");

    assertProblem(
        "FILE:2: quotes do not fit from here on; end each, and write one inside a cell as two");
  }

  @Test
  void allProblemsAreNamedAtOnce() throws Exception {
    write(HEADER + "anna,,,,live,it\nbea,b.webm,,,,\n.c,c.webm,,,,\n");

    assertProblem(
        "FILE:2: video is empty; name the recording",
        "FILE:2: video_mode 'live' is neither self_record nor live_agent; write one of them, or nothing for self_record",
        "FILE:2: video_language 'it' is none of en, es, fr, de, pt; write one of them, or nothing for en",
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

  private SessionFiles session(String sessionId, String video, String selfie, String language) {
    return new SessionFiles(
        sessionId,
        folder.resolve(video).toString(),
        folder.resolve(selfie).toString(),
        null,
        VideoMode.self_record,
        language);
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
