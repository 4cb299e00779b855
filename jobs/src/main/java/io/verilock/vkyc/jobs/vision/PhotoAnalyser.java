package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.schemas.PhotoKind;

/** Makes the template of a selfie's face or of a document's portrait. */
public final class PhotoAnalyser {
  private final SelfieFinder selfies;
  private final PortraitFinder portraits;
  private final PersonChoice choice;

  public PhotoAnalyser(ModelSet models) {
    selfies = new SelfieFinder(models);
    portraits = new PortraitFinder(models);
    choice = new PersonChoice(models.faceMatch());
  }

  /** The photo's template, or the reason why there is none. */
  public PhotoFindings analyse(PhotoKind kind, Picture picture) {
    return kind == PhotoKind.selfie
        ? choice.ofSelfie(selfies.find(picture))
        : choice.ofDocument(portraits.find(picture));
  }
}
