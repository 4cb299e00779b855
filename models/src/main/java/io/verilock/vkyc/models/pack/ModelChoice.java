package io.verilock.vkyc.models.pack;

/**
 * Which models a program wants.
 *
 * @param pack name of the pack, or {@link Packs#DEFAULT}
 * @param dictation name of the dictation beside it, or {@link Dictations#NONE}
 */
public record ModelChoice(String pack, String dictation) {
  /** A pack without dictation. */
  public static ModelChoice ofPack(String pack) {
    return new ModelChoice(pack, Dictations.NONE);
  }
}
