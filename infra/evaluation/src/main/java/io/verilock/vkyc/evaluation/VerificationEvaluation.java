package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.data.DataReader;
import io.verilock.vkyc.evaluation.data.LabelledData.Pair;
import io.verilock.vkyc.evaluation.metrics.FoldAccuracy;
import io.verilock.vkyc.evaluation.metrics.Separation;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the pictures of labelled pairs. */
final class VerificationEvaluation {
  private static final Pattern LFW_FOLD = Pattern.compile("lfw-view2-fold(\\d{1,3})");
  private static final String DEGRADED_SOURCES = "lfw";

  private final PhotoTemplates photos;
  private final TemplateComparison comparison;
  private final List<String> notes;

  VerificationEvaluation(PhotoTemplates photos, TemplateComparison comparison, List<String> notes) {
    this.photos = photos;
    this.comparison = comparison;
    this.notes = notes;
  }

  /**
   * What came of the pairs.
   *
   * @param bySource the pairs that could be compared, with all of them under {@code all}
   */
  record Outcome(
      SortedMap<String, List<ScoredPair>> bySource,
      SortedMap<String, VerificationFigures> figures,
      FoldAccuracy lfwView2,
      SortedMap<String, DegradedFigures> degraded) {
    /** Nothing to compare. */
    static final Outcome NONE =
        new Outcome(new TreeMap<>(), new TreeMap<>(), null, new TreeMap<>());
  }

  Outcome evaluate(List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return Outcome.NONE;
    }
    Set<String> paths = new HashSet<>();
    pairs.forEach(pair -> paths.addAll(List.of(pair.a(), pair.b())));
    Map<String, PhotoEvidence> templates = photos.of("templates", PhotoKind.selfie, paths);
    SortedMap<String, List<ScoredPair>> bySource = new TreeMap<>();
    SortedMap<String, Integer> unreadable = new TreeMap<>();
    for (Pair pair : pairs) {
      Optional<ScoredPair> compared = compared(pair, templates, templates);
      for (String source : List.of(pair.source(), DataReader.ALL_SOURCES)) {
        bySource
            .computeIfAbsent(source, name -> new ArrayList<>())
            .addAll(compared.stream().toList());
        unreadable.merge(source, compared.isPresent() ? 0 : 1, Integer::sum);
      }
    }
    SortedMap<String, VerificationFigures> figures = new TreeMap<>();
    bySource.forEach(
        (source, compared) ->
            figures.put(
                source, figures("verification." + source, compared, unreadable.get(source))));
    return new Outcome(bySource, figures, lfwView2(bySource), degraded(pairs, templates));
  }

  /** The figures of pairs, with notes of what cannot be had, or means little. */
  VerificationFigures figures(String name, List<ScoredPair> compared, int unreadable) {
    PeopleOfPairs people = PeopleOfPairs.of(compared);
    VerificationFigures figures =
        VerificationFigures.of(compared, unreadable, people.pictures(), people.persons());
    if (figures.genuine() == 0 || figures.impostor() == 0) {
      notes.add(
          "%s: %d genuine and %d impostor pairs; without both, auc, eer and tar cannot be had"
              .formatted(name, figures.genuine(), figures.impostor()));
      return figures;
    }
    if (figures.impostor() < 1000) {
      notes.add(
          "%s: with %d impostor pairs, tar_at_far_1e3 is the share accepted where no impostor is%s"
              .formatted(
                  name,
                  figures.impostor(),
                  figures.impostor() < 100 ? ", and so is tar_at_far_1e2" : ""));
    }
    if (figures.thresholdAtEer() == null) {
      notes.add("%s: threshold_at_eer cannot be had, so many pairs have no face".formatted(name));
    }
    return figures;
  }

  private FoldAccuracy lfwView2(SortedMap<String, List<ScoredPair>> bySource) {
    SortedMap<Integer, Separation> folds = new TreeMap<>();
    bySource.forEach(
        (source, compared) -> {
          Matcher fold = LFW_FOLD.matcher(source);
          if (fold.matches() && !compared.isEmpty()) {
            folds.put(Integer.parseInt(fold.group(1)), ScoredPair.cosines(compared));
          }
        });
    FoldAccuracy accuracy = FoldAccuracy.of(folds);
    if (accuracy == null) {
      notes.add(
          "lfw_view2: there %s; the protocol chooses the threshold on other folds than it counts on"
              .formatted(folds.isEmpty() ? "are no folds" : "is one fold"));
    } else if (folds.size() < 10) {
      notes.add("lfw_view2: %d of the protocol's 10 folds".formatted(folds.size()));
    }
    return accuracy;
  }

  private SortedMap<String, DegradedFigures> degraded(
      List<Pair> pairs, Map<String, PhotoEvidence> templates) {
    List<Pair> chosen =
        pairs.stream().filter(pair -> pair.source().startsWith(DEGRADED_SOURCES)).toList();
    SortedMap<String, DegradedFigures> figures = new TreeMap<>();
    if (chosen.isEmpty()) {
      notes.add("verification_degraded: no pairs of a source that begins with lfw");
      return figures;
    }
    Set<String> seconds = new HashSet<>();
    chosen.forEach(pair -> seconds.add(pair.b()));
    for (Degradation degradation : Degradation.values()) {
      Map<String, PhotoEvidence> worse =
          degradation == Degradation.ORIGINAL
              ? templates
              : photos.of(
                  "pictures made " + degradation.key(), PhotoKind.selfie, seconds, degradation::of);
      List<ScoredPair> compared =
          chosen.stream().flatMap(pair -> compared(pair, templates, worse).stream()).toList();
      Separation cosines = ScoredPair.cosines(compared);
      Separation.Point equal = cosines.equalError();
      figures.put(
          degradation.key(),
          new DegradedFigures(
              degradation.words(),
              compared.size(),
              (int) compared.stream().filter(pair -> pair.cosine() == null).count(),
              equal == null ? null : equal.falseAccepts(),
              cosines.acceptedAt(0.01)));
    }
    return figures;
  }

  private Optional<ScoredPair> compared(
      Pair pair, Map<String, PhotoEvidence> first, Map<String, PhotoEvidence> second) {
    PhotoEvidence a = first.get(pair.a());
    PhotoEvidence b = second.get(pair.b());
    return a == null || b == null
        ? Optional.empty()
        : Optional.of(comparison.compare(pair.a(), a, pair.b(), b, pair.same()));
  }
}
