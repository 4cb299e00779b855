package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.Samples.DocumentSample;
import io.verilock.vkyc.evaluation.data.LabelledData.Document;
import io.verilock.vkyc.evaluation.data.LabelledData.DocumentPair;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for portraits on documents, and compares them with selfies. */
final class DocumentEvaluation {
  private final PhotoTemplates templates;
  private final TemplateComparison comparison;
  private final VerificationEvaluation verification;

  DocumentEvaluation(
      PhotoTemplates templates,
      TemplateComparison comparison,
      VerificationEvaluation verification) {
    this.templates = templates;
    this.comparison = comparison;
    this.verification = verification;
  }

  /**
   * What came of the documents.
   *
   * @param figures null where there are no documents
   * @param pairs that could be compared
   * @param missed pages on which a person sees a portrait and the analysis does not
   */
  record Outcome(
      DocumentFigures figures,
      List<ScoredPair> pairs,
      List<DocumentSample> samples,
      List<String> missed) {}

  Outcome evaluate(List<Document> documents, List<DocumentPair> pairs) {
    if (documents.isEmpty() && pairs.isEmpty()) {
      return new Outcome(null, List.of(), List.of(), List.of());
    }
    Set<String> pages = new HashSet<>();
    Set<String> selfies = new HashSet<>();
    documents.forEach(document -> pages.add(document.path()));
    pairs.forEach(
        pair -> {
          pages.add(pair.document());
          selfies.add(pair.selfie());
        });
    Map<String, PhotoEvidence> portraits = templates.of("documents", PhotoKind.document, pages);
    Map<String, PhotoEvidence> faces = templates.of("selfies", PhotoKind.selfie, selfies);
    List<ScoredPair> compared = new ArrayList<>();
    List<DocumentSample> samples = new ArrayList<>();
    for (DocumentPair pair : pairs) {
      PhotoEvidence portrait = portraits.get(pair.document());
      PhotoEvidence face = faces.get(pair.selfie());
      if (portrait != null && face != null) {
        ScoredPair scored =
            comparison.compare(pair.document(), portrait, pair.selfie(), face, pair.same());
        compared.add(scored);
        samples.add(sample(scored, portrait, face));
      }
    }
    VerificationFigures match =
        pairs.isEmpty()
            ? null
            : verification.figures("documents.match", compared, pairs.size() - compared.size());
    List<String> missed =
        documents.stream()
            .filter(
                document -> document.portraitVisible() && portraits.containsKey(document.path()))
            .map(Document::path)
            .filter(path -> portraits.get(path).template() == null)
            .toList();
    return new Outcome(figures(documents, portraits, match), compared, samples, missed);
  }

  private static DocumentFigures figures(
      List<Document> documents, Map<String, PhotoEvidence> portraits, VerificationFigures match) {
    int visible = 0;
    int found = 0;
    int none = 0;
    int foundWhereNone = 0;
    for (Document document : documents) {
      PhotoEvidence portrait = portraits.get(document.path());
      if (portrait == null) {
        continue;
      }
      int here = portrait.template() == null ? 0 : 1;
      if (document.portraitVisible()) {
        visible++;
        found += here;
      } else {
        none++;
        foundWhereNone += here;
      }
    }
    int pages = visible + none;
    return new DocumentFigures(
        pages,
        documents.size() - pages,
        visible,
        found,
        visible - found,
        none,
        foundWhereNone,
        match);
  }

  private static DocumentSample sample(
      ScoredPair pair, PhotoEvidence portrait, PhotoEvidence face) {
    String reason = null;
    if (portrait.template() == null) {
      reason = portrait.reason().code();
    } else if (face.template() == null) {
      reason = face.reason().code();
    }
    return new DocumentSample(pair.a(), pair.b(), pair.same(), pair.cosine(), pair.score(), reason);
  }
}
