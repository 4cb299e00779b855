package io.verilock.vkyc.models.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a HEIF item says of its colours.
 *
 * @param coding how luma and chroma become red, green and blue, where the file says it
 * @param profile an ICC profile, where there is one
 */
record HeifColours(Optional<Coding> coding, Optional<ByteBuffer> profile) {
  /**
   * How luma and chroma become red, green and blue.
   *
   * @param matrix numbered as in ISO/IEC 23091-2
   */
  record Coding(int matrix, boolean fullRange) {}

  static HeifColours of(HeifItem item) {
    Optional<Coding> coding = Optional.empty();
    Optional<ByteBuffer> profile = Optional.empty();
    for (HeifBox property : item.properties()) {
      if (property.is("colr")) {
        ByteBuffer box = property.read();
        String type = HeifBox.type(box);
        if (type.equals("nclx")) {
          box.getInt(); // primaries and transfer: screens of any kind are taken as sRGB
          coding = Optional.of(new Coding(box.getShort(), box.get() < 0));
        } else if (type.equals("prof") || type.equals("rICC")) {
          profile = Optional.of(box.slice());
        }
      }
    }
    return new HeifColours(coding, profile);
  }

  /** These, and the others where these say nothing. */
  HeifColours orElse(HeifColours others) {
    return new HeifColours(coding.or(others::coding), profile.or(others::profile));
  }

  /** The picture with its profile's colours brought to sRGB. */
  Picture toSrgb(Picture picture) {
    if (profile.isEmpty()) {
      return picture;
    }
    byte[] bytes = new byte[profile.get().remaining()];
    profile.get().duplicate().get(bytes);
    try {
      ICC_Profile icc = ICC_Profile.getInstance(bytes);
      return icc.getColorSpaceType() == ColorSpace.TYPE_RGB ? converted(picture, icc) : picture;
    } catch (IllegalArgumentException | CMMException e) {
      // A damaged profile changes colours a little; the picture is there.
      return picture;
    }
  }

  private static Picture converted(Picture picture, ICC_Profile icc) {
    int width = picture.width();
    int height = picture.height();
    ColorModel colours =
        new ComponentColorModel(
            new ICC_ColorSpace(icc), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
    BufferedImage from =
        new BufferedImage(
            colours,
            Raster.createInterleavedRaster(
                new DataBufferByte(picture.bgr(), picture.bgr().length),
                width,
                height,
                3 * width,
                3,
                new int[] {2, 1, 0},
                null),
            false,
            null);
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    new ColorConvertOp(null).filter(from, to);
    return new Picture(width, height, ((DataBufferByte) to.getRaster().getDataBuffer()).getData());
  }
}
