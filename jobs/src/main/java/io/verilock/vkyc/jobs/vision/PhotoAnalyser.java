package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.StillEmbedder;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.List;
import java.util.Optional;

/** Makes the template of a selfie's face or of a document's portrait. */
public final class PhotoAnalyser {
  private final ModelSet models;
  private final StillEmbedder embedder;

  public PhotoAnalyser(ModelSet models) {
    this.models = models;
    this.embedder = new StillEmbedder(models.embedder());
  }

  /** The photo's template, or the reason why there is none. */
  public PhotoEvidence analyse(PhotoKind kind, Picture picture) {
    Reason none = kind == PhotoKind.selfie ? Reason.SELFIE_NO_FACE : Reason.DOCUMENT_NO_FACE;
    return template(picture)
        .map(values -> new PhotoEvidence(kind, values, null))
        .orElseGet(() -> new PhotoEvidence(kind, null, none));
  }

  /** The template of the largest face; a picture without one is turned until it has one. */
  private Optional<float[]> template(Picture picture) {
    for (int quarterTurns = 0; quarterTurns < 4; quarterTurns++) {
      Picture turned = Pictures.rotated(picture, quarterTurns);
      List<DetectedFace> faces = models.detector().detect(turned);
      if (!faces.isEmpty()) {
        return models
            .aligner()
            .align(turned, faces.get(0))
            .map(alignment -> embedder.embed(turned, alignment));
      }
    }
    return Optional.empty();
  }
}
