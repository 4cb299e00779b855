package io.verilock.vkyc.models.pack;

/**
 * Which models a program wants.
 *
 * @param pack name of the pack, or {@link Packs#DEFAULT}
 * @param dictation name of the dictation beside it, or {@link Dictations#NONE}
 * @param phrases whether phrases are to be checked, in the languages that can be had
 */
public record ModelChoice(String pack, String dictation, boolean phrases) {
  /** A pack with all that stands beside it. */
  public ModelChoice(String pack, String dictation) {
    this(pack, dictation, true);
  }

  /** A pack alone. */
  public static ModelChoice ofPack(String pack) {
    return new ModelChoice(pack, Dictations.NONE, false);
  }
}
