package io.verilock.vkyc.models.image;

/** How pictures inside HEIF files are coded. */
enum StillCodec {
  HEVC("hvc1", "hvcC", "hevc"),
  AV1("av01", "av1C", "libaom-av1");

  private final String itemType;
  private final String configuration;
  private final String decoder;

  StillCodec(String itemType, String configuration, String decoder) {
    this.itemType = itemType;
    this.configuration = configuration;
    this.decoder = decoder;
  }

  String itemType() {
    return itemType;
  }

  /** The property that holds the decoder's settings. */
  String configuration() {
    return configuration;
  }

  /** libav's name of the decoder. */
  String decoder() {
    return decoder;
  }
}
