package io.verilock.vkyc.models.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFormatTest {
  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7 and so on, a PDF",
    "II*~        , a TIFF or raw camera file",
    "BM~~~~~~~~~~~~, a BMP",
    "~~~~JXL ^|~~~~, a JPEG XL file",
    "~~~~jP  ^|~~~~, a JPEG 2000 file",
    "'  <!DOCTYPE html><p>', an HTML page",
    "<svg xmlns='x'/>, an SVG drawing",
    "<?xml version='1.0'?><svg/>, an SVG drawing",
    "~~~~ftypisom~~~~mp42, an MP4 video",
    "~~~~ftypqt  ~~~~qt  , a QuickTime video",
    "~~~~~~~~~~~~~, a file of an unknown format",
    "no photo today, a text",
    "'', an empty file"
  })
  void saysWhatCameInPlaceOfAPhoto(String bytes, String named) {
    byte[] photo =
        bytes
            .replace('~', '\0')
            .replace('^', '\r')
            .replace('|', '\n')
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> new PhotoReader(PhotoLimits.DEFAULT).read(photo))
        .isInstanceOf(PhotoException.class)
        .hasMessage(named + " cannot be read as a photo: send JPEG, PNG, WebP, HEIC, AVIF or GIF");
  }
}
