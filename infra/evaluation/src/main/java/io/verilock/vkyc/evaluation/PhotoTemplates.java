package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.vision.PhotoAnalyser;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Makes the templates of photos as the job does. */
final class PhotoTemplates {
  private final PhotoAnalyser analyser;
  private final Gallery gallery;
  private final Stages stages;

  PhotoTemplates(PhotoAnalyser analyser, Gallery gallery, Stages stages) {
    this.analyser = analyser;
    this.gallery = gallery;
    this.stages = stages;
  }

  /** What came of each photo that can be read, by path; each is looked at once. */
  Map<String, PhotoEvidence> of(String task, PhotoKind kind, Set<String> paths) {
    return of(task, kind, paths, picture -> picture);
  }

  /** The same for photos that are changed first. */
  Map<String, PhotoEvidence> of(
      String task, PhotoKind kind, Set<String> paths, UnaryOperator<Picture> change) {
    Map<String, PhotoEvidence> templates = new TreeMap<>();
    stages
        .each(
            task,
            " pictures",
            List.copyOf(new TreeSet<>(paths)),
            path ->
                gallery
                    .picture(path)
                    .map(picture -> analyser.analyse(kind, change.apply(picture)).evidence())
                    .map(evidence -> Map.entry(path, evidence)))
        .forEach(
            template ->
                template.ifPresent(entry -> templates.put(entry.getKey(), entry.getValue())));
    return templates;
  }
}
