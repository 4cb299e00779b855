package io.verilock.vkyc.evaluation.data;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * What a folder of labelled data holds. Paths are as the CSV files have them, relative to the
 * folder.
 *
 * @param rows rows of each CSV file that is there, by its name
 */
public record LabelledData(
    Path folder,
    SortedMap<String, Integer> rows,
    List<Pair> pairs,
    List<DocumentPair> documentPairs,
    List<Document> documents,
    List<LivenessPicture> livenessPictures,
    List<LivenessVideo> livenessVideos,
    List<Sentence> speech) {
  /** Two pictures of faces, and whether they are of one person. */
  public record Pair(String a, String b, boolean same, String source) {}

  /** A document's portrait and a selfie, and whether they are of one person. */
  public record DocumentPair(String document, String selfie, boolean same) {}

  /** A picture of a document, and whether a person can see a portrait on it. */
  public record Document(String path, String type, boolean portraitVisible) {}

  /**
   * A picture of a presentation.
   *
   * @param label {@code real}, or the kind of attack
   * @param clip what the frames of one clip share; empty for a single picture
   */
  public record LivenessPicture(
      String path, String label, String identity, String clip, String support, String medium) {}

  /** A recording of a presentation, with a label as that of a picture. */
  public record LivenessVideo(String path, String label, String identity) {}

  /**
   * A recording of somebody who reads a sentence.
   *
   * @param transcript what is said
   */
  public record Sentence(String path, String language, String transcript) {}

  /** The label of bona fide presentations. */
  public static final String BONA_FIDE = "real";
}
