package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1A45DFA3 88 4282 84 7765626D 00",
        "1A45DFA3 01FFFFFFFFFFFFFF 42868101 4282847765626D"
      })
  void webmByItsDocumentType(String header) throws MediaException {
    assertThat(Container.of(hex(header))).isEqualTo(new Container("webm", "matroska"));
  }

  @Test
  void matroskaByItsDocumentTypePadded() throws MediaException {
    assertThat(Container.of(hex("1A45DFA3 8D 4282 8A 6D6174726F736B61 0000")).name())
        .isEqualTo("matroska");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1A45DFA3",
        "1A45DFA3 84",
        "1A45DFA3 84 4282",
        "1A45DFA3 88 4282 FF 7765",
        "1A45DFA3 00 00",
        "1A45DFA3 85 4286 8101"
      })
  void anEbmlHeaderWithoutADocumentTypeIsDamaged(String header) {
    assertThatThrownBy(() -> Container.of(hex(header)))
        .isInstanceOfSatisfying(
            MediaException.class,
            failure -> assertThat(failure.code()).isEqualTo(MediaError.CONTAINER_DAMAGED));
  }

  @ParameterizedTest
  @CsvSource({
    "....ftypisom, mp4",
    "'....ftypqt  ', quicktime",
    "....styp...., mp4",
    "....moov...., mp4",
    "....mdat...., mp4",
    "....free...., mp4",
    "....ftyp, mp4"
  })
  void mp4ByItsFirstBox(String head, String name) throws MediaException {
    assertThat(Container.of(head.getBytes(StandardCharsets.ISO_8859_1)).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "OggS...., Ogg",
    "RIFF....WAVE, WAV",
    "FLV....., FLV",
    "GIF89a.., GIF picture",
    "%PDF-1.7, PDF",
    "<!DOCTYPE html>, markup",
    "ID3....., MP3",
    "G......., MPEG transport stream",
    "....ftypavif, HEIF or AVIF picture",
    "hello world, an unknown format",
    "x, an unknown format"
  })
  void otherFormatsAreNamed(String head, String seen) {
    assertThatThrownBy(() -> Container.of(head.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOfSatisfying(
            MediaException.class,
            failure -> assertThat(failure.code()).isEqualTo(MediaError.CONTAINER_NOT_SUPPORTED))
        .hasMessageEndingWith(seen);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
