package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.report.InlineImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The worst of the errors, as pictures: what went wrong is seen sooner than read. */
final class Failures {
  private static final int SHOWN = 12;

  private final Gallery gallery;

  Failures(Gallery gallery) {
    this.gallery = gallery;
  }

  /**
   * One kind of error.
   *
   * @param all how many there are, of which the worst are shown
   */
  public record Group(String title, String words, int all, List<Failure> shown) {}

  /**
   * One error.
   *
   * @param images data URIs
   */
  public record Failure(List<String> images, String caption) {}

  /** Every kind of error of which there is one. */
  List<Group> groups(
      Collection<ScoredPair> pairs,
      Collection<ScoredPair> documentPairs,
      List<String> missedPortraits,
      List<JudgedClip> clips) {
    List<Group> groups = new ArrayList<>();
    groups.add(falseMatches("False matches", "two persons taken for one", pairs));
    groups.add(falseNonMatches("False non-matches", "one person taken for two", pairs));
    groups.add(withoutFace(pairs));
    groups.add(
        falseMatches("Documents: false matches", "another person's portrait", documentPairs));
    groups.add(
        falseNonMatches(
            "Documents: false non-matches", "the person's own portrait", documentPairs));
    groups.add(
        group(
            "Documents: no portrait found",
            "where a person sees one",
            missedPortraits,
            path -> failure(path, List.of(path))));
    groups.add(
        group(
            "Attacks accepted",
            "clips of attacks with a liveness of 50 or more, the highest first",
            sorted(
                clips,
                clip -> clip.species() != null && accepted(clip),
                Comparator.comparing(JudgedClip::liveness).reversed()),
            clip -> failure(clip, clip.species())));
    groups.add(
        group(
            "People rejected",
            "bona fide clips with a liveness below 50 or none, the lowest first",
            sorted(
                clips,
                clip -> clip.species() == null && !accepted(clip),
                Comparator.comparing(
                    JudgedClip::liveness, Comparator.nullsFirst(Comparator.naturalOrder()))),
            clip -> failure(clip, clip.label())));
    groups.removeIf(group -> group.shown().isEmpty());
    return groups;
  }

  private Group falseMatches(String title, String words, Collection<ScoredPair> pairs) {
    return group(
        title,
        words + ", the most alike first",
        sorted(
            pairs,
            pair ->
                !pair.same() && pair.score() != null && pair.score() >= Rates.OPERATING_THRESHOLD,
            Comparator.comparing(ScoredPair::cosine).reversed()),
        this::failure);
  }

  private Group falseNonMatches(String title, String words, Collection<ScoredPair> pairs) {
    return group(
        title,
        words + ", the least alike first",
        sorted(
            pairs,
            pair -> pair.same() && pair.score() != null && pair.score() < Rates.OPERATING_THRESHOLD,
            Comparator.comparing(ScoredPair::cosine)),
        this::failure);
  }

  private Group withoutFace(Collection<ScoredPair> pairs) {
    return group(
        "No face found",
        "pairs of which a picture has no face that can be compared",
        sorted(pairs, pair -> pair.cosine() == null, Comparator.comparing(ScoredPair::a)),
        this::failure);
  }

  private static boolean accepted(JudgedClip clip) {
    return clip.liveness() != null && clip.liveness() >= Rates.OPERATING_THRESHOLD;
  }

  private static <T> List<T> sorted(
      Collection<T> things, Predicate<T> wrong, Comparator<T> worstFirst) {
    return things.stream().filter(wrong).sorted(worstFirst).toList();
  }

  /** Draws one error. */
  private interface Drawing<T> {
    Failure of(T thing);
  }

  private static <T> Group group(String title, String words, List<T> all, Drawing<T> drawing) {
    return new Group(title, words, all.size(), all.stream().limit(SHOWN).map(drawing::of).toList());
  }

  private Failure failure(ScoredPair pair) {
    String caption =
        pair.score() == null
            ? "no score"
            : String.format(Locale.ROOT, "score %.0f, cosine %.2f", pair.score(), pair.cosine());
    return failure(caption, List.of(pair.a(), pair.b()));
  }

  private Failure failure(String caption, List<String> paths) {
    return new Failure(
        paths.stream()
            .flatMap(path -> gallery.picture(path).stream())
            .map(picture -> InlineImage.jpeg(Thumbnails.small(picture)))
            .toList(),
        caption);
  }

  private static Failure failure(JudgedClip clip, String what) {
    String score =
        clip.liveness() == null
            ? "no score"
            : String.format(Locale.ROOT, "liveness %.0f", clip.liveness());
    return new Failure(
        List.of(InlineImage.jpeg(clip.thumbnail())), "%s, %s".formatted(what, score));
  }
}
