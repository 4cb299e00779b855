package io.verilock.vkyc.models.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.webp.WebpRiffHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Reads how a photo's camera was held. Only the EXIF part of a file is opened: other parts, such as
 * compressed text, could be made to fill the memory.
 */
final class ExifOrientation {
  private ExifOrientation() {}

  /** The orientation, upright where the photo does not say or says it unreadably. */
  static Orientation of(byte[] photo, PhotoFormat format) {
    try {
      Metadata metadata =
          switch (format) {
            case JPEG ->
                JpegMetadataReader.readMetadata(
                    new ByteArrayInputStream(photo), List.of(new ExifReader()));
            case PNG -> ofPng(photo);
            case WEBP -> ofWebp(photo);
            case GIF, HEIC, AVIF -> new Metadata();
          };
      ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer number =
          directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return number == null ? Orientation.UPRIGHT : Orientation.ofExif(number);
    } catch (ImageProcessingException | IOException e) {
      // The pixels may well be whole, and the detector says whether a face stands in them.
      return Orientation.UPRIGHT;
    }
  }

  private static Metadata ofPng(byte[] photo) throws ImageProcessingException, IOException {
    Metadata metadata = new Metadata();
    for (PngChunk chunk :
        new PngChunkReader().extract(new MetadataInput(photo), Set.of(PngChunkType.eXIf))) {
      new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
    }
    return metadata;
  }

  private static Metadata ofWebp(byte[] photo) throws ImageProcessingException, IOException {
    Metadata metadata = new Metadata();
    new RiffReader().processRiff(new MetadataInput(photo), new WebpRiffHandler(metadata));
    return metadata;
  }
}
