package io.verilock.vkyc.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureBytesTest {
  @ParameterizedTest
  @CsvSource({
    "\u00ff\u00d8\u00ff, a JPEG, true",
    "\u0089PNG, a PNG, true",
    "RIFF~~~~WEBP, a WebP, true",
    "GIF89a, a GIF, true",
    "~~~\u0018ftypheic~~~~mif1heic, a HEIC, true",
    "~~~\u0018ftypmif1~~~~mif1heic, a HEIC, true",
    "~~~\u001cftypavif~~~~avifmif1miaf, an AVIF, true",
    "~~~\u0018ftypmif1~~~~avifmif1, an AVIF, true",
    "~~~\u0018ftypisom~~~~isommp42, an MP4 video, false",
    "~~~\u0014ftypisom~~~~isomheic, an MP4 video, false",
    "%PDF-1.7, a PDF, false",
    "II*~, a TIFF or raw camera file, false",
    "hello, of a format that is not known, false",
    "'', of a format that is not known, false"
  })
  void tellsAPictureByItsFirstBytes(String start, String name, boolean isRead) {
    byte[] bytes = start.replace('~', '\0').getBytes(StandardCharsets.ISO_8859_1);

    assertThat(PictureBytes.of(bytes)).isEqualTo(new PictureBytes(name, isRead));
  }
}
