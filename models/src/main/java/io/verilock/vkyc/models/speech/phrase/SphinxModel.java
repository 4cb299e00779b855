package io.verilock.vkyc.models.speech.phrase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The sounds of a language and how its words are pronounced.
 *
 * @param language as two letters
 * @param definition which sounds there are
 * @param means of the sounds
 * @param variances of the sounds
 * @param transitions how long they last
 * @param weights of the mixtures
 * @param band of the sound that the model was made with
 * @param dictionaries words with their sounds, one a line; a word may be in several
 */
public record SphinxModel(
    String language,
    Path definition,
    Path means,
    Path variances,
    Path transitions,
    Weights weights,
    Band band,
    List<Path> dictionaries) {
  /** Copies what it is given. */
  public SphinxModel {
    dictionaries = List.copyOf(dictionaries);
  }

  /** The file of the mixtures' weights, in one of two forms. */
  public record Weights(Form form, Path file) {
    /** Forms of the file. */
    public enum Form {
      /** Numbers. */
      MIXTURES,
      /** Packed; the streams of the features are apart. */
      PACKED
    }

    private List<String> arguments() {
      return switch (form) {
        case MIXTURES -> List.of("-mixw", file.toString());
        case PACKED -> List.of("-sendump", file.toString(), "-svspec", "0-12/13-25/26-38");
      };
    }
  }

  /** What of the sound's spectrum a model knows. */
  public enum Band {
    /** Of recordings, 130 to 6800 Hz. */
    WIDE(6800, 25),
    /** Of telephones, 130 to 3700 Hz. */
    TELEPHONE(3700, 20);

    private final int upper;
    private final int filters;

    Band(int upper, int filters) {
      this.upper = upper;
      this.filters = filters;
    }
  }

  /**
   * Looks whether the files are there: the library ends the whole process over some that are not.
   *
   * @throws IOException if one is not
   */
  void check() throws IOException {
    for (Path file : List.of(definition, means, variances, transitions, weights.file())) {
      if (!Files.isReadable(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
  }

  /** What the library is told of the model. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(weights.arguments());
    Collections.addAll(
        arguments,
        "-mdef",
        definition.toString(),
        "-mean",
        means.toString(),
        "-var",
        variances.toString(),
        "-tmat",
        transitions.toString(),
        "-lowerf",
        "130",
        "-upperf",
        Integer.toString(band.upper),
        "-nfilt",
        Integer.toString(band.filters),
        "-transform",
        "dct",
        "-lifter",
        "22",
        "-feat",
        "1s_c_d_dd",
        "-agc",
        "none",
        "-varnorm",
        "no");
    return arguments;
  }
}
