package io.verilock.vkyc.models.pack;

/**
 * One file of a pack, as its manifest names it.
 *
 * @param task what the model is for, unique in the pack, such as {@code face_embedder}
 * @param file path below a folder of packs, such as {@code face/yunet_s_dynamic.onnx}
 * @param licence of the weights
 * @param repository where the weights come from
 * @param commit of that repository
 * @param path in that repository
 * @param url where the file itself can be had; null where it is made from something else
 * @param sha256 of the file, in lower-case hexadecimal digits
 * @param bytes length of the file
 * @param input what the network takes
 * @param output what the network gives
 */
public record ModelFile(
    String task,
    String file,
    String licence,
    String repository,
    String commit,
    String path,
    String url,
    String sha256,
    long bytes,
    String input,
    String output) {
  /** Digits of the checksum that name a model where people read it. */
  private static final int SHORT_CHECKSUM = 12;

  /** Refuses what would lead outside a folder of packs or could not be checked. */
  public ModelFile {
    if (file.startsWith("/") || file.contains("..")) {
      throw new IllegalArgumentException("a model's file lies below its pack: " + file);
    }
    if (!sha256.matches("[0-9a-f]{64}") || bytes < 1) {
      throw new IllegalArgumentException("a model needs a SHA-256 and a length: " + file);
    }
  }

  /** The name a result records: {@code pack/file@first 12 digits of its SHA-256}. */
  public String version(String pack) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return pack + "/" + name + "@" + sha256.substring(0, SHORT_CHECKSUM);
  }
}
